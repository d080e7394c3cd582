/** A promotion of one campaign to one customer, on the channel that the campaign has: put into the outbox behind all else. */
import { paths } from '../../site/lib/paths.ts';
import type { Brand } from '../brands/index.ts';
import type { Work } from '../work.ts';
import type { ConsentChannel } from './consents.shared.ts';
import { mailBrandOf } from './mailBrand.ts';
import { type Promotion, promotionMail } from './mails/index.ts';
import { type Reached, reach } from './notices/settle.ts';
import type { NoticeParts } from './notices/voices.ts';
import { enqueue } from './outbox.ts';
import { findPushKey } from './push/keys.ts';
import { newsRules } from './push/message.ts';
import { toDevice } from './push/toDevice.ts';
import { accountRecipient, senderOf } from './readers.ts';
import { smsText } from './smsText.ts';

export interface PromotionTo {
  readonly brand: Brand;
  readonly customerId: string;
  readonly channel: ConsentChannel;
  /** The send: it names the occurrence, and is asked about as the message leaves. */
  readonly sendId: string;
  readonly wordsIn: (locale: string) => Promotion;
}

/** @returns false when there is no way to her on that channel */
export type SendPromotion = (work: Work, promotion: PromotionTo) => Promise<boolean>;

export const createPromotions = (parts: NoticeParts): SendPromotion => {
  const byMail = async (work: Work, to: Reached, { sendId, wordsIn }: PromotionTo): Promise<boolean> => {
    const { brand, customer, order, timeZone } = to;
    if (customer.email === null) return false;
    const { name, address, locale } = accountRecipient(brand, customer, order);
    const token = parts.unsubscribeTokenOf({ brandId: brand.id, customerId: customer.id, topic: 'promo' });
    const unsubscribeUrl = brand.origin + paths.unsubscribe(token);
    const reader = { locale, timeZone, now: work.now };
    await enqueue(work, {
      ...about(to, sendId),
      channel: 'email',
      payload: {
        from: senderOf(brand),
        to: { name, address },
        replyTo: brand.settings.support.email,
        ...promotionMail(wordsIn(locale), unsubscribeUrl, mailBrandOf(brand, parts.tokensOf), reader),
        inReplyTo: null,
        unsubscribeUrl,
      },
      deduplicationKey: `email promotion ${sendId}`,
    });
    return true;
  };

  const byPush = async (work: Work, to: Reached, { sendId, wordsIn }: PromotionTo): Promise<boolean> => {
    const { brand, devices } = to;
    const key = await findPushKey(work.tx, brand.id);
    if (key === null || devices.length === 0) return false;
    for (const { device, order } of devices) {
      const link = parts.linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion });
      const { subject, text, url } = wordsIn(device.locale);
      const news = {
        kind: 'promotion',
        about: sendId,
        occurrence: sendId,
        title: subject,
        line: text,
        link,
        askAbout: null,
        path: paths.tracking(link),
        url,
        isHeadline: false,
      } as const;
      await enqueue(work, {
        ...about(to, sendId),
        ...toDevice(device, news, newsRules.promotion, { brand, key, now: work.now }),
        deduplicationKey: `push promotion ${sendId} ${device.id}`,
      });
    }
    return true;
  };

  const byText = async (work: Work, to: Reached, { sendId, wordsIn }: PromotionTo): Promise<boolean> => {
    const { brand, customer, order, sms } = to;
    if (sms === null) return false;
    const { subject, text, url = null } = wordsIn(accountRecipient(brand, customer, order).locale);
    await enqueue(work, {
      ...about(to, sendId),
      channel: 'sms',
      payload: { ...sms.connection, to: sms.to, text: smsText({ brand: brand.name, title: subject, line: text, url }) },
      deduplicationKey: `sms promotion ${sendId}`,
    });
    return true;
  };

  const ways = { email: byMail, push: byPush, sms: byText } as const;
  return async (work, promotion) => {
    const to = await reach(work.tx, promotion.brand, promotion.customerId);
    return ways[promotion.channel](work, to, promotion);
  };
};

const about = ({ brand, customer }: Reached, sendId: string) =>
  ({ brandId: brand.id, priority: 'promotion', customerId: customer.id, causeId: sendId }) as const;
