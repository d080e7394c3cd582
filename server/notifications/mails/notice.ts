/** News of the account: one thing, or several that came together and are joined into one mail. */
import { messagesFor } from '../../../site/messages/index.ts';
import {
  buttons,
  card,
  heading,
  type MailBrand,
  type MailReader,
  paragraph,
  type RenderedMail,
  renderMail,
} from './layout.ts';

export interface NoticeForMail {
  readonly topic: 'points' | 'tier' | 'subscription' | 'referral';
  readonly title: string;
  readonly line: string;
  /** The room of the account that it is about, absolute; null where she has no page. */
  readonly url: string | null;
}

/** @param list at least one */
export const noticeMail = (
  list: readonly [NoticeForMail, ...NoticeForMail[]],
  unsubscribeUrl: string,
  brand: MailBrand,
  reader: MailReader,
): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const words = m.notices.mail;
  const [first, ...others] = list;
  const topic = topicOfMail(list);
  const buttonOf = (notice: NoticeForMail, quiet: boolean) =>
    notice.url === null
      ? []
      : [buttons([{ label: m.notices.button[notice.topic], url: notice.url, quiet }], m.mail.plainLink)];
  const joined = others.length > 0;
  return renderMail(
    {
      subject: joined ? words.digestSubject({ brand: brand.name, count: list.length }) : first.title,
      preheader: joined ? list.map(({ title }) => title).join(' · ') : first.line,
      headline: joined ? words.digestHeadline : first.title,
      blocks: joined
        ? list.map((notice) => card('card', [heading(notice.title), paragraph(notice.line), ...buttonOf(notice, true)]))
        : [paragraph(first.line), ...buttonOf(first, false)],
      why: words.why[topic](brand.name),
      ...(brand.supportEmail === null
        ? {}
        : { sender: m.mail.footer({ brand: brand.name, address: brand.supportEmail }) }),
      unsubscribe: { label: words.unsubscribe[topic], url: unsubscribeUrl },
    },
    brand,
    reader.locale,
  );
};

/** What a mail is about as far as ending such mails goes. */
export const topicOfMail = (list: readonly Pick<NoticeForMail, 'topic'>[]): NoticeForMail['topic'] | 'account' => {
  const [first] = list;
  return first !== undefined && list.every(({ topic }) => topic === first.topic) ? first.topic : 'account';
};
