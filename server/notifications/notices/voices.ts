/** How news of the account sounds on each channel: complete messages in the outbox, and nothing sent from here. */
import { paths } from '../../../site/lib/paths.ts';
import { messagesFor } from '../../../site/messages/index.ts';
import type { UnsubscribeTopic } from '../../auth/index.ts';
import { fingerprint } from '../../kit/fingerprint.ts';
import { findSubscriptionById } from '../../subscriptions/index.ts';
import type { Work } from '../../work.ts';
import { mailBrandOf, type TokensOf } from '../mailBrand.ts';
import { type NoticeForMail, noticeMail, topicOfMail } from '../mails/index.ts';
import { enqueue } from '../outbox.ts';
import { findPushKey } from '../push/keys.ts';
import type { News } from '../push/message.ts';
import { toDevice } from '../push/toDevice.ts';
import { accountRecipient, senderOf } from '../readers.ts';
import { smsText } from '../smsText.ts';
import { programmeNames } from './names.ts';
import { collapseKeyOf, occurrenceOf, ruleOf } from './rules.ts';
import type { NoticeVoices, Reached, ToTell } from './settle.ts';
import { originsOf, summed, together } from './together.ts';
import { inWords } from './words.ts';

export interface NoticeParts {
  /** The capability for an order's page. */
  readonly linkOf: (order: { brandId: string; orderId: string; version: number }) => string;
  readonly tokensOf: TokensOf;
  /** The capability for ending mails of a topic. */
  readonly unsubscribeTokenOf: (what: { brandId: string; customerId: string; topic: UnsubscribeTopic }) => string;
}

const rooms = {
  points: paths.rewards,
  tier: paths.rewards,
  subscription: paths.subscriptions,
  referral: paths.refer,
} as const;

export const createNoticeVoices = ({ linkOf, tokensOf, unsubscribeTokenOf }: NoticeParts): NoticeVoices => {
  const linkTo = ({ brand }: Reached, order: { id: string; linkVersion: number }): string =>
    linkOf({ brandId: brand.id, orderId: order.id, version: order.linkVersion });

  /** The room of the account that the notice is about; null for someone who has no page. */
  const urlOf = (to: Reached, { content }: ToTell): string | null =>
    to.order === null ? null : to.brand.origin + rooms[ruleOf(content).topic](linkTo(to, to.order));

  return {
    async push(work, to, notice) {
      const { brand, customer, devices, timeZone } = to;
      const key = await findPushKey(work.tx, brand.id);
      if (key === null) return;
      const { content } = notice;
      const rule = ruleOf(content);
      const thing = await thingOf(work, to, notice);
      for (const { device, order } of devices) {
        const link = linkTo(to, order);
        const news: News = {
          kind: 'account',
          about: `${customer.id} ${collapseKeyOf(content)}`,
          occurrence: `${notice.id} ${occurrenceOf(content, work.now)}`,
          ...inWords(content, thing, brand, { locale: device.locale, timeZone, now: work.now }),
          link,
          askAbout: null,
          path: rooms[rule.topic](link),
          isHeadline: false,
        };
        await enqueue(work, {
          brandId: brand.id,
          ...toDevice(device, news, rule, { brand, key, now: work.now }),
          priority: 'rest',
          deduplicationKey: `push notice ${notice.id} ${device.id}`,
          customerId: customer.id,
          causeId: notice.id,
        });
      }
    },

    async email(work, to, list) {
      const { brand, customer, order, timeZone } = to;
      const recipient = accountRecipient(brand, customer, order);
      const reader = { locale: recipient.locale, timeZone, now: work.now };
      const m = messagesFor(reader.locale, brand.settings.address);
      const names = programmeNames(brand.settings, reader.locale, m);
      const written = async (group: readonly [ToTell, ...ToTell[]]): Promise<NoticeForMail> => {
        const [notice, ...more] = group;
        const content = summed([notice.content, ...more.map((one) => one.content)]);
        const contents = group.map((one) => one.content);
        const origins = await originsOf(work.tx, brand.id, contents, { m, names });
        const words = inWords(content, await thingOf(work, to, notice), brand, reader);
        return {
          topic: ruleOf(content).topic,
          ...words,
          line: origins === null ? words.line : `${origins}. ${words.line}`,
          url: urlOf(to, notice),
        };
      };
      const [first] = list;
      const all: NoticeForMail[] = [];
      for (const group of together(list)) all.push(await written(group));
      const [head, ...rest] = all;
      if (head === undefined) return;
      const sections = [head, ...rest] as const;
      const topic = topicOfMail(sections);
      const unsubscribeUrl =
        brand.origin + paths.unsubscribe(unsubscribeTokenOf({ brandId: brand.id, customerId: customer.id, topic }));
      await enqueue(work, {
        brandId: brand.id,
        channel: 'email',
        priority: 'rest',
        payload: {
          from: senderOf(brand),
          to: { name: recipient.name, address: recipient.address },
          replyTo: brand.settings.support.email,
          ...noticeMail(sections, unsubscribeUrl, mailBrandOf(brand, tokensOf), reader),
          inReplyTo: null,
          unsubscribeUrl,
        },
        deduplicationKey: `email notices ${fingerprint(list.map(({ id }) => id).join(' '))}`,
        customerId: customer.id,
        causeId: first.id,
      });
    },

    async sms(work, to, notice) {
      const { brand, customer, order, sms, timeZone } = to;
      if (sms === null) return;
      const { locale } = accountRecipient(brand, customer, order);
      const words = inWords(notice.content, await thingOf(work, to, notice), brand, {
        locale,
        timeZone,
        now: work.now,
      });
      await enqueue(work, {
        brandId: brand.id,
        channel: 'sms',
        priority: 'rest',
        payload: {
          ...sms.connection,
          to: sms.to,
          text: smsText({ brand: brand.name, ...words, url: urlOf(to, notice) }),
        },
        deduplicationKey: `sms notice ${notice.id}`,
        customerId: customer.id,
        causeId: notice.id,
      });
    },
  };
};

/** What the subscription of the notice brings, by name. */
const thingOf = async (work: Work, { brand }: Reached, { content }: ToTell): Promise<string | null> => {
  if (!('subscriptionId' in content)) return null;
  const subscription = await findSubscriptionById(work.tx, brand.id, content.subscriptionId);
  return subscription?.items[0]?.name ?? null;
};
