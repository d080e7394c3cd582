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
      .strictObject({
        tier: externalId,
        from: z.record(externalId, instant).optional().openapi({
          description:
            'From when, by tier; one that is not named has it with the next lower one. Default: from now on for all of them.',
        }),
        until: instant,
      })
      .refine(({ from = {}, until }) => Object.values(from).every((at) => at < until), {
        path: ['from'],
        message: 'must be before it opens to everybody',
      })
      .optional()
      .openapi({ description: 'Open to this tier and above until then, afterwards to everybody.' }),
  })
  .openapi('Product');
export type ProductInput = z.output<typeof productInput>;
