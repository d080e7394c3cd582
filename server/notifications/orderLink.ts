/**
 * Mails the link of an order to the address that the order has, at most once in ten minutes however often it is asked
 * for. The link is of the brand's configured origin, whatever host the question came in by.
 */
import { and, eq, gte, lt } from 'drizzle-orm';
import { outboxMessages } from '../../db/schema/index.ts';
import { paths } from '../../site/lib/paths.ts';
import { getBrand } from '../brands/index.ts';
import type { Customer } from '../customers/index.ts';
import { after, minutes } from '../kit/clock.ts';
import type { OrderRow } from '../orders/index.ts';
import type { Work } from '../work.ts';
import { mailBrandOf, type TokensOf } from './mailBrand.ts';
import { orderLinkMail } from './mails/index.ts';
import { enqueue } from './outbox.ts';
import { senderOf, shopperRecipient } from './readers.ts';

export interface OrderLinkParts {
  readonly linkOf: (order: { brandId: string; orderId: string; version: number }) => string;
  readonly tokensOf: TokensOf;
}

const onceInMs = minutes(10);

export const createOrderLinkMail =
  ({ linkOf, tokensOf }: OrderLinkParts) =>
  async (
    work: Work,
    { order, customer }: { readonly order: OrderRow; readonly customer: Customer },
  ): Promise<'enqueued' | 'duplicate' | 'no_address'> => {
    const brand = await getBrand(work.tx, order.brandId);
    const to = shopperRecipient(brand, customer, order);
    if (to === null) return 'no_address';
    const sent = `email order link ${order.id} `;
    if (await isKeyBetween(work, brand.id, sent + after(work.now, -onceInMs).toISOString(), `${sent}a`)) {
      return 'duplicate';
    }
    const link = linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion });
    const rendered = orderLinkMail(
      { orderNumber: order.number, pageUrl: brand.origin + paths.tracking(link) },
      mailBrandOf(brand, tokensOf),
      { locale: to.locale, timeZone: customer.timeZone ?? brand.timeZone, now: work.now },
    );
    return enqueue(work, {
      brandId: brand.id,
      channel: 'email',
      priority: 'awaited',
      payload: {
        from: senderOf(brand),
        to: { name: to.name, address: to.address },
        replyTo: brand.settings.support.email,
        ...rendered,
        inReplyTo: null,
      },
      deduplicationKey: sent + work.now.toISOString(),
      customerId: customer.id,
    });
  };

/** Instants in ISO form sort as they follow each other, so that one look at the index of keys is enough. */
const isKeyBetween = async (work: Work, brandId: string, from: string, to: string): Promise<boolean> => {
  const key = outboxMessages.deduplicationKey;
  const rows = await work.tx
    .select({ id: outboxMessages.id })
    .from(outboxMessages)
    .where(and(eq(outboxMessages.brandId, brandId), gte(key, from), lt(key, to)))
    .limit(1);
  return rows.length > 0;
};
