/** Shipments and their events, for merchants who tell us themselves. */
import { z } from '@hono/zod-openapi';
import type { Reader } from '../../db/store.ts';
import { notFound } from '../faults.ts';
import { externalId } from '../kit/schemas.ts';
import { findOrder, getOrder } from '../orders/index.ts';
import { findShipment, putShipment, shipmentInput, trackingEventInput } from '../shipments/index.ts';
import { type Api, reads, writes } from './endpoint.ts';
import { shipmentsOf } from './orders.ts';
import type { ApiParts } from './parts.ts';
import { shipmentShape } from './shapes.ts';

const byId = z.object({ id: externalId });
const shipmentAnswer = z.object({ shipment: shipmentShape }).openapi('ShipmentAnswer');

export const shipmentEndpoints = (api: Api, parts: ApiParts): void => {
  writes(
    api,
    parts,
    'put',
    {
      path: '/shipments/{id}',
      tag: 'Shipments',
      summary: 'Add or change a shipment of an order',
      description:
        'Fields that are left out stay. Another `promisedOn` than before is kept as a slip with its history and shown as one.',
      scope: 'shipments:write',
      params: byId,
      body: shipmentInput.omit({ id: true }).extend({ orderId: externalId }).openapi('ShipmentOfOrder'),
      answer: shipmentAnswer,
    },
    async (work, { brand, params, body: { orderId, ...shipment } }) => {
      const order = await findOrder(work.tx, brand.id, orderId);
      if (!order) throw notFound(`Order ${orderId}`);
      await putShipment(work, order, { id: params.id, ...shipment }, 'api');
      return oneShipment(work.tx, brand.id, params.id);
    },
  );

  reads(
    api,
    parts,
    {
      path: '/shipments/{id}',
      tag: 'Shipments',
      summary: 'A shipment with every scan',
      scope: 'shipments:read',
      params: byId,
      answer: shipmentAnswer,
    },
    (reader, { brand, params }) => oneShipment(reader, brand.id, params.id),
  );

  writes(
    api,
    parts,
    'post',
    {
      path: '/shipments/{id}/events',
      tag: 'Shipments',
      summary: 'Add scans to a shipment',
      description:
        'In any order and as often as you like: the same event is kept once, and the status is that of the whole set.',
      scope: 'shipments:write',
      params: byId,
      body: z.strictObject({ events: z.array(trackingEventInput).min(1).max(500) }).openapi('NewTrackingEvents'),
      answer: shipmentAnswer,
    },
    async (work, { brand, params, body }) => {
      const shipment = await findShipment(work.tx, brand.id, params.id);
      if (!shipment) throw notFound(`Shipment ${params.id}`);
      const order = await getOrder(work.tx, brand.id, shipment.orderId);
      await putShipment(work, order, { id: params.id, events: body.events }, 'api');
      return oneShipment(work.tx, brand.id, params.id);
    },
  );
};

const oneShipment = async (reader: Reader, brandId: string, id: string): Promise<z.input<typeof shipmentAnswer>> => {
  const row = await findShipment(reader, brandId, id);
  const order = row ? await getOrder(reader, brandId, row.orderId) : null;
  const shipment = order && (await shipmentsOf(reader, order)).find((one) => one.id === id);
  if (!shipment) throw notFound(`Shipment ${id}`);
  return { shipment };
};
