/** The question after a delivery, to whoever may hear it: on the devices that follow the order, or else by mail. */
import { paths } from '../../../site/lib/paths.ts';
import type { Work } from '../../work.ts';
import { type MailBrand, mailBrandOf, type TokensOf } from '../mailBrand.ts';
import { askMail } from '../mails/index.ts';
import { enqueue } from '../outbox.ts';
import type { ParcelNews } from '../parcelNews.ts';
import type { PushReactions } from '../push/reactions.ts';
import { senderOf, shopperRecipient } from '../readers.ts';
import { askWhatIsDue, planAsk } from './asks.ts';

export interface AskReactions {
  readonly planAsk: typeof planAsk;
  /** Asks what is due, at most `limit` of a brand. @returns how many were dealt with */
  askWhatIsDue(work: Work, of: { readonly brandId: string; readonly limit: number }): Promise<number>;
}

export interface AskParts {
  readonly linkOf: (order: { brandId: string; orderId: string; version: number }) => string;
  readonly tokensOf: TokensOf;
  readonly onDevices: PushReactions['askOnDevices'];
}

export const createAskReactions = ({ linkOf, tokensOf, onDevices }: AskParts): AskReactions => {
  const byMail = async (work: Work, parcel: ParcelNews, askId: string): Promise<boolean> => {
    const { brand, order, customer, shipment, timeZone } = parcel;
    const to = shopperRecipient(brand, customer, order);
    if (to === null) return false;
    const link = linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion });
    const mailBrand: MailBrand = mailBrandOf(brand, tokensOf);
    const question = {
      orderNumber: order.number,
      urlOf: (score: number) => brand.origin + paths.proposal(link, shipment.externalId, score),
    };
    await enqueue(work, {
      brandId: brand.id,
      channel: 'email',
      priority: 'rest',
      payload: {
        from: senderOf(brand),
        to: { name: to.name, address: to.address },
        replyTo: brand.settings.support.email,
        ...askMail(question, mailBrand, { locale: to.locale, timeZone, now: work.now }),
        inReplyTo: null,
      },
      deduplicationKey: `email ask ${askId}`,
      customerId: customer.id,
    });
    return true;
  };
  return { planAsk, askWhatIsDue: (work, of) => askWhatIsDue(work, { onDevices, byMail }, of) };
};
