/** What the brand sells, as far as the portal shows it: to swap in a subscription, to recommend, to open earlier. */
import { z } from '@hono/zod-openapi';
import { notFound } from '../faults.ts';
import { externalId } from '../kit/schemas.ts';
import { findProducts, listProducts, type Product, productInput, putProduct } from '../products/index.ts';
import { type Api, reads, writes } from './endpoint.ts';
import type { ApiParts } from './parts.ts';

const byId = z.object({ id: externalId });
const text = z.string().nullable();

const productShape = z
  .object({
    id: z.string(),
    name: z.string(),
    imageUrl: text,
    url: text,
    price: z.object({ amountMinor: z.int(), currency: z.string() }).nullable(),
    inStock: z.boolean(),
    swapGroup: text,
    earlyAccess: z
      .object({
        tier: z.string(),
        from: z.record(z.string(), z.iso.datetime()).nullable(),
        until: z.iso.datetime(),
      })
      .nullable(),
    updatedAt: z.iso.datetime(),
  })
  .openapi('ProductRecorded');

const productJson = (product: Product): z.infer<typeof productShape> => {
  const { priceMinor, currency, earlyAccessTier: tier, earlyAccessFrom: from, earlyAccessUntil: until } = product;
  return {
    id: product.externalId,
    name: product.name,
    imageUrl: product.imageUrl,
    url: product.url,
    price: priceMinor === null || currency === null ? null : { amountMinor: priceMinor, currency },
    inStock: product.inStock,
    swapGroup: product.swapGroup,
    earlyAccess: tier === null || until === null ? null : { tier, from, until: until.toISOString() },
    updatedAt: product.updatedAt.toISOString(),
  };
};

export const productEndpoints = (api: Api, parts: ApiParts): void => {
  writes(
    api,
    parts,
    'put',
    {
      path: '/products/{id}',
      tag: 'Products',
      summary: 'Add a product or replace it',
      description: 'Told whole: what is left out is not so. What is out of stock is not offered to swap for.',
      scope: 'products:write',
      params: byId,
      body: productInput,
      answer: z.object({ product: productShape }),
    },
    async (work, { brand, params, body }) => ({
      product: productJson(await putProduct(work, brand.id, params.id, body)),
    }),
  );

  reads(
    api,
    parts,
    {
      path: '/products/{id}',
      tag: 'Products',
      summary: 'A product',
      scope: 'products:read',
      params: byId,
      answer: z.object({ product: productShape }),
    },
    async (reader, { brand, params }) => {
      const [product] = await findProducts(reader, brand.id, [params.id]);
      if (!product) throw notFound(`Product ${params.id}`);
      return { product: productJson(product) };
    },
  );

  reads(
    api,
    parts,
    {
      path: '/products',
      tag: 'Products',
      summary: 'Every product',
      description: 'While `next` is not null, ask again with `after` set to it.',
      scope: 'products:read',
      query: z.strictObject({
        limit: z.coerce.number().int().min(1).max(1000).default(200),
        after: externalId.optional(),
      }),
      answer: z.object({ products: z.array(productShape), next: z.string().nullable() }),
    },
    async (reader, { brand, query }) => {
      const { products, next } = await listProducts(reader, { brandId: brand.id, ...query });
      return { products: products.map(productJson), next };
    },
  );
};
