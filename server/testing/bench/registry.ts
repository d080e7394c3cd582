/** Every bench, by the name that the command line takes. A new one is an entry here. */
import type { Load } from './client.ts';
import type { ServerFacts, ServerKind } from './servers.ts';

export interface Bench {
  readonly title: string;
  readonly server: ServerKind;
  readonly connections: number;
  readonly load: (facts: ServerFacts) => Omit<Load, 'connections' | 'seconds'>;
}

/** What everything else is a ratio to; it runs each time. */
export const floor: Bench = {
  title: 'floor: Hono text',
  server: 'floor',
  connections: 16,
  load: ({ origin }) => ({ url: `${origin}/`, expect: 'hello' }),
};

export const benches: Readonly<Record<string, Bench>> = {
  tracking: {
    title: 'tracking page',
    server: 'house',
    connections: 16,
    load: ({ trackingUrl }) => ({ url: trackingUrl, expect: '</html>', headers: { 'accept-encoding': 'gzip' } }),
  },
  ingest: {
    title: 'durable ingest (EasyPost)',
    server: 'house',
    connections: 64,
    load: ({ hook }) => ({ url: hook.url, expect: '"understood"', deliveries: hook }),
  },
  gate: {
    title: 'promo gate',
    server: 'house',
    connections: 16,
    load: ({ origin, apiKey }) => ({
      url: `${origin}/api/v1/promos/decision?customer=c-marshall&product=espresso`,
      expect: 'recently_bought',
      headers: { authorization: `Bearer ${apiKey}` },
    }),
  },
};
