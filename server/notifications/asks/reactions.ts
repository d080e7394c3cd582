/** The question after a delivery, to whoever may hear it: on the devices that follow the order, or else by mail. */
import { paths } from '../../../site/lib/paths.ts';
import { after } from '../../kit/clock.ts';
import type { Work } from '../../work.ts';
import { type MailBrand, mailBrandOf, type TokensOf } from '../mailBrand.ts';
import { askMail } from '../mails/index.ts';
import { hearsOfParcels, noteHeldBack } from '../notices/enter.ts';
import type { PushReactions } from '../push/reactions.ts';
import { senderOf, shopperRecipient } from '../readers.ts';
import { enqueueStandIn, standInAfterMs } from '../standIn.ts';
import { type AskVoices, askWhatIsDue, planAsk, withdrawAnswered } from './asks.ts';
import { whenAwake } from './askTime.ts';

export interface AskReactions {
  readonly planAsk: typeof planAsk;
  readonly withdrawAnswered: typeof withdrawAnswered;
  /** Asks what is due, at most `limit` of a brand. @returns how many were dealt with */
  askWhatIsDue(work: Work, of: { readonly brandId: string; readonly limit: number }): Promise<number>;
}

export interface AskParts {
  readonly linkOf: (order: { brandId: string; orderId: string; version: number }) => string;
  readonly tokensOf: TokensOf;
  readonly onDevices: PushReactions['askOnDevices'];
}

export const createAskReactions = ({ linkOf, tokensOf, onDevices }: AskParts): AskReactions => {
  const byMail: AskVoices['byMail'] = async (work, parcel, occurrence, devices) => {
    const { brand, order, customer, shipment, timeZone } = parcel;
    const to = shopperRecipient(brand, customer, order);
    if (to === null) return false;
    const about = { brandId: brand.id, customerId: customer.id };
    if (!(await hearsOfParcels(work.tx, about, 'email'))) {
      if (devices === 0) await noteHeldBack(work, { ...about, orderId: order.id, kind: 'parcel.ask', occurrence });
      return false;
    }
    const link = linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion });
    const mailBrand: MailBrand = mailBrandOf(brand, tokensOf);
    const question = {
      orderNumber: order.number,
      urlOf: (score: number) => brand.origin + paths.proposal(link, shipment.externalId, score),
    };
    const mail = {
      brandId: brand.id,
      channel: 'email' as const,
      priority: 'rest' as const,
      payload: {
        from: senderOf(brand),
        to: { name: to.name, address: to.address },
        replyTo: brand.settings.support.email,
        ...askMail(question, mailBrand, { locale: to.locale, timeZone, now: work.now }),
        inReplyTo: null,
      },
      deduplicationKey: `email ${occurrence}`,
      customerId: customer.id,
      occurrence,
      // Waiting for the devices must not lead into the night.
      ...(devices > 0 ? { availableAt: whenAwake(after(work.now, standInAfterMs), timeZone) } : {}),
    };
    await enqueueStandIn(work, mail, devices);
    return true;
  };
  return { planAsk, withdrawAnswered, askWhatIsDue: (work, of) => askWhatIsDue(work, { onDevices, byMail }, of) };
};
