/** Serves a house: listens, starts the workers, and on SIGTERM stops accepting, drains and ends with 0. */
import type { AddressInfo } from 'node:net';
import type { Hono } from 'hono';
import { reapplyErasures } from './account/index.ts';
import { createApp, type Rooms } from './app.ts';
import { ensureBuilt } from './build.ts';
import { compose, type House, type Replacements } from './compose.ts';
import type { Config } from './config.ts';
import { createDesk } from './desk/index.ts';
import type { HttpEnv } from './http/context.ts';
import { listen } from './http/listener.ts';
import { seconds } from './kit/clock.ts';
import { createPageLive } from './pageLive.ts';

export interface Served {
  readonly house: House;
  readonly app: Hono<HttpEnv>;
  readonly port: number;
  /** Stops accepting, lets requests and sends under way finish, and closes the store. */
  stop(): Promise<void>;
}

/** Requests that are still under way so long after the last was accepted are cut off. */
const drainMs = seconds(20);

/** @param furnish makes rooms beyond the desk, once the house stands: the demo's */
export const serve = async (
  config: Config,
  furnish: (house: House) => Partial<Rooms> = () => ({}),
  replacements: Replacements = {},
): Promise<Served> => {
  ensureBuilt();
  const house = await compose(config, replacements);
  // A copy of the database that was restored may hold people who have been erased since.
  const erased = await reapplyErasures({ ...house, memory: house.erasures }).catch(async (error: unknown) => {
    await house.close();
    throw error;
  });
  if (erased > 0) house.log.warn({ erased }, 'people whom an older copy brought back were erased again');
  const desk = createDesk(house);
  const live = createPageLive(house);
  const extra = furnish(house);
  const app = createApp(house, {
    routes: [desk.routes, live.routes, ...(extra.routes ?? [])],
    portalOf: (c) => ({ desk: desk.portalOf(c), demo: extra.portalOf?.(c).demo ?? null }),
  });
  const server = await listen(app, config).catch(async (error: unknown) => {
    await house.close();
    throw error;
  });
  house.runner.start();
  house.recurring.start();
  return {
    house,
    app,
    port: (server.address() as AddressInfo).port,
    async stop() {
      // Open event streams would hold the drain to its end.
      desk.close();
      live.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), drainMs);
      await closed;
      clearTimeout(cut);
      await house.close();
    },
  };
};

/** Longer than requests and sends take to finish; what has not ended by then never will. */
const endMs = seconds(25);

/**
 * Ends the process in order when it is asked to, and when a promise of ours was rejected and nobody looked: then with 1,
 * so that its supervisor starts it anew, as nobody knows what such a process has left undone.
 */
export const endInOrder = ({ house, stop }: Served): void => {
  let isEnding = false;
  let rejections = 0;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => {
      house.log.fatal({ ms: endMs }, 'could not stop in time');
      process.exit(1);
    }, endMs).unref();
    void stop().then(
      () => process.exit(rejections === 0 ? 0 : 1),
      (error: unknown) => {
        house.log.fatal({ err: error }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (!isEnding) house.log.info({ signal }, 'stopping');
      end();
    });
  }
  // Astro's adapter installs a listener that swallows rejections.
  process.on('unhandledRejection', (error) => {
    rejections += 1;
    house.log.fatal({ err: error, rejections }, 'a promise was rejected and nobody looked');
    end();
  });
};
