/** What the law gives a person: everything that is kept about her, and that it goes. */
import { z } from '@hono/zod-openapi';
import { eraseCustomer, exportCustomer } from '../account/index.ts';
import { externalId } from '../kit/schemas.ts';
import { type Api, reads, writes } from './endpoint.ts';
import { knownCustomer } from './orders.ts';
import type { ApiParts } from './parts.ts';

const params = z.object({ id: externalId });

const personalData = z
  .object({
    format: z.literal('doorstep/1'),
    generatedAt: z.iso.datetime(),
    brand: z.string(),
    customer: z.string(),
    data: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))).openapi({
      description: 'By table, her rows. Secrets and what says something about somebody else are withheld.',
    }),
    leftOut: z.object({
      columns: z.record(z.string(), z.array(z.string())),
      tables: z.record(z.string(), z.string()).openapi({ description: 'Tables with nothing of hers, and why.' }),
    }),
  })
  .openapi('PersonalData');

export const personalDataEndpoints = (api: Api, parts: ApiParts): void => {
  reads(
    api,
    parts,
    {
      path: '/customers/{id}/export',
      tag: 'Customers',
      summary: 'Everything that is kept about a customer',
      description: 'For a request of access or to take the data along (GDPR articles 15 and 20).',
      scope: 'customers:read',
      params,
      answer: personalData,
    },
    async (reader, { brand, params: { id }, now }) => {
      const customer = await knownCustomer(reader, brand.id, id);
      const data = await exportCustomer(reader, { brandId: brand.id, customerId: customer.id, now });
      // As it will be sent: dates as text.
      return JSON.parse(JSON.stringify(data));
    },
  );

  writes(
    api,
    parts,
    'delete',
    {
      path: '/customers/{id}',
      tag: 'Customers',
      summary: 'Erase a customer',
      description:
        'Nothing that names the customer stays, mail that waits is dropped, and every link is revoked. Orders, amounts and points stay under a pseudonym, so that books and balances are right. Sent again, the same id is somebody new. Tells `customer.erased`.',
      scope: 'customers:write',
      params,
      answer: z.object({ pseudonym: z.string().openapi({ description: 'What her rows are kept under.' }) }),
    },
    async (work, { brand, params: { id } }) => {
      const customer = await knownCustomer(work.tx, brand.id, id);
      return eraseCustomer(work, parts, { brandId: brand.id, customerId: customer.id });
    },
  );
};
