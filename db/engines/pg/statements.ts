/**
 * Names for statement texts, so that a connection prepares each text once. A text gets its name when it is seen a
 * second time, as some (lists of every length) are never seen again and a server keeps what it has prepared.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

export interface StatementNames {
  nameOf(text: string): string | undefined;
  /** Makes every connection prepare anew, after the schema changed beneath what it has prepared. */
  renew(): void;
}

export const statementNames = (): StatementNames => {
  const names = new LRUCache<string, { name?: string }>({ max: 1_000 });
  let generation = 0;
  return {
    nameOf(text) {
      const known = names.get(text);
      if (known === undefined) {
        names.set(text, {});
        return undefined;
      }
      known.name ??= createHash('sha256').update(`${generation} ${text}`).digest('base64url').slice(0, 22);
      return known.name;
    },
    renew() {
      generation += 1;
      names.clear();
    },
  };
};
