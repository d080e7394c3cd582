/** How an order stands in one sentence, for “my orders” on the shopper's device: the words of the page, without the page. */
import { createFormat } from '../site/lib/format.ts';
import { orderSentence, statusSentence } from '../site/lib/sentence.ts';
import { messagesFor } from '../site/messages/index.ts';
import type { TrackingPageView } from './portalView.shared.ts';

export interface GlanceView {
  readonly headline: string;
  readonly line: string;
  readonly asOf: Date;
}

/** @param asked a locale; one that the brand does not speak gives way to the order's own */
export const glanceOf = (page: TrackingPageView, asked: string | undefined): GlanceView => {
  const { brand, timeZone, now, shipments } = page;
  const locale = brand.locales.find((one) => one === asked) ?? page.locale;
  const m = messagesFor(locale, brand.address);
  const f = createFormat({ locale, timeZone, now });
  const [first] = shipments;
  const { headline, line } = first ? statusSentence(first, page, m, f) : orderSentence(page, m, f);
  return { headline, line, asOf: now };
};
