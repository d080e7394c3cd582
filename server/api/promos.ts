/** May this be promoted to this person now, and what the merchant holds back by itself. */
import { z } from '@hono/zod-openapi';
import { externalId } from '../kit/schemas.ts';
import {
  decisionQuery,
  decisionShape,
  liftSuppression,
  listSuppressions,
  promoDecision,
  putSuppression,
  suppressionInput,
  suppressionShape,
} from '../promos/index.ts';
import { type Api, reads, writes } from './endpoint.ts';
import { knownCustomer } from './orders.ts';
import type { ApiParts } from './parts.ts';

const byId = z.object({ id: externalId });

export const promoEndpoints = (api: Api, parts: ApiParts): void => {
  reads(
    api,
    parts,
    {
      path: '/promos/decision',
      tag: 'Promo gate',
      summary: 'May I promote this to this person on this channel now?',
      description: 'Denied with every reason that holds. Ask at the moment of each send.',
      scope: 'promos:read',
      query: decisionQuery,
      answer: decisionShape,
    },
    async (reader, { brand, now, query }) => {
      const { customer: customerExternalId, product: productId, channel } = query;
      const decision = await promoDecision(reader, { brandId: brand.id, customerExternalId, productId, channel, now });
      return {
        allowed: decision.allowed,
        reasons: decision.reasons.map((reason) => ({ ...reason, until: reason.until?.toISOString() ?? null })),
      };
    },
  );

  reads(
    api,
    parts,
    {
      path: '/suppressions',
      tag: 'Promo gate',
      summary: 'Everything that is held back now',
      description: 'Ours and the merchant’s. While `next` is not null, ask again with `after` set to it.',
      scope: 'suppressions:read',
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(1000).default(200),
        after: externalId.optional(),
      }),
      answer: z.object({ suppressions: z.array(suppressionShape), next: z.string().nullable() }),
    },
    async (reader, { brand, now, query }) => {
      const { suppressions, next } = await listSuppressions(reader, { brandId: brand.id, now, ...query });
      return { suppressions: [...suppressions], next };
    },
  );

  writes(
    api,
    parts,
    'put',
    {
      path: '/suppressions/{id}',
      tag: 'Promo gate',
      summary: 'Hold promotions back from a customer',
      scope: 'suppressions:write',
      params: byId,
      body: suppressionInput,
      answer: z.object({ outcome: z.enum(['set', 'unchanged']) }),
    },
    async (work, { brand, by, params, body: { customerId, ...scope } }) => {
      const customer = await knownCustomer(work.tx, brand.id, customerId);
      const outcome = await putSuppression(work, {
        brandId: brand.id,
        id: params.id,
        customerId: customer.id,
        ...scope,
        source: `api:${by}`,
      });
      return { outcome };
    },
  );

  writes(
    api,
    parts,
    'delete',
    {
      path: '/suppressions/{id}',
      tag: 'Promo gate',
      summary: 'Lift a hold of the merchant’s own',
      description: 'Holds that a case set end with the case.',
      scope: 'suppressions:write',
      params: byId,
      answer: z.object({ id: z.string() }),
    },
    async (work, { brand, by, params }) => {
      await liftSuppression(work, { brandId: brand.id, id: params.id, source: `api:${by}` });
      return { id: params.id };
    },
  );
};
