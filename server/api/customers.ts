/** The 360° view: everything that the brand knows of a person, in one answer. */
import { z } from '@hono/zod-openapi';
import { alertShape, alertStatuses, listAlerts } from '../alerts/index.ts';
import { externalId } from '../kit/schemas.ts';
import { consentChannels, consentTopics } from '../notifications/consents.shared.ts';
import { listConsents, noticesOf } from '../notifications/index.ts';
import { heldBackWords } from '../notifications/notices/view.shared.ts';
import { holdsOfCustomer, promoReasons } from '../promos/index.ts';
import { listAnswersOfCustomer } from '../sentiment/index.ts';
import { contactWishes, sentimentReasons } from '../sentiment/sentiment.shared.ts';
import { type Api, reads } from './endpoint.ts';
import { knownCustomer, ordersOf } from './orders.ts';
import type { ApiParts } from './parts.ts';
import { customerJson, customerShape, orderShape } from './shapes.ts';

const listMax = 50;

const wholeCustomer = z
  .object({
    customer: customerShape,
    orders: z.array(orderShape).openapi({ description: `The newest ${listMax}.` }),
    sentiment: z.array(
      z.object({
        id: z.string(),
        occasion: z.enum(['delivered', 'problem', 'review']),
        score: z.int(),
        reasons: z.array(z.enum(sentimentReasons)),
        comment: z.string(),
        contactWish: z.enum(contactWishes),
        source: z.string(),
        answeredAt: z.iso.datetime(),
      }),
    ),
    alerts: z.array(alertShape),
    holds: z.array(
      z.object({
        id: z.string(),
        reason: z.enum(promoReasons),
        source: z.string(),
        from: z.iso.datetime(),
        until: z.iso.datetime().nullable(),
        liftedAt: z.iso.datetime().nullable(),
        liftedBy: z.string().nullable(),
        liftedWhy: z.string().nullable(),
      }),
    ),
  })
  .openapi('WholeCustomer');

const byId = z.object({ id: externalId });

const consentsShape = z
  .object({
    customerId: z.string(),
    consents: z.array(
      z.object({
        topic: z.enum(consentTopics),
        channel: z.enum(consentChannels),
        given: z.boolean(),
        said: z
          .object({ at: z.iso.datetime(), source: z.enum(['portal', 'api', 'unsubscribe', 'import']) })
          .nullable()
          .openapi({ description: 'When and where. Null: never asked, or as you told it with the customer.' }),
      }),
    ),
  })
  .openapi('Consents');

const noticesShape = z
  .object({
    customerId: z.string(),
    notices: z.array(
      z.object({
        id: z.string(),
        topic: z.enum(consentTopics),
        kind: z
          .string()
          .openapi({ description: '`points.expiring`, `parcel.trouble`, `case.replied`, `promotion`, …' }),
        orderId: z.string().nullable(),
        shipmentId: z.string().nullable(),
        at: z.iso.datetime(),
        state: z.discriminatedUnion('is', [
          z.object({ is: z.literal('sent'), by: z.enum(consentChannels) }),
          z.object({
            is: z.literal('waiting'),
            why: z.enum(['quiet_hours', 'digest', 'now']),
            until: z.iso.datetime(),
          }),
          z.object({ is: z.literal('held_back'), why: z.enum(heldBackWords) }),
        ]),
      }),
    ),
  })
  .openapi('Notices');

export const customerEndpoints = (api: Api, parts: ApiParts): void => {
  wholeCustomerEndpoint(api, parts);
  consentsEndpoint(api, parts);
  reads(
    api,
    parts,
    {
      path: '/customers/{id}/notices',
      tag: 'Customers',
      summary: 'What a customer was told, and what was held back and why',
      description:
        'Newest first, at most a hundred about the account and a hundred that left in the last month; without the words, which are hers.',
      scope: 'customers:read',
      params: byId,
      answer: noticesShape,
    },
    async (reader, { brand, now, params }) => {
      const customer = await knownCustomer(reader, brand.id, params.id);
      const all = await noticesOf(reader, brand, { customerId: customer.id, locale: brand.locale, now });
      return {
        customerId: customer.externalId,
        notices: all.map(({ id, topic, kind, orderId, shipmentId, at, state }) => ({
          id,
          topic,
          kind,
          orderId,
          shipmentId,
          at: at.toISOString(),
          state: state.is === 'waiting' ? { ...state, until: state.until.toISOString() } : state,
        })),
      };
    },
  );
};

const consentsEndpoint = (api: Api, parts: ApiParts): void => {
  reads(
    api,
    parts,
    {
      path: '/customers/{id}/consents',
      tag: 'Customers',
      summary: 'What a customer allows, by topic and channel',
      scope: 'customers:read',
      params: byId,
      answer: consentsShape,
    },
    async (reader, { brand, params }) => {
      const customer = await knownCustomer(reader, brand.id, params.id);
      const all = await listConsents(reader, brand.id, customer.id);
      return {
        customerId: customer.externalId,
        consents: all.map(({ topic, channel, given, said }) => ({
          topic,
          channel,
          given,
          said: said && { at: said.at.toISOString(), source: said.source },
        })),
      };
    },
  );
};

const wholeCustomerEndpoint = (api: Api, parts: ApiParts): void => {
  reads(
    api,
    parts,
    {
      path: '/customers/{id}',
      tag: 'Customers',
      summary: 'Everything about a customer',
      description: 'Orders with every scan, answers, cases and what holds promotions back or did.',
      scope: 'customers:read',
      params: byId,
      answer: wholeCustomer,
    },
    async (reader, { brand, params }) => {
      const customer = await knownCustomer(reader, brand.id, params.id);
      const of = { brandId: brand.id, customerId: customer.id, limit: listMax };
      const answers = await listAnswersOfCustomer(reader, of);
      const holds = await holdsOfCustomer(reader, brand.id, customer.id);
      return {
        customer: customerJson(customer),
        orders: await ordersOf(reader, brand.id, customer.id, listMax),
        sentiment: answers.map((answer) => ({
          id: answer.id,
          occasion: answer.occasion,
          score: answer.score,
          reasons: answer.reasons,
          comment: answer.comment,
          contactWish: answer.contactWish,
          source: answer.source,
          answeredAt: answer.answeredAt.toISOString(),
        })),
        alerts: [...(await listAlerts(reader, { ...of, statuses: alertStatuses }))],
        holds: holds.map((hold) => ({
          id: hold.externalId,
          reason: hold.reason,
          source: hold.source,
          from: hold.from.toISOString(),
          until: (hold.until ?? hold.maxUntil)?.toISOString() ?? null,
          liftedAt: hold.liftedAt?.toISOString() ?? null,
          liftedBy: hold.liftedBy,
          liftedWhy: hold.liftedWhy,
        })),
      };
    },
  );
};
