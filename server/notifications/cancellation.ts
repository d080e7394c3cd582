/** Tells a shopper at once, and whatever else she allows, that her cancellation of a subscription has reached us. */
import { paths, subscriptionAnchor } from '../../site/lib/paths.ts';
import { getBrand } from '../brands/index.ts';
import { getCustomer } from '../customers/index.ts';
import type { FactOf } from '../facts.ts';
import { listOrdersOfCustomer } from '../orders/index.ts';
import { findSubscriptionById } from '../subscriptions/index.ts';
import type { Work } from '../work.ts';
import { mailBrandOf, type TokensOf } from './mailBrand.ts';
import { cancellationMail } from './mails/index.ts';
import { enqueue } from './outbox.ts';
import { accountRecipient, senderOf } from './readers.ts';

export interface CancellationReactions {
  acknowledgeCancellation(work: Work, fact: FactOf<'subscription.change_requested'>): Promise<void>;
}

/** What the keys of these mails begin with; the log knows by it what they are about. */
export const cancellationKey = 'email cancellation ';

export const createCancellationReactions = ({
  linkOf,
  tokensOf,
}: {
  readonly linkOf: (order: { brandId: string; orderId: string; version: number }) => string;
  readonly tokensOf: TokensOf;
}): CancellationReactions => ({
  async acknowledgeCancellation(work, { brandId, customerId, subscriptionId, changeId, action }) {
    if (action !== 'cancel') return;
    const customer = await getCustomer(work.tx, brandId, customerId);
    if (customer.email === null) return;
    const brand = await getBrand(work.tx, brandId);
    const [order = null] = await listOrdersOfCustomer(work.tx, brandId, customerId, 1);
    const subscription = await findSubscriptionById(work.tx, brandId, subscriptionId);
    const { name, address, locale } = accountRecipient(brand, customer, order);
    const link = order && linkOf({ brandId, orderId: order.id, version: order.linkVersion });
    const cancellation = {
      thing: subscription?.items[0]?.name ?? null,
      cancelledAt: work.now,
      pageUrl: link && `${brand.origin}${paths.subscriptions(link)}#${subscriptionAnchor(subscriptionId)}`,
    };
    const reader = { locale, timeZone: customer.timeZone ?? brand.timeZone, now: work.now };
    await enqueue(work, {
      brandId,
      channel: 'email',
      priority: 'awaited',
      payload: {
        from: senderOf(brand),
        to: { name, address },
        replyTo: brand.settings.support.email,
        ...cancellationMail(cancellation, mailBrandOf(brand, tokensOf), reader),
        inReplyTo: null,
      },
      deduplicationKey: `${cancellationKey}${changeId}`,
      customerId,
    });
  },
});
