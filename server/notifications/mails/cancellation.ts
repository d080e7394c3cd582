/** Her cancellation has reached us: when, what ends with it, and how to come back. She waits for it, so it has no switch. */
import { createFormat } from '../../../site/lib/format.ts';
import { messagesFor } from '../../../site/messages/index.ts';
import { buttons, type MailBrand, type MailReader, paragraph, type RenderedMail, renderMail } from './layout.ts';

export interface Cancellation {
  /** What the subscription brought; null where nobody has told. */
  readonly thing: string | null;
  readonly cancelledAt: Date;
  /** The subscription on her page, absolute; null where she has no page. */
  readonly pageUrl: string | null;
}

export const cancellationMail = (
  { thing, cancelledAt, pageUrl }: Cancellation,
  brand: MailBrand,
  reader: MailReader,
): RenderedMail => {
  const m = messagesFor(reader.locale, brand.address);
  const f = createFormat(reader);
  const words = m.notices.cancelled;
  const title = words.title(thing);
  const ends = words.ends(f.date(cancelledAt));
  return renderMail(
    {
      subject: title,
      preheader: ends,
      headline: title,
      blocks: [
        paragraph(words.received(f.stamp(cancelledAt))),
        paragraph(ends),
        ...(pageUrl === null
          ? []
          : [
              paragraph(words.back),
              buttons([{ label: m.subscriptions.actions.reactivate, url: pageUrl, quiet: true }], m.mail.plainLink),
            ]),
      ],
      why: words.why(brand.name),
      ...(brand.supportEmail === null
        ? {}
        : { sender: m.mail.footer({ brand: brand.name, address: brand.supportEmail }) }),
    },
    brand,
    reader.locale,
  );
};
