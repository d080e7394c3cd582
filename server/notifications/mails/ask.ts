/**
 * Asks how the delivery went: five faces, each a link that opens the page with that answer chosen. A link gives no
 * answer by itself, since mail scanners open them all; the tap on the page does.
 */
import { messagesFor } from '../../../site/messages/index.ts';
import { type Score, scores } from '../../sentiment/sentiment.shared.ts';
import { faces } from './faces.ts';
import { type MailBrand, type MailReader, paragraph, type RenderedMail, renderMail } from './layout.ts';

export interface DeliveryQuestion {
  readonly orderNumber: string;
  /** Her page with that answer chosen, absolute. */
  readonly urlOf: (score: Score) => string;
}

const names = { 1: 'one', 2: 'two', 3: 'three', 4: 'four', 5: 'five' } as const;

export const askMail = (question: DeliveryQuestion, brand: MailBrand, reader: MailReader): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const words = m.mail.ask;
  return renderMail(
    {
      subject: words.subject(brand.name),
      preheader: words.preheader,
      headline: words.headline,
      about: m.mail.order(question.orderNumber),
      blocks: [
        paragraph(words.body),
        faces(
          scores.map((score) => ({ score, words: m.ask.faces[names[score]], url: question.urlOf(score) })),
          m.mail.plainLink,
        ),
      ],
      why: words.why({ brand: brand.name, number: question.orderNumber }),
      ...(brand.supportEmail === null
        ? {}
        : { sender: m.mail.footer({ brand: brand.name, address: brand.supportEmail }) }),
    },
    brand,
    reader.locale,
  );
};
