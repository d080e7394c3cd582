/** Subscriptions as the shop tells them, and its answers to the changes that customers made on their page. */
import { z } from '@hono/zod-openapi';
import type { Reader } from '../../db/store.ts';
import type { Brand } from '../brands/index.ts';
import { getCustomer } from '../customers/index.ts';
import { notFound } from '../faults.ts';
import { dayIn } from '../kit/clock.ts';
import { externalId, instant } from '../kit/schemas.ts';
import {
  type ChangeRow,
  findSubscription,
  listWaiting,
  openChanges,
  putSubscription,
  type Subscription,
  settleChange,
  settlementInput,
  stateOf,
  subscriptionInput,
  subscriptionsOf,
  upcoming,
} from '../subscriptions/index.ts';
import { changeActions, intervalUnits, subscriptionStatuses } from '../subscriptions/view.shared.ts';
import { type Api, reads, writes } from './endpoint.ts';
import { knownCustomer } from './orders.ts';
import type { ApiParts } from './parts.ts';

const byId = z.object({ id: externalId });
const text = z.string().nullable();
const at = z.iso.datetime().nullable();

const changeShape = z
  .object({
    id: z.string(),
    action: z.enum(changeActions),
    change: z
      .looseObject({})
      .openapi({ description: 'What was chosen: the day, the rhythm, the product, the address.' }),
    by: z.enum(['shopper', 'support', 'offer']),
    requestedAt: z.iso.datetime(),
    answerBy: z.iso.datetime(),
  })
  .openapi('SubscriptionChange');

const subscriptionShape = z
  .object({
    id: z.string(),
    customerId: z.string(),
    source: z.string(),
    status: z.enum(subscriptionStatuses),
    items: z.array(
      z.object({
        productId: z.string(),
        variantId: z.string().optional(),
        name: z.string(),
        quantity: z.int(),
        unitPriceMinor: z.int(),
      }),
    ),
    currency: z.string(),
    interval: z.object({ count: z.int(), unit: z.enum(intervalUnits) }),
    nextChargeOn: text,
    skippedOn: z.array(z.string()),
    pausedUntil: text,
    deliveryAddress: z.looseObject({}).nullable(),
    discount: z.object({ percent: z.int(), charges: z.int() }).nullable(),
    cancelReason: text,
    cancelledAt: at,
    upcoming: z
      .array(z.object({ on: z.string(), skipped: z.boolean() }))
      .openapi({ description: 'The coming days of the rhythm, among them three that come.' }),
    changes: z.array(changeShape).openapi({ description: 'Made on the page and not answered by you yet.' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime().openapi({ description: 'Your own time of its last change.' }),
  })
  .openapi('SubscriptionRecorded');

const changeJson = (change: ChangeRow): z.infer<typeof changeShape> => ({
  id: change.id,
  action: change.action,
  change: { ...change.input },
  by: change.by,
  requestedAt: change.createdAt.toISOString(),
  answerBy: change.answerBy.toISOString(),
});

const subscriptionJson = async (
  reader: Reader,
  { brand, row, now }: { readonly brand: Brand; readonly row: Subscription; readonly now: Date },
): Promise<z.infer<typeof subscriptionShape>> => {
  const { interval, ...state } = stateOf(row);
  const customer = await getCustomer(reader, brand.id, row.customerId);
  return {
    id: row.externalId,
    customerId: customer.externalId,
    source: row.source,
    ...state,
    items: row.items,
    skippedOn: row.skippedOn,
    deliveryAddress: row.deliveryAddress && { ...row.deliveryAddress },
    currency: row.currency,
    interval,
    cancelledAt: row.cancelledAt?.toISOString() ?? null,
    upcoming: [...upcoming(stateOf(row), dayIn(now, brand.timeZone))],
    changes: (await openChanges(reader, row.id)).map(changeJson),
    createdAt: row.startedAt.toISOString(),
    updatedAt: row.sourceUpdatedAt.toISOString(),
  };
};

export const subscriptionEndpoints = (api: Api, parts: ApiParts): void => {
  writes(
    api,
    parts,
    'put',
    {
      path: '/subscriptions/{id}',
      tag: 'Subscriptions',
      summary: 'Add or change a subscription',
      description:
        'Your word always counts. What you leave out stays as it is known. An `updatedAt` older than the last one changes nothing (`stale`). Changes that customers made are settled by it: shown as confirmed where your state agrees, as overruled where it does not.',
      scope: 'subscriptions:write',
      params: byId,
      body: subscriptionInput
        .omit({ id: true })
        .extend({ createdAt: instant.optional(), updatedAt: instant.optional() })
        .openapi('SubscriptionTold'),
      answer: z.object({ outcome: z.enum(['created', 'changed', 'stale']), subscription: subscriptionShape }),
    },
    async (work, { brand, now, params, body }) => {
      const held = await findSubscription(work.tx, brand.id, params.id);
      const times = { createdAt: body.createdAt ?? held?.startedAt ?? now, updatedAt: body.updatedAt ?? now };
      const input = { ...body, ...times, id: params.id };
      const { outcome, subscription: row } = await putSubscription(work, brand.id, input, 'api');
      return { outcome, subscription: await subscriptionJson(work.tx, { brand, row, now }) };
    },
  );

  reads(
    api,
    parts,
    {
      path: '/subscriptions/{id}',
      tag: 'Subscriptions',
      summary: 'A subscription, its next deliveries and what you have not answered',
      scope: 'subscriptions:read',
      params: byId,
      answer: z.object({ subscription: subscriptionShape }),
    },
    async (reader, { brand, now, params }) => {
      const row = await findSubscription(reader, brand.id, params.id);
      if (!row) throw notFound(`Subscription ${params.id}`);
      return { subscription: await subscriptionJson(reader, { brand, row, now }) };
    },
  );

  reads(
    api,
    parts,
    {
      path: '/customers/{id}/subscriptions',
      tag: 'Subscriptions',
      summary: 'The subscriptions of a customer',
      scope: 'subscriptions:read',
      params: byId,
      answer: z.object({ subscriptions: z.array(subscriptionShape) }),
    },
    async (reader, { brand, now, params }) => {
      const customer = await knownCustomer(reader, brand.id, params.id);
      const rows = await subscriptionsOf(reader, { brandId: brand.id, customerId: customer.id });
      return { subscriptions: await Promise.all(rows.map((row) => subscriptionJson(reader, { brand, row, now }))) };
    },
  );

  changeEndpoints(api, parts);
};

const changeEndpoints = (api: Api, parts: ApiParts): void => {
  writes(
    api,
    parts,
    'put',
    {
      path: '/subscriptions/{id}/changes/{changeId}',
      tag: 'Subscriptions',
      summary: 'Confirm or refuse a change',
      description:
        'Of those that `subscription.change_requested` told you of. Refused, it is rolled back and the customer sees why. The same answer again changes nothing; another one is a conflict.',
      scope: 'subscriptions:write',
      params: byId.extend({ changeId: externalId }),
      body: settlementInput,
      answer: z.object({ outcome: z.enum(['settled', 'unchanged']) }),
    },
    async (work, { brand, params, body }) => {
      const ids = { brandId: brand.id, subscription: params.id, change: params.changeId };
      return { outcome: await settleChange(work, ids, body) };
    },
  );

  reads(
    api,
    parts,
    {
      path: '/subscription-changes',
      tag: 'Subscriptions',
      summary: 'Changes that wait for your answer',
      description:
        'For a shop that asks instead of being told, and with `overdue=true` the watch list of support: those customers see their change as not confirmed yet. While `next` is not null, ask again with `after` set to it.',
      scope: 'subscriptions:read',
      query: z.strictObject({
        overdue: z.enum(['true', 'false']).default('false'),
        limit: z.coerce.number().int().min(1).max(500).default(100),
        after: externalId.optional(),
      }),
      answer: z.object({
        changes: z.array(
          changeShape.extend({ subscriptionId: z.string(), customerId: z.string(), overdue: z.boolean() }),
        ),
        next: z.string().nullable(),
      }),
    },
    async (reader, { brand, now, query: { overdue, ...page } }) => {
      const overdueAt = overdue === 'true' ? now : null;
      const { changes, next } = await listWaiting(reader, { brandId: brand.id, overdueAt, ...page });
      return {
        changes: changes.map(({ change, subscription, customerId }) => ({
          ...changeJson(change),
          subscriptionId: subscription.externalId,
          customerId,
          overdue: change.answerBy < now,
        })),
        next,
      };
    },
  );
};
