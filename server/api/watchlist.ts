/** Parcels that something is the matter with, for support to look at before anybody complains. */
import { z } from '@hono/zod-openapi';
import type { Brand } from '../brands/index.ts';
import { notFound } from '../faults.ts';
import { externalId, line, paragraph } from '../kit/schemas.ts';
import { getOrder } from '../orders/index.ts';
import {
  acknowledgeWatch,
  findShipment,
  findWatchEntry,
  listWatched,
  nextSteps,
  shipmentStatuses,
  watchReasons,
  withdrawAcknowledgement,
} from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { type Api, reads, writes } from './endpoint.ts';
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
    acknowledgement: z
      .object({ by: z.string(), note: z.string().nullable(), acknowledgedAt: instant })
      .nullable()
      .openapi({ description: 'Who has taken care of it; null while it waits for somebody.' }),
  })
  .openapi('WatchedShipment');

const byId = z.object({ id: externalId });
const watchedAnswer = z
  .object({ shipment: watchedShape.nullable().openapi({ description: 'Null when nothing is the matter with it.' }) })
  .openapi('WatchedShipmentAnswer');
const acknowledgementInput = z
  .strictObject({
    by: line(100).openapi({ description: 'Who has taken care of it; default: the name of the key.' }).optional(),
    note: paragraph(2000).openapi({ description: 'For colleagues; the shopper never sees it.' }).optional(),
  })
  .openapi('WatchAcknowledgement');

export const watchlistEndpoints = (api: Api, parts: ApiParts): void => {
  reads(
    api,
    parts,
    {
      path: '/watchlist',
      tag: 'Shipments',
      summary: 'Parcels to look at before anybody complains',
      description:
        'No scan within 4 business days of the label, or for 3 (abroad 5) on the way; a promise that is missed, slipping or likely to be missed; a failed attempt, a hold, a return, a loss, a damage. The gravest reason comes first and gives the `nextStep`. The shopper has been told when she could be. What support has taken care of is left out until something new is the matter; with `acknowledged=true` it is that which is listed. While `next` is not null, ask again with `after` set to it.',
      scope: 'shipments:read',
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        after: externalId.optional(),
        acknowledged: z.enum(['true', 'false']).default('false'),
      }),
      answer: z.object({ shipments: z.array(watchedShape), next: z.string().nullable() }),
    },
    async (reader, { brand, query }) => {
      const { shipments, next } = await listWatched(reader, {
        brandId: brand.id,
        ...query,
        acknowledged: query.acknowledged === 'true',
      });
      return { shipments: shipments.map(watchedJson), next };
    },
  );

  writes(
    api,
    parts,
    'put',
    {
      path: '/watchlist/{id}/acknowledgement',
      tag: 'Shipments',
      summary: 'Say that a parcel of the watch list is taken care of',
      description:
        'By the id of the shipment. It is off the list until something new is the matter with it, or what was comes again. Said again before, it changes nothing; with nothing the matter it is a `conflict`.',
      scope: 'shipments:write',
      params: byId,
      body: acknowledgementInput,
      answer: watchedAnswer,
    },
    async (work, { brand, by, params, body }) => {
      const about = await aboutShipment(work, brand, params.id);
      await acknowledgeWatch(work, { ...about, by: { id: null, name: body.by ?? by }, note: body.note ?? null });
      return oneWatched(work, brand, about.shipment.id);
    },
  );

  writes(
    api,
    parts,
    'delete',
    {
      path: '/watchlist/{id}/acknowledgement',
      tag: 'Shipments',
      summary: 'Put a parcel back onto the watch list',
      description:
        'By the id of the shipment. Where it is on the list already, or nothing is the matter, nothing changes.',
      scope: 'shipments:write',
      params: byId,
      answer: watchedAnswer,
    },
    async (work, { brand, by, params }) => {
      const about = await aboutShipment(work, brand, params.id);
      await withdrawAcknowledgement(work, { ...about, by: { id: null, name: by } });
      return oneWatched(work, brand, about.shipment.id);
    },
  );
};

const aboutShipment = async (work: Work, brand: Brand, id: string) => {
  const shipment = await findShipment(work.tx, brand.id, id);
  if (!shipment) throw notFound(`Shipment ${id}`);
  const { customerId } = await getOrder(work.tx, brand.id, shipment.orderId);
  return { shipment, customerId };
};

const oneWatched = async (work: Work, brand: Brand, shipmentId: string): Promise<z.input<typeof watchedAnswer>> => {
  const entry = await findWatchEntry(work.tx, { brandId: brand.id, shipmentId });
  return { shipment: entry && watchedJson(entry) };
};

type Watched = Awaited<ReturnType<typeof listWatched>>['shipments'][number];

const watchedJson = (one: Watched): z.input<typeof watchedShape> => ({
  shipmentId: one.shipmentId,
  orderId: one.orderId,
  orderNumber: one.orderNumber,
  customerId: one.customerId,
  carrier: one.carrier,
  trackingNumber: one.trackingNumber,
  status: one.status,
  promisedOn: one.promisedOn,
  estimateOn: one.estimateOn,
  lastEventAt: one.lastEventAt?.toISOString() ?? null,
  reasons: one.reasons.map(({ reason, since }) => ({ reason, since: since.toISOString() })),
  since: one.since.toISOString(),
  severity: one.severity,
  nextStep: one.nextStep,
  acknowledgement: one.acknowledgement && {
    by: one.acknowledgement.agentName,
    note: one.acknowledgement.note,
    acknowledgedAt: one.acknowledgement.acknowledgedAt.toISOString(),
  },
});
