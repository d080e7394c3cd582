/** What the shop says of a product. It is told whole: what is left out is not so. */
import { z } from '@hono/zod-openapi';
import { amountMinor, currency, externalId, instant, line, webAddress } from '../kit/schemas.ts';

export const productInput = z
  .strictObject({
    name: line(300),
    imageUrl: webAddress.optional(),
    url: webAddress.optional(),
    price: z.strictObject({ amountMinor, currency }).optional(),
    inStock: z.boolean().default(true),
    swapGroup: externalId.optional().openapi({
      description: 'Products of one group can stand in for each other in a subscription.',
    }),
    earlyAccess: z
      .strictObject({ tier: externalId, until: instant })
      .optional()
      .openapi({ description: 'Open to this tier and above until then, afterwards to everybody.' }),
  })
  .openapi('Product');
export type ProductInput = z.output<typeof productInput>;
