/** What customers say, and the cases that come of it. */
import { z } from '@hono/zod-openapi';
import {
  acknowledgeAlert,
  acknowledgementInput,
  alertShape,
  alertStatuses,
  getAlertJson,
  listAlerts,
  resolutionInput,
  resolveAlert,
} from '../alerts/index.ts';
import { notFound } from '../faults.ts';
import { externalId } from '../kit/schemas.ts';
import { findOrder, getOrder } from '../orders/index.ts';
import { answerSentiment, sentimentInput } from '../sentiment/index.ts';
import { findShipment } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { type Api, reads, writes } from './endpoint.ts';
import { knownCustomer } from './orders.ts';
import type { ApiParts } from './parts.ts';

const byId = z.object({ id: externalId });
const alertAnswer = z.object({ alert: alertShape }).openapi('AlertAnswer');
const pageSize = z.coerce.number().int().min(1).max(200).default(50);

export const careEndpoints = (api: Api, parts: ApiParts): void => {
  writes(
    api,
    parts,
    'post',
    {
      path: '/sentiment',
      tag: 'Sentiment',
      summary: 'Tell us what a customer said elsewhere',
      description:
        'A review, a survey, a call. At 1 or 2 it holds promotions and opens a case, as an answer on the page does. The same `source` and `externalId` again changes nothing.',
      scope: 'sentiment:write',
      body: sentimentInput,
      answer: z.object({ outcome: z.enum(['recorded', 'unchanged']), answerId: z.string(), negative: z.boolean() }),
    },
    async (work, { brand, body }) => {
      const { customerId, orderId, shipmentId, ...said } = body;
      const customer = await knownCustomer(work.tx, brand.id, customerId);
      const about = await orderAndShipment(work, brand.id, { customerId: customer.id, orderId, shipmentId });
      return answerSentiment(work, {
        brandId: brand.id,
        customerId: customer.id,
        ...about,
        occasion: 'review',
        ...said,
      });
    },
  );

  reads(
    api,
    parts,
    {
      path: '/alerts',
      tag: 'Alerts',
      summary: 'Cases, newest first',
      description:
        'Without `status`: those that are open or acknowledged. `before` takes the last id of the page before.',
      scope: 'alerts:read',
      query: z.strictObject({
        status: z.enum(alertStatuses).optional(),
        limit: pageSize,
        before: externalId.optional(),
      }),
      answer: z.object({ alerts: z.array(alertShape) }),
    },
    async (reader, { brand, query }) => ({
      alerts: [
        ...(await listAlerts(reader, {
          brandId: brand.id,
          statuses: query.status === undefined ? ['open', 'acknowledged'] : [query.status],
          limit: query.limit,
          before: query.before,
        })),
      ],
    }),
  );

  reads(
    api,
    parts,
    {
      path: '/alerts/{id}',
      tag: 'Alerts',
      summary: 'One case',
      scope: 'alerts:read',
      params: byId,
      answer: alertAnswer,
    },
    async (reader, { brand, params }) => ({ alert: await getAlertJson(reader, brand.id, params.id) }),
  );

  writes(
    api,
    parts,
    'put',
    {
      path: '/alerts/{id}/acknowledgement',
      tag: 'Alerts',
      summary: 'Say that somebody has it',
      description: 'The shopper reads the name on her page.',
      scope: 'alerts:write',
      params: byId,
      body: acknowledgementInput,
      answer: alertAnswer,
    },
    async (work, { brand, by, params, body }) => {
      await acknowledgeAlert(work, { brandId: brand.id, alertId: params.id, agent: agentOf(by, body.by) });
      return { alert: await getAlertJson(work.tx, brand.id, params.id) };
    },
  );

  writes(
    api,
    parts,
    'put',
    {
      path: '/alerts/{id}/resolution',
      tag: 'Alerts',
      summary: 'Resolve a case with its outcome',
      description: 'The shopper is asked whether it is settled. Promotions return after the cool-down.',
      scope: 'alerts:write',
      params: byId,
      body: resolutionInput,
      answer: alertAnswer,
    },
    async (work, { brand, by, params, body }) => {
      await resolveAlert(work, {
        brandId: brand.id,
        alertId: params.id,
        agent: agentOf(by, body.by),
        outcome: body.outcome,
        note: body.note ?? null,
      });
      return { alert: await getAlertJson(work.tx, brand.id, params.id) };
    },
  );
};

/** Whoever the merchant's own tool names: two of them under one key are two people. */
const agentOf = (key: string, name: string | undefined) =>
  name === undefined ? { id: `api:${key}`, name: key } : { id: `api:${key}:${name}`, name };

/** The merchant's ids as ours; a shipment alone names its order too. @throws Fault `not_found` for another customer's */
const orderAndShipment = async (
  work: Work,
  brandId: string,
  named: { customerId: string; orderId: string | undefined; shipmentId: string | undefined },
): Promise<{ orderId: string | null; shipmentId: string | null }> => {
  const shipment = named.shipmentId === undefined ? null : await findShipment(work.tx, brandId, named.shipmentId);
  if (named.shipmentId !== undefined && !shipment) throw notFound(`Shipment ${named.shipmentId}`);
  const order =
    named.orderId === undefined
      ? shipment && (await getOrder(work.tx, brandId, shipment.orderId))
      : await findOrder(work.tx, brandId, named.orderId);
  if (named.orderId !== undefined && !order) throw notFound(`Order ${named.orderId}`);
  if (order && order.customerId !== named.customerId) throw notFound(`Order ${order.externalId} of this customer`);
  if (shipment && order && shipment.orderId !== order.id)
    throw notFound(`Shipment ${shipment.externalId} of this order`);
  return { orderId: order?.id ?? null, shipmentId: shipment?.id ?? null };
};
