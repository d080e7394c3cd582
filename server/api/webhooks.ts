/** Where the merchant wants to hear what happened. */
import { z } from '@hono/zod-openapi';
import { factKinds } from '../facts.ts';
import { invalidField } from '../faults.ts';
import { externalId } from '../kit/schemas.ts';
import { disableWebhook, putWebhook } from '../notifications/index.ts';
import { type Api, writes } from './endpoint.ts';
import type { ApiParts } from './parts.ts';

const byId = z.object({ id: externalId });

export const webhookEndpoints = (api: Api, parts: ApiParts): void => {
  writes(
    api,
    parts,
    'put',
    {
      path: '/webhooks/{id}',
      tag: 'Webhooks',
      summary: 'Register a place that our webhooks go to',
      description:
        'They follow Standard Webhooks. Without a `secret` one is made and shown once, when the webhook is new or `rotate` is set; the secret before it signs along for a day.',
      scope: 'webhooks:write',
      params: byId,
      body: z
        .strictObject({
          url: z.string().max(2000),
          kinds: z.array(z.enum(factKinds)).optional().openapi({ description: 'Absent or empty: all.' }),
          secret: z
            .string()
            .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and base64 of 24 to 64 bytes')
            .optional(),
          rotate: z.boolean().optional(),
        })
        .openapi('Webhook'),
      answer: z.object({ id: z.string(), url: z.string(), kinds: z.array(z.string()), secret: z.string().nullable() }),
    },
    async (work, { brand, params, body }) => {
      const refusal = parts.checkTargetUrl(body.url);
      if (refusal !== null) throw invalidField('url', refusal);
      return putWebhook(work, parts.sealer, { brandId: brand.id, id: params.id, ...body });
    },
  );

  writes(
    api,
    parts,
    'delete',
    {
      path: '/webhooks/{id}',
      tag: 'Webhooks',
      summary: 'Stop sending there',
      scope: 'webhooks:write',
      params: byId,
      answer: z.object({ id: z.string() }),
    },
    async (work, { brand, params }) => {
      await disableWebhook(work, { brandId: brand.id, id: params.id });
      return { id: params.id };
    },
  );
};
