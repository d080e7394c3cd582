/** A promotion in the merchant's own words, with an end to such mails in it. */
import { messagesFor } from '../../../site/messages/index.ts';
import { buttons, letter, type MailBrand, type MailReader, type RenderedMail, renderMail } from './layout.ts';

export interface Promotion {
  readonly subject: string;
  readonly text: string;
  readonly button?: string | undefined;
  readonly url?: string | undefined;
}

export const promotionMail = (
  promotion: Promotion,
  unsubscribeUrl: string,
  brand: MailBrand,
  reader: MailReader,
): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const { subject, text, button, url } = promotion;
  return renderMail(
    {
      subject,
      preheader: text.split('\n')[0] ?? '',
      headline: subject,
      blocks: [
        letter(text),
        ...(url === undefined ? [] : [buttons([{ label: button ?? brand.name, url }], m.mail.plainLink)]),
      ],
      why: m.notices.mail.why.promo(brand.name),
      ...(brand.supportEmail === null
        ? {}
        : { sender: m.mail.footer({ brand: brand.name, address: brand.supportEmail }) }),
      unsubscribe: { label: m.notices.mail.unsubscribe.promo, url: unsubscribeUrl },
    },
    brand,
    reader.locale,
  );
};
