/** Something is the matter with her parcel: told before she has to ask, with what is known and what happens next. */
import type { Sentence } from '../../../site/lib/sentence.ts';
import { messagesFor } from '../../../site/messages/index.ts';
import type { WatchNews } from '../../shipments/status.shared.ts';
import { buttons, card, type MailBrand, type MailReader, paragraph, type RenderedMail, renderMail } from './layout.ts';

export interface Trouble {
  readonly news: WatchNews;
  readonly orderNumber: string;
  /** As her page says it. */
  readonly sentence: Sentence;
  /** Her page at the parcel, absolute. */
  readonly pageUrl: string;
}

/** News after which the mail itself says all that the page's line does. */
const isSaidByMail: Readonly<Partial<Record<WatchNews, true>>> = { damaged: true, lost: true };

export const troubleMail = (trouble: Trouble, brand: MailBrand, reader: MailReader): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const words = m.mail.trouble;
  const { headline, line, slip } = trouble.sentence;
  return renderMail(
    {
      subject: words.subject[trouble.news]({ number: trouble.orderNumber }),
      preheader: headline,
      headline,
      about: m.mail.order(trouble.orderNumber),
      blocks: [
        // Those lines point to what is below them on the page, and excuse themselves as the mail does.
        ...(isSaidByMail[trouble.news] ? [] : [paragraph(line)]),
        ...(slip === null ? [] : [paragraph(m.slip.label({ from: slip.struck, to: slip.now }))]),
        card('card', [paragraph(words.sorry), paragraph(words.next[trouble.news])]),
        buttons([{ label: m.mail.status.button, url: trouble.pageUrl }], m.mail.plainLink),
      ],
      why: m.mail.status.why({ brand: brand.name, number: trouble.orderNumber }),
      ...(brand.supportEmail === null
        ? {}
        : { sender: m.mail.footer({ brand: brand.name, address: brand.supportEmail }) }),
    },
    brand,
    reader.locale,
  );
};
