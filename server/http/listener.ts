/** The socket that everything comes in by. Whoever sends slowly, or without end, is cut off before it costs much. */
import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { minutes, seconds } from '../kit/clock.ts';
import type { HttpEnv } from './context.ts';

export interface ListenerLimits {
  /** Within so long the headers of a request must be there. */
  readonly headersMs: number;
  /** And all of it. Of audiences that are streamed through the gate; any other body has less, see bodyLimit.ts. */
  readonly requestMs: number;
  /** How often it is looked whether somebody is too slow. */
  readonly lookEveryMs: number;
  /** Of all headers of a request together; their number is bounded by that. */
  readonly headersMaxBytes: number;
}

const usual: ListenerLimits = {
  headersMs: seconds(10),
  requestMs: minutes(15),
  lookEveryMs: seconds(2),
  headersMaxBytes: 16_384,
};

/** @throws what the system says when it cannot listen there, such as `EADDRINUSE` */
export const listen = (
  app: Pick<Hono<HttpEnv>, 'fetch'>,
  at: { readonly port: number; readonly host: string },
  changed: Partial<ListenerLimits> = {},
): Promise<Server> => {
  const { headersMs, requestMs, lookEveryMs, headersMaxBytes } = { ...usual, ...changed };
  return new Promise((resolve, reject) => {
    const listening = serve(
      {
        fetch: app.fetch,
        port: at.port,
        hostname: at.host,
        overrideGlobalObjects: false,
        serverOptions: {
          headersTimeout: headersMs,
          requestTimeout: requestMs,
          connectionsCheckingInterval: lookEveryMs,
          maxHeaderSize: headersMaxBytes,
        },
      },
      // Made by `createServer` of node:http, as no other was asked for.
      () => resolve(listening as Server),
    );
    listening.once('error', reject);
  });
};
