/** The version of this release, as package.json has it. */
import { readFileSync } from 'node:fs';

const { version: read }: { version: string } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);

export const version: string = read;
