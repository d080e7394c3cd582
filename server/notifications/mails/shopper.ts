/**
 * Mails to the shopper about her case. They carry her link and no quotation; opening a link changes nothing, since mail
 * scanners open them all: what she decides, she decides on the page.
 */
import { messagesFor } from '../../../site/messages/index.ts';
import type { CaseOutcome } from '../../portalView.shared.ts';
import {
  buttons,
  card,
  letter,
  type MailBrand,
  type MailReader,
  paragraph,
  type RenderedMail,
  renderMail,
} from './layout.ts';

export interface Reply {
  readonly orderNumber: string;
  /** First name of who answers. */
  readonly agentName: string | null;
  readonly text: string;
  /** Her page, absolute. */
  readonly pageUrl: string;
}

export const replyMail = (reply: Reply, brand: MailBrand, reader: MailReader): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const words = m.mail.reply;
  return renderMail(
    {
      subject: words.subject({ number: reply.orderNumber }),
      preheader: words.preheader({ name: reply.agentName }),
      headline: words.headline({ name: reply.agentName }),
      about: m.mail.order(reply.orderNumber),
      blocks: [
        card('card', [letter(reply.text)]),
        paragraph(words.answerHint, 'soft'),
        buttons([{ label: words.button, url: reply.pageUrl }], m.mail.plainLink),
      ],
      why: words.why({ brand: brand.name, number: reply.orderNumber }),
      ...(brand.supportEmail === null
        ? {}
        : { sender: m.mail.footer({ brand: brand.name, address: brand.supportEmail }) }),
    },
    brand,
    reader.locale,
  );
};

export interface Resolved {
  readonly orderNumber: string;
  readonly outcome: CaseOutcome | null;
  /** Her page at the question with that answer chosen, absolute. A GET of either changes nothing. */
  readonly yesUrl: string;
  readonly noUrl: string;
}

export const resolvedMail = (resolved: Resolved, brand: MailBrand, reader: MailReader): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const words = m.mail.resolved;
  const outcome = resolved.outcome === null ? null : m.care.outcomes[resolved.outcome];
  return renderMail(
    {
      subject: words.subject({ number: resolved.orderNumber }),
      preheader: words.preheader({ outcome }),
      headline: words.headline,
      about: m.mail.order(resolved.orderNumber),
      blocks: [
        paragraph(words.body({ outcome })),
        buttons(
          [
            { label: words.yes, url: resolved.yesUrl },
            { label: words.no, url: resolved.noUrl, quiet: true },
          ],
          m.mail.plainLink,
        ),
        paragraph(words.hint, 'soft'),
      ],
      why: words.why({ brand: brand.name, number: resolved.orderNumber }),
      ...(brand.supportEmail === null
        ? {}
        : { sender: m.mail.footer({ brand: brand.name, address: brand.supportEmail }) }),
    },
    brand,
    reader.locale,
  );
};
