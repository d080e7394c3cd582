/**
 * Tells the shopper by mail that something is the matter with her parcel: once a kind of news, and not while a case of
 * hers is open, as a person is speaking with her then.
 */
import { parcelAnchor, paths } from '../../site/lib/paths.ts';
import { hasStandingCase } from '../alerts/index.ts';
import type { FactOf } from '../facts.ts';
import type { Work } from '../work.ts';
import { mailBrandOf, type TokensOf } from './mailBrand.ts';
import { troubleMail } from './mails/index.ts';
import { enqueue } from './outbox.ts';
import { readParcel } from './parcelNews.ts';
import { senderOf, shopperRecipient } from './readers.ts';

export interface TroubleReactions {
  tellOfTrouble(work: Work, fact: FactOf<'shipment.watched'>): Promise<void>;
}

export interface TroubleParts {
  readonly linkOf: (order: { brandId: string; orderId: string; version: number }) => string;
  readonly tokensOf: TokensOf;
}

export const createTroubleReactions = ({ linkOf, tokensOf }: TroubleParts): TroubleReactions => ({
  async tellOfTrouble(work, fact) {
    if (fact.tell === null || (await hasStandingCase(work.tx, fact))) return;
    const parcel = await readParcel(work.tx, fact, work.now);
    const to = parcel && shopperRecipient(parcel.brand, parcel.customer, parcel.order);
    if (!parcel || !to) return;
    const { brand, order, shipment, timeZone } = parcel;
    const link = linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion });
    const anchor = `#${encodeURIComponent(parcelAnchor(shipment.externalId))}`;
    const trouble = {
      news: fact.tell,
      orderNumber: order.number,
      sentence: parcel.sentenceIn(to.locale),
      pageUrl: brand.origin + paths.tracking(link) + anchor,
    };
    const reader = { locale: to.locale, timeZone, now: work.now };
    await enqueue(work, {
      brandId: brand.id,
      channel: 'email',
      priority: 'awaited',
      payload: {
        from: senderOf(brand),
        to: { name: to.name, address: to.address },
        replyTo: brand.settings.support.email,
        ...troubleMail(trouble, mailBrandOf(brand, tokensOf), reader),
        inReplyTo: null,
      },
      deduplicationKey: `email trouble ${shipment.id} ${fact.tell}`,
      customerId: order.customerId,
    });
  },
});
