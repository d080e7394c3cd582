/**
 * `npm run migrations -- NAME` writes what the schema needs next into both migration folders. Always both, so that
 * the two engines never have a different history; run in a terminal, as drizzle-kit asks about renames.
 */
import { engines, generate } from './drizzleKit.ts';

const [name] = process.argv.slice(2);
for (const engine of engines) {
  const { exitCode } = generate(engine, { name, output: 'inherit' });
  if (exitCode !== 0) process.exit(exitCode);
}
