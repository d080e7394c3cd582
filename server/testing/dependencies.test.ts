/** Where the code of others comes from: from the lock file alone, each piece by its hash, and all of it on one bill. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');

interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly name?: string;
}
const manifest: Record<'dependencies' | 'devDependencies', Record<string, string>> = JSON.parse(read('package.json'));
const lock: { packages: Record<string, Locked & Partial<typeof manifest>> } = JSON.parse(read('package-lock.json'));
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('S46 the lock file', () => {
  test('ok: it is of this manifest, which names exact versions', () => {
    for (const kind of ['dependencies', 'devDependencies'] as const) {
      expect(lock.packages['']?.[kind]).toEqual(manifest[kind]);
      for (const [name, version] of Object.entries(manifest[kind])) expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
    }
  });

  test('refuses a package without a hash, and one from anywhere but the registry that npm is set to', () => {
    expect(locked.length).toBeGreaterThan(500);
    const loose = locked.filter(([, { integrity, link }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? '') || link);
    const foreign = locked.filter(
      ([, { resolved }]) => resolved !== undefined && new URL(resolved).host !== 'registry.npmjs.org',
    );
    expect([...loose, ...foreign].map(([path]) => path)).toEqual([]);
    expect(read('.npmrc')).not.toMatch(/registry/);
  });

  test('ok: what is checked was installed from it, before anything else', () => {
    const [firstCheck] = read('.ci/run').match(/^check .*/m) ?? [];
    expect(firstCheck).toMatch(/^check 'npm ci' npm ci /);
    expect(read('.ci/run')).not.toMatch(/npm (i|install|add|update)\b/);
  });
});

test('S46 ok: the bill of materials names whatever is shipped, by the hash in the lock file', () => {
  const { bomFormat, components } = JSON.parse(
    execFileSync('npm', ['run', '-s', 'sbom'], { cwd: root, encoding: 'utf8', maxBuffer: 20_000_000 }),
  ) as { bomFormat: string; components: { purl: string; hashes?: { content: string }[] }[] };
  expect(bomFormat).toBe('CycloneDX');
  const billed = new Map(components.map(({ purl, hashes }) => [decodeURIComponent(purl), hashes?.[0]?.content]));
  const shipped = locked.filter(([, { dev }]) => !dev);
  for (const [name, version] of Object.entries(manifest.dependencies))
    expect(billed.has(`pkg:npm/${name}@${version}`), name).toBe(true);
  for (const [path, { name = path.split('node_modules/').at(-1), version, integrity = '' }] of shipped) {
    const hash = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
    expect(billed.get(`pkg:npm/${name}@${version}`), name).toBe(hash);
  }
  expect([...billed.keys()].filter((purl) => /\/vitest@/.test(purl))).toEqual([]);
});
