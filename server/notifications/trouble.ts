/**
 * Tells the shopper that something is the matter with her parcel: once a kind of news, on her devices or else by mail,
 * and not while a case of hers is open, as a person is speaking with her then.
 */
import { inArray, like, or } from 'drizzle-orm';
import { outboxMessages } from '../../db/schema/index.ts';
import { parcelAnchor, paths } from '../../site/lib/paths.ts';
import { hasStandingCase } from '../alerts/index.ts';
import type { FactOf } from '../facts.ts';
import type { Work } from '../work.ts';
import { mailBrandOf, type TokensOf } from './mailBrand.ts';
import { troubleMail } from './mails/index.ts';
import { hearsOfParcels, noteHeldBack } from './notices/enter.ts';
import { withdraw } from './outbox.ts';
import { readParcel } from './parcelNews.ts';
import type { PushReactions } from './push/reactions.ts';
import { senderOf, shopperRecipient } from './readers.ts';
import { enqueueStandIn } from './standIn.ts';
import { isBeingTold, slipOccurrence, troubleOccurrence } from './told.ts';

export interface TroubleReactions {
  tellOfTrouble(work: Work, fact: FactOf<'shipment.watched'>): Promise<void>;
  /** A parcel that is there is no longer late: what still waits to say so stays here. */
  withdrawOvertaken(work: Work, fact: FactOf<'shipment.moved'>): Promise<void>;
}

export interface TroubleParts {
  readonly linkOf: (order: { brandId: string; orderId: string; version: number }) => string;
  readonly tokensOf: TokensOf;
  readonly onDevices: PushReactions['troubleOnDevices'];
}

/** What the delivery takes back. That it was damaged on the way stays so. */
const overtakenByDelivery = ['attempt_failed', 'on_hold', 'silent', 'returning', 'lost'] as const;

export const createTroubleReactions = ({ linkOf, tokensOf, onDevices }: TroubleParts): TroubleReactions => ({
  async tellOfTrouble(work, fact) {
    if (fact.tell === null || (await hasStandingCase(work.tx, fact))) return;
    const parcel = await readParcel(work.tx, fact, work.now);
    if (!parcel) return;
    const { brand, order, shipment, timeZone } = parcel;
    const ofToday = troubleOccurrence(fact.tell, shipment.id, work.now, timeZone);
    const isSlip = fact.again && !(await isBeingTold(work, brand.id, ofToday));
    const occurrence = isSlip ? slipOccurrence(shipment.id, work.now) : ofToday;
    const devices = await onDevices(work, parcel, occurrence);
    const to = shopperRecipient(brand, parcel.customer, order);
    if (!to) return;
    if (!(await hearsOfParcels(work.tx, fact, 'email'))) {
      const { brandId, customerId, orderId } = fact;
      if (devices === 0) await noteHeldBack(work, { brandId, customerId, orderId, kind: 'parcel.trouble', occurrence });
      return;
    }
    const link = linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion });
    const anchor = `#${encodeURIComponent(parcelAnchor(shipment.externalId))}`;
    const trouble = {
      news: fact.tell,
      orderNumber: order.number,
      sentence: parcel.sentenceIn(to.locale),
      pageUrl: brand.origin + paths.tracking(link) + anchor,
    };
    const reader = { locale: to.locale, timeZone, now: work.now };
    const mail = {
      brandId: brand.id,
      channel: 'email' as const,
      priority: 'awaited' as const,
      payload: {
        from: senderOf(brand),
        to: { name: to.name, address: to.address },
        replyTo: brand.settings.support.email,
        ...troubleMail(trouble, mailBrandOf(brand, tokensOf), reader),
        inReplyTo: null,
      },
      deduplicationKey: `email trouble ${fact.again ? occurrence : `${shipment.id} ${fact.tell}`}`,
      customerId: order.customerId,
      occurrence,
    };
    await enqueueStandIn(work, mail, devices);
  },

  async withdrawOvertaken(work, { brandId, shipmentId, to }) {
    if (to !== 'delivered') return;
    const { occurrence } = outboxMessages;
    await withdraw(
      work,
      brandId,
      or(
        like(occurrence, `late ${shipmentId} %`),
        inArray(
          occurrence,
          overtakenByDelivery.map((news) => `${news} ${shipmentId}`),
        ),
      ),
    );
  },
});
