/** The link that somebody asked for because they had lost it. Opening it changes nothing. */
import { messagesFor } from '../../../site/messages/index.ts';
import { buttons, type MailBrand, type MailReader, paragraph, type RenderedMail, renderMail } from './layout.ts';

export interface OrderLink {
  readonly orderNumber: string;
  /** Her page, absolute. */
  readonly pageUrl: string;
}

export const orderLinkMail = (link: OrderLink, brand: MailBrand, reader: MailReader): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const words = m.mail.orderLink;
  return renderMail(
    {
      subject: words.subject({ number: link.orderNumber }),
      preheader: words.preheader,
      headline: words.headline,
      about: m.mail.order(link.orderNumber),
      blocks: [
        paragraph(words.body),
        buttons([{ label: words.button, url: link.pageUrl }], m.mail.plainLink),
        paragraph(words.notYou, 'soft'),
      ],
      why: words.why({ brand: brand.name, number: link.orderNumber }),
      ...(brand.supportEmail === null
        ? {}
        : { sender: m.mail.footer({ brand: brand.name, address: brand.supportEmail }) }),
    },
    brand,
    reader.locale,
  );
};
