/** The shopper has written into her case: told to the agent who has it. */
import { messagesFor } from '../../site/messages/index.ts';
import type { MailBrand, MailReader, RenderedMail } from './mails/index.ts';
import { buttons, renderMail, voice } from './mails/layout.ts';

export interface ShopperMessage {
  readonly orderNumber: string;
  readonly customerName: string | null;
  readonly text: string;
  /** The case on the desk, absolute. */
  readonly caseUrl: string;
}

export const messageMail = (message: ShopperMessage, brand: MailBrand, reader: MailReader): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const headline = m.desk.entries.shopper_message;
  const about = [message.customerName, m.mail.order(message.orderNumber)].filter((part) => part !== null).join(' · ');
  return renderMail(
    {
      subject: `${headline}: ${about}`,
      preheader: about,
      headline,
      blocks: [
        voice(message.text, about),
        buttons([{ label: m.mail.alert.button, url: message.caseUrl }], m.mail.plainLink),
      ],
      why: m.mail.alert.why(brand.name),
      sender: m.mail.footer({ brand: brand.name, address: null }),
    },
    brand,
    reader.locale,
  );
};
