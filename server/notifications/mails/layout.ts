/**
 * The one column that every mail is set in, with the face of the brand's page: name, headline, blocks, and at the foot
 * why the reader got it. Both parts of the mail come from the same blocks.
 */
import { direction } from '../../../site/messages/index.ts';
import type { Block, Sheet } from './blocks.ts';
import { cleanText, Markup, markup, multiline, safeLink } from './markup.ts';
import { fontsOf, type MailBrand, paint, styleSheet } from './theme.ts';

export * from './blocks.ts';
export type { MailBrand } from './theme.ts';

/** Who reads it: the language it is written in, and the clock that its times are told by. */
export interface MailReader {
  readonly locale: string;
  readonly timeZone: string;
  readonly now: Date;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailDocument {
  readonly subject: string;
  /** What the list of mails shows after the subject. */
  readonly preheader: string;
  readonly headline: string;
  /** Beside the brand's name, as on the page: the order, where there is one. */
  readonly about?: string;
  readonly blocks: readonly Block[];
  /** Why this reader got it. */
  readonly why: string;
  /** Where an answer reaches us, where it does. */
  readonly sender?: string;
  /** Where mails of this kind end. */
  readonly unsubscribe?: { readonly label: string; readonly url: string };
}

/** Fills up the preview, where clients would go on with whatever text comes next. */
const previewFiller = new Markup('&#847;&zwnj;&nbsp;'.repeat(80));

const textPart = ({ headline, about, blocks, why, sender, unsubscribe }: MailDocument, brand: MailBrand): string =>
  [
    about === undefined ? brand.name : `${brand.name} · ${about}`,
    `${headline}\n${'='.repeat(Math.min([...headline].length, 60))}`,
    ...blocks.map((block) => block.text),
    [
      '-- ',
      why,
      ...(sender === undefined ? [] : [sender]),
      ...(unsubscribe === undefined ? [] : [unsubscribe.label, unsubscribe.url]),
    ].join('\n'),
  ]
    .map(cleanText)
    .join('\n\n')
    .concat('\n');

const masthead = ({ about }: MailDocument, { brand, fonts, start, end }: Sheet): Markup => {
  const name = `font-family:${fonts.display};font-size:19px;line-height:1.3;font-weight:600;text-align:${start}`;
  const aside = `padding-${start}:12px;font-family:${fonts.text};font-size:13px;line-height:1.3;text-align:${end}`;
  const second =
    about === undefined ? markup`` : markup`<td align="${end}" ${paint(brand, { color: 'soft' }, aside)}>${about}</td>`;
  return markup`<table role="presentation" width="100%"><tr><td align="${start}" ${paint(brand, { color: 'brand-strong' }, name)}>${brand.name}</td>${second}</tr></table>`;
};

const headlineOf = (text: string, { brand, fonts }: Sheet): Markup => {
  const type = `font-family:${fonts.display};letter-spacing:${fonts.displayTracking};line-height:${fonts.displayLeading}`;
  const look = paint(
    brand,
    { color: 'ink' },
    `margin:0;${type};font-size:40px;font-weight:600;text-wrap:balance`,
    'headline',
  );
  return markup`<h1 ${look}>${text}</h1>`;
};

const foot = ({ why, sender, unsubscribe }: MailDocument, { brand, fonts }: Sheet): Markup => {
  const rule = `border-top:1px solid ${brand.light.line};padding:18px 0 40px`;
  const look = paint(
    brand,
    { color: 'soft', border: 'line' },
    `${rule};font-family:${fonts.text};font-size:13px;line-height:1.55`,
  );
  const link = unsubscribe === undefined ? null : safeLink(unsubscribe.url);
  const end =
    unsubscribe === undefined || link === null
      ? markup``
      : markup`<br><a href="${link}" ${paint(brand, { color: 'soft' }, 'text-decoration:underline')}>${unsubscribe.label}</a>`;
  return markup`<table role="presentation" width="100%"><tr><td ${look}>${multiline(sender === undefined ? why : `${why}\n${sender}`)}${end}</td></tr></table>`;
};

const htmlPart = (mail: MailDocument, brand: MailBrand, locale: string): Markup => {
  const dir = direction(locale);
  const [start, end] = dir === 'rtl' ? (['right', 'left'] as const) : (['left', 'right'] as const);
  const sheet: Sheet = { brand, fonts: fontsOf(brand.typeface, locale), start, end };
  const row = (above: number, content: Markup): Markup =>
    markup`<tr><td class="gutter" align="${start}" style="padding:${above}px 32px 0;text-align:${start}">${content}</td></tr>\n`;
  const rows = [
    row(28, masthead(mail, sheet)),
    row(40, headlineOf(mail.headline, sheet)),
    ...mail.blocks.map((block) => row(20, block.html(sheet))),
    row(36, foot(mail, sheet)),
  ];
  const hidden = 'display:none;max-height:0;overflow:hidden;mso-hide:all';
  // Gmail drops body and html, so language and direction are said again on the tables.
  return markup`<!doctype html>
<html lang="${locale}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title>${mail.subject}</title>
<style>
${styleSheet(brand)}
</style>
</head>
<body ${paint(brand, { background: 'paper' }, 'margin:0;padding:0')}>
<div style="${hidden}">${mail.preheader}${previewFiller}</div>
<table role="presentation" lang="${locale}" dir="${dir}" width="100%" bgcolor="${brand.light.paper}" ${paint(brand, { background: 'paper' })}><tr><td align="center">
<table role="presentation" lang="${locale}" dir="${dir}" width="100%" style="max-width:600px">
${rows}</table>
</td></tr></table>
</body>
</html>
`;
};

export const renderMail = (mail: MailDocument, brand: MailBrand, locale: string): RenderedMail => ({
  subject: cleanText(mail.subject).replaceAll('\n', ' '),
  text: textPart(mail, brand),
  html: htmlPart(mail, brand, locale).html,
});
