/**
 * The pictures that a browser shows when it offers to install: the page of an order, drawn in the brand's colours and
 * words. Drawn and not photographed, so that every brand has its own and nobody's order is in it.
 */
import { createFormat } from '../../../site/lib/format.ts';
import { direction, messagesFor } from '../../../site/messages/index.ts';
import { families, type IconSource } from './icon.ts';

export const screenshotForms = { narrow: [780, 1180], wide: [1520, 950] } as const;
export type ScreenshotForm = keyof typeof screenshotForms;

export interface ScreenshotSource extends IconSource {
  readonly locale: string;
  readonly timeZone: string;
  readonly address: 'familiar' | 'formal';
}

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '');

/** By the number of letters, which is near enough for a picture. */
const wrapped = (text: string, lettersMax: number): readonly string[] => {
  const lines: string[] = [];
  // “9–12 Uhr” stays one piece.
  for (const word of text.replace(/(\d) /g, '$1\u00a0').split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < lettersMax) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};

export const screenshotSvg = (source: ScreenshotSource, form: ScreenshotForm, now: Date): string => {
  const { tokens, typeface, locale, timeZone, address, name } = source;
  const [width, height] = screenshotForms[form];
  const m = messagesFor(locale, address);
  const f = createFormat({ locale, timeZone, now });
  const rtl = direction(locale) === 'rtl';
  const display = rtl ? 'Readex Pro' : families[typeface];
  const plain = rtl || typeface === 'readex-pro' ? 'Readex Pro' : 'Instrument Sans';
  const margin = form === 'narrow' ? 56 : 110;
  const column = form === 'narrow' ? width - 2 * margin : 760;
  const x = rtl ? width - margin : margin;
  const along = (part: number): number => (rtl ? x - part * column : x + part * column);
  const text = (words: string, y: number, size: number, fill: string, family = plain, weight = 600): string =>
    `<text x="${x}" y="${y}" text-anchor="${rtl ? 'end' : 'start'}" font-family="${family}" font-weight="${weight}" font-size="${size}" fill="${fill}">${rtl ? '\u200f' : ''}${escaped(words)}${rtl ? '\u200f' : ''}</text>`;

  const day = f.when(new Date(now.getTime() + 86_400_000));
  const window = f.window(hourOf(now, 9, timeZone), hourOf(now, 12, timeZone));
  const headline = wrapped(m.headline.arrivesWindow(day, window), form === 'narrow' ? 18 : 20);
  const line = wrapped(m.line.in_transit({ carrier: null, city: null }), form === 'narrow' ? 42 : 46);
  const headlineAt = 250;
  const lineAt = headlineAt + headline.length * 84 + 10;
  const wayAt = lineAt + line.length * 40 + 80;
  const stops = [0, 0.25, 0.5, 0.75, 1].map((part, index) => {
    const reached = index < 3;
    return `<circle cx="${along(part)}" cy="${wayAt}" r="${index === 2 ? 20 : 11}" fill="${reached ? tokens.brand : tokens.paper}" stroke="${reached ? tokens.brand : tokens.control}" stroke-width="4"/>`;
  });
  const cardAt = wayAt + 110;
  const rows = [m.timeline.in_transit, m.timeline.picked_up, m.timeline.info_received].map(
    (words, index) =>
      `<circle cx="${along(0.06)}" cy="${cardAt + 62 + index * 84}" r="9" fill="${index === 0 ? tokens.good : tokens.line}"/>` +
      text(words, cardAt + 72 + index * 84, 30, index === 0 ? tokens.ink : tokens.soft).replace(
        `x="${x}"`,
        `x="${along(0.12)}"`,
      ),
  );
  const cardX = rtl ? x - column : x;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${tokens.paper}"/>
${text(name, 110, 34, tokens['brand-strong'], display)}
${headline.map((words, index) => text(words, headlineAt + index * 84, 76, tokens.ink, display)).join('')}
${line.map((words, index) => text(words, lineAt + index * 40, 29, tokens.soft, plain)).join('')}
<path d="M${along(0)} ${wayAt}H${along(1)}" stroke="${tokens.line}" stroke-width="6"/><path d="M${along(0)} ${wayAt}H${along(0.5)}" stroke="${tokens.brand}" stroke-width="6"/>${stops.join('')}
<rect x="${cardX}" y="${cardAt}" width="${column}" height="298" rx="28" fill="${tokens.card}" stroke="${tokens.line}" stroke-width="2"/>${rows.join('')}
</svg>`;
};

const hourOf = (now: Date, hour: number, timeZone: string): Date => {
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).add({ days: 1 });
  return new Date(tomorrow.withPlainTime({ hour }).epochMilliseconds);
};
