/** Starts the throw-away PostgreSQL of `postgresqlCluster.ts` and says where it is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface PostgresqlServer {
  /** Of the superuser, on the database `postgres`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The server goes away with `stop()`, and by itself when this process ends without calling it. */
export async function startPostgresql(): Promise<PostgresqlServer> {
  const script = fileURLToPath(new URL('./postgresqlCluster.ts', import.meta.url));
  // Detached, so that Ctrl-C reaches only us and the cluster still gets to clean up when its input ends.
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const [url] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => [undefined]),
  ]);
  if (typeof url !== 'string') throw new Error('PostgreSQL for the tests did not start');
  return {
    url,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
