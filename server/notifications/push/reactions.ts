/**
 * What is told on the lock screen, and when not: only what changed where the parcel is or what becomes of a case, never
 * old news and never a promotion. One occurrence rings once; a scan that comes a day late rings nowhere; a question is
 * put by the ask alone, never by news.
 */
import { askAnchor, parcelAnchor, paths } from '../../../site/lib/paths.ts';
import { messagesFor } from '../../../site/messages/index.ts';
import type { Brand } from '../../brands/index.ts';
import type { FactOf } from '../../facts.ts';
import { dayIn, hours } from '../../kit/clock.ts';
import type { OrderRow } from '../../orders/index.ts';
import { findShipmentById, type ShipmentStatus } from '../../shipments/index.ts';
import type { Work } from '../../work.ts';
import { findMessage, orderOfPage, readCase } from '../caseNews.ts';
import { hearsOfParcels, noteHeldBack } from '../notices/enter.ts';
import { enqueue } from '../outbox.ts';
import { type ParcelNews, readParcel } from '../parcelNews.ts';
import { isBeingTold, slipOccurrence, troubleOccurrence } from '../told.ts';
import { findPushKey } from './keys.ts';
import { type News, type NewsKind, newsRules } from './message.ts';
import { followersOf } from './subscriptions.ts';
import { toDevice } from './toDevice.ts';

export interface PushReactions {
  /** How far it has come: into the van, at the door. What is the matter with it is told by the watch. */
  tellOfMove(work: Work, fact: FactOf<'shipment.moved'>): Promise<void>;
  tellOfReply(work: Work, fact: FactOf<'alert.replied'>): Promise<void>;
  tellOfResolution(work: Work, fact: FactOf<'alert.resolved'>): Promise<void>;
  /** That something is the matter. @returns how many devices it goes to */
  troubleOnDevices(work: Work, parcel: ParcelNews, occurrence: string): Promise<number>;
  /** The question after a delivery. @returns how many devices it goes to */
  askOnDevices(work: Work, parcel: ParcelNews, occurrence: string): Promise<number>;
}

export interface PushReactionParts {
  /** The capability for an order's page. */
  readonly linkOf: (order: { brandId: string; orderId: string; version: number }) => string;
}

const kindOf: Partial<Record<ShipmentStatus, NewsKind>> = {
  out_for_delivery: 'moving',
  ready_for_pickup: 'moving',
  delivered: 'arrived',
  // The watch has nothing to say of these two: it measures days, and what has come back is off its list.
  delayed: 'trouble',
  returned: 'trouble',
};

/** That old, it is no news any more; a day late, nothing is. */
const newsForMs: Partial<Record<NewsKind, number>> = { moving: hours(12), arrived: hours(12), trouble: hours(24) };

export const createPushReactions = ({ linkOf }: PushReactionParts): PushReactions => {
  /** To every device that follows the order, in its own language. @returns how many there are */
  const tell = async (
    work: Work,
    brand: Brand,
    order: OrderRow,
    newsIn: (locale: string, link: string) => News,
  ): Promise<number> => {
    const about = { brandId: brand.id, orderId: order.id };
    const followers = await followersOf(work.tx, about);
    const key = followers.length === 0 ? null : await findPushKey(work.tx, brand.id);
    if (key === null) return 0;
    const link = linkOf({ ...about, version: order.linkVersion });
    const { kind, occurrence } = newsIn(brand.locale, link);
    // What support answers is no subscription of hers: she asked.
    const isAnswer = kind === 'reply' || kind === 'resolved';
    if (!isAnswer && !(await hearsOfParcels(work.tx, order, 'push'))) {
      const held = { brandId: brand.id, customerId: order.customerId, orderId: order.id, occurrence };
      // Of everything else a mail may tell, and says so itself if it may not.
      if (kind === 'moving' || kind === 'arrived') await noteHeldBack(work, { ...held, kind: 'parcel.moving' });
      return 0;
    }
    for (const device of followers) {
      const news = newsIn(device.locale, link);
      await enqueue(work, {
        brandId: brand.id,
        ...toDevice(device, news, newsRules[news.kind], { brand, key, now: work.now }),
        priority: 'awaited',
        deduplicationKey: `push ${news.occurrence} ${device.id}`,
        customerId: order.customerId,
        // Of these a mail may stand in.
        ...(news.kind === 'trouble' || news.kind === 'ask' ? { occurrence: news.occurrence } : {}),
      });
    }
    return followers.length;
  };

  const tellOfParcel = (work: Work, parcel: ParcelNews, kind: NewsKind, occurrence: string): Promise<number> =>
    tell(work, parcel.brand, parcel.order, (locale, link) => {
      const { externalId } = parcel.shipment;
      const { headline, line } = parcel.sentenceIn(locale);
      const { mail, push } = messagesFor(locale, parcel.brand.settings.address);
      const news = { kind, about: parcel.shipment.id, occurrence, link };
      const at = (anchor: string): string => `${paths.tracking(link)}#${encodeURIComponent(anchor)}`;
      // Only two hours after it has arrived, and once in a week: the news that it is there asks for nothing.
      return kind === 'ask'
        ? {
            ...news,
            title: mail.ask.headline,
            line: `${headline}. ${push.ask}`,
            askAbout: externalId,
            path: at(askAnchor(externalId)),
            isHeadline: false,
          }
        : { ...news, title: headline, line, askAbout: null, path: at(parcelAnchor(externalId)), isHeadline: true };
    });

  return {
    async tellOfMove(work, fact) {
      const kind = kindOf[fact.to];
      if (kind === undefined) return;
      const parcel = await readParcel(work.tx, fact, work.now);
      if (parcel === null || !isNews(kind, new Date(fact.occurredAt), work.now, parcel.timeZone)) return;
      // The same message of the carrier named a later day, and that is told.
      const slip = slipOccurrence(fact.shipmentId, work.now);
      if (fact.to === 'delayed' && (await isBeingTold(work, fact.brandId, slip))) return;
      const occurrence =
        fact.to === 'delayed'
          ? troubleOccurrence('late', fact.shipmentId, work.now, parcel.timeZone)
          : `${fact.to} ${fact.shipmentId} ${fact.occurredAt}`;
      await tellOfParcel(work, parcel, kind, occurrence);
    },

    async tellOfReply(work, fact) {
      if (fact.by !== 'support') return;
      const news = await readCase(work.tx, fact);
      const order = await orderOfPage(work.tx, news);
      const message = await findMessage(work.tx, fact);
      if (order === null || message === null) return;
      const path = await pathOfCase(work, news.alert);
      await tell(work, news.brand, order, (locale, link) => {
        const m = messagesFor(locale, news.brand.settings.address);
        return {
          kind: 'reply',
          about: fact.alertId,
          occurrence: `${fact.kind} ${fact.entryId}`,
          title: m.mail.reply.headline({ name: message.by?.trim().split(/\s+/)[0] || null }),
          // What support wrote is for her eyes, and a lock screen is for everybody's.
          line: m.push.reply,
          link,
          askAbout: null,
          path: paths.tracking(link) + path,
          isHeadline: false,
        };
      });
    },

    async tellOfResolution(work, fact) {
      const news = await readCase(work.tx, fact);
      const order = await orderOfPage(work.tx, news);
      if (order === null) return;
      const path = await pathOfCase(work, news.alert);
      await tell(work, news.brand, order, (locale, link) => {
        const m = messagesFor(locale, news.brand.settings.address);
        return {
          kind: 'resolved',
          about: fact.alertId,
          occurrence: `${fact.kind} ${fact.alertId} ${work.now.toISOString()}`,
          title: m.mail.resolved.headline,
          line: m.mail.resolved.body({ outcome: null }),
          link,
          askAbout: null,
          path: paths.tracking(link) + path,
          isHeadline: false,
        };
      });
    },

    troubleOnDevices: (work, parcel, occurrence) => tellOfParcel(work, parcel, 'trouble', occurrence),
    askOnDevices: (work, parcel, occurrence) => tellOfParcel(work, parcel, 'ask', occurrence),
  };
};

const isNews = (kind: NewsKind, occurredAt: Date, now: Date, timeZone: string): boolean => {
  if (now.getTime() - occurredAt.getTime() >= (newsForMs[kind] ?? 0)) return false;
  // In the van is true of the day that it was loaded.
  return kind !== 'moving' || dayIn(occurredAt, timeZone) === dayIn(now, timeZone);
};

const pathOfCase = async (work: Work, alert: { brandId: string; shipmentId: string | null }): Promise<string> => {
  const shipment = alert.shipmentId === null ? null : await findShipmentById(work.tx, alert.brandId, alert.shipmentId);
  return shipment === null ? '' : `#${encodeURIComponent(askAnchor(shipment.externalId))}`;
};
