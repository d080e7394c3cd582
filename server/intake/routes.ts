/** `POST /hooks/{connection}`: the one door for every source. Unsigned or forged knocks leave a count and nothing else. */
import { Hono } from 'hono';
import type { Store } from '../../db/store.ts';
import { Fault, notFound } from '../faults.ts';
import type { HttpEnv } from '../http/context.ts';
import type { Log } from '../http/requestLog.ts';
import type { Clock } from '../kit/clock.ts';
import type { Sealer } from '../kit/seal.ts';
import type { Delivery } from '../source.ts';
import type { Perform } from '../work.ts';
import { findConnection } from './connections.ts';
import { type Count, takeDelivery } from './inbox.ts';

export interface IntakeParts {
  readonly store: Store;
  readonly perform: Perform;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
  readonly count: Count;
}

export const intakeRoutes = ({ store, perform, sealer, clock, log, count }: IntakeParts): Hono<HttpEnv> =>
  new Hono<HttpEnv>().post('/hooks/:connection', async (c) => {
    const brand = c.var.brand;
    const now = clock();
    const connection = await store.read((reader) =>
      findConnection(reader, sealer, { brandId: brand.id, id: c.req.param('connection'), now }),
    );
    if (!connection) throw notFound('The connection');
    const { name } = connection.source;
    const delivery: Delivery = {
      rawBody: Buffer.from(await c.req.arrayBuffer()),
      headers: c.req.header(),
      url: c.req.url,
      receivedAt: now,
    };
    const verdict = connection.source.verify(delivery, connection.secrets);
    if (verdict !== 'genuine') {
      count('delivery', name, verdict);
      throw new Fault(
        'unauthenticated',
        verdict === 'stale' ? 'the signature is outside the tolerated time' : 'the signature does not match the body',
      );
    }
    const stumbled = (error: unknown): void =>
      log.error({ requestId: c.var.requestId, source: name, err: error }, 'a delivery is kept as failed');
    const { outcome, detail } = await takeDelivery({ perform, count, stumbled }, brand, connection, delivery);
    return c.json({ outcome, detail });
  });
