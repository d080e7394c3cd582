/** Parcels that something is the matter with, for support to look at before anybody complains. */
import { z } from '@hono/zod-openapi';
import { externalId } from '../kit/schemas.ts';
import { listWatched, nextSteps, shipmentStatuses, watchReasons } from '../shipments/index.ts';
import { type Api, reads } from './endpoint.ts';
import type { ApiParts } from './parts.ts';

const instant = z.iso.datetime();

const watchedShape = z
  .object({
    shipmentId: z.string(),
    orderId: z.string(),
    orderNumber: z.string(),
    customerId: z.string(),
    carrier: z.string().nullable(),
    trackingNumber: z.string().nullable(),
    status: z.enum(shipmentStatuses),
    promisedOn: z.string().nullable(),
    estimateOn: z.string().nullable(),
    lastEventAt: instant.nullable(),
    reasons: z.array(z.object({ reason: z.enum(watchReasons), since: instant })),
    since: instant,
    severity: z.enum(['high', 'normal']),
    nextStep: z.enum(nextSteps),
  })
  .openapi('WatchedShipment');

export const watchlistEndpoints = (api: Api, parts: ApiParts): void => {
  reads(
    api,
    parts,
    {
      path: '/watchlist',
      tag: 'Shipments',
      summary: 'Parcels to look at before anybody complains',
      description:
        'No scan within 4 business days of the label, or for 3 (abroad 5) on the way; a promise that is missed, slipping or likely to be missed; a failed attempt, a hold, a return, a loss, a damage. The gravest reason comes first and gives the `nextStep`. The shopper has been told when she could be. While `next` is not null, ask again with `after` set to it.',
      scope: 'shipments:read',
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        after: externalId.optional(),
      }),
      answer: z.object({ shipments: z.array(watchedShape), next: z.string().nullable() }),
    },
    async (reader, { brand, query }) => {
      const { shipments, next } = await listWatched(reader, { brandId: brand.id, ...query });
      return {
        shipments: shipments.map((one) => ({
          ...one,
          lastEventAt: one.lastEventAt?.toISOString() ?? null,
          since: one.since.toISOString(),
          reasons: one.reasons.map(({ reason, since }) => ({ reason, since: since.toISOString() })),
        })),
        next,
      };
    },
  );
};
