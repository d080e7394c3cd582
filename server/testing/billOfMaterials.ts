/**
 * `npm run sbom`: what is shipped, as CycloneDX 1.6, for whoever has to know what is in it. From the lock file: npm's own
 * `sbom --omit=dev` leaves out what is needed both here and by a tool, `pg` and `zod` among it.
 * https://cyclonedx.org/docs/1.6/json/
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Locked {
  /** Where it is installed under another name than its own. */
  readonly name?: string;
  readonly version: string;
  readonly integrity: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

const folder = 'node_modules/';
const lockFile = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const { name, version, packages }: { name: string; version: string; packages: Record<string, Locked> } = JSON.parse(
  readFileSync(lockFile, 'utf8'),
);

const componentOf = (path: string, locked: Locked) => {
  const full = locked.name ?? path.slice(path.lastIndexOf(folder) + folder.length);
  const purl = `pkg:npm/${full.replace('@', '%40')}@${locked.version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name: full,
    version: locked.version,
    purl,
    scope: locked.optional ? 'optional' : 'required',
    hashes: [
      { alg: 'SHA-512', content: Buffer.from(locked.integrity.replace('sha512-', ''), 'base64').toString('hex') },
    ],
    ...(locked.license === undefined ? {} : { licenses: [{ license: { name: locked.license } }] }),
  };
};

const shipped = Object.entries(packages).filter(([path, { dev }]) => path.startsWith(folder) && !dev);
// The same version may lie in several places.
const components = new Map(
  shipped.map(([path, locked]) => componentOf(path, locked)).map((component) => [component.purl, component]),
);
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', 'bom-ref': name, name, version } },
  components: [...components.values()],
};
console.log(JSON.stringify(bill, null, 2));
