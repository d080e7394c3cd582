/** The merchant API: its routes, the OpenAPI document that is generated from them, and a page to read it on. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { scopes } from '../auth/index.ts';
import type { HttpEnv } from '../http/context.ts';
import { campaignEndpoints } from './campaigns.ts';
import { careEndpoints } from './care.ts';
import { customerEndpoints } from './customers.ts';
import type { Api } from './endpoint.ts';
import { orderEndpoints } from './orders.ts';
import type { ApiParts } from './parts.ts';
import { personalDataEndpoints } from './personalData.ts';
import { pointsEndpoints } from './points.ts';
import { productEndpoints } from './products.ts';
import { documentPromoFilter } from './promoFilter.ts';
import { promoEndpoints } from './promos.ts';
import { referralEndpoints } from './referrals.ts';
import { shipmentEndpoints } from './shipments.ts';
import { subscriptionEndpoints } from './subscriptions.ts';
import { watchlistEndpoints } from './watchlist.ts';
import { webhookEndpoints } from './webhooks.ts';

export type { ApiParts } from './parts.ts';
export { promoFilter } from './promoFilter.ts';

/** Everything below `/api/v1`; a key must have been read before it. */
export const apiRoutes = (parts: ApiParts): Api => {
  const api = new OpenAPIHono<HttpEnv>();
  orderEndpoints(api, parts);
  shipmentEndpoints(api, parts);
  watchlistEndpoints(api, parts);
  customerEndpoints(api, parts);
  personalDataEndpoints(api, parts);
  careEndpoints(api, parts);
  promoEndpoints(api, parts);
  documentPromoFilter(api);
  campaignEndpoints(api, parts);
  referralEndpoints(api, parts);
  subscriptionEndpoints(api, parts);
  productEndpoints(api, parts);
  pointsEndpoints(api, parts);
  webhookEndpoints(api, parts);
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: `A key of the brand, made with \`doorstep key add\`. Scopes: ${scopes.join(', ')}.`,
  });
  return api;
};

/** OpenAPI 3.1, from the schemas that validate. */
export const openApiDocument = (api: Api, version: string) => {
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Doorstep merchant API',
      version,
      description:
        'Ids in paths and bodies are your own. Every write takes an `Idempotency-Key`: the same key with the same request gives the stored answer, with another request 409. Faults are problem+json (RFC 9457).',
    },
    servers: [{ url: '/api/v1' }],
  });
  return document;
};

export type OpenApiDocument = ReturnType<typeof openApiDocument>;
