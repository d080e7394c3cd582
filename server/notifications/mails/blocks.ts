/**
 * What mails are made of. A block knows both its HTML and its plain text, so that the text part of a mail is complete by
 * construction; blocks have no outer margin, the column they stand in spaces them.
 */
import { cleanText, type Markup, markup, multiline, safeLink } from './markup.ts';
import { type Fonts, type MailBrand, type MailToken, paint, radiiOf } from './theme.ts';

/** What blocks are drawn with. `start` and `end` are sides of the reading direction, for clients without logical ones. */
export interface Sheet {
  readonly brand: MailBrand;
  readonly fonts: Fonts;
  readonly start: 'left' | 'right';
  readonly end: 'left' | 'right';
}

export interface Block {
  html(sheet: Sheet): Markup;
  readonly text: string;
}

const nothing = markup``;

export const paragraph = (text: string, tone: 'ink' | 'soft' = 'ink'): Block => ({
  text: cleanText(text),
  html: ({ brand, fonts }) => {
    const size = tone === 'ink' ? 'font-size:16px;line-height:1.55' : 'font-size:14px;line-height:1.5';
    const look = paint(brand, { color: tone }, `margin:0;font-family:${fonts.text};${size}`);
    return markup`<p ${look}>${multiline(text)}</p>`;
  },
});

/** The head of one thing among several. */
export const heading = (text: string): Block => ({
  text: cleanText(text),
  html: ({ brand, fonts }) => {
    const type = `font-family:${fonts.display};letter-spacing:${fonts.displayTracking};font-size:22px;line-height:1.3`;
    return markup`<h2 ${paint(brand, { color: 'ink' }, `margin:0;${type};font-weight:600`)}>${text}</h2>`;
  },
});

/** What somebody wrote, marked as theirs: by a rule in HTML, on every line in the text part. */
export const voice = (text: string, label: string): Block => ({
  text: [`${label}:`, cleanText(text).replace(/^/gm, '> ')].join('\n'),
  html: ({ brand, fonts, start }) => {
    const heading = paint(brand, { color: 'soft' }, `margin:0 0 8px;font-family:${fonts.text};font-size:14px`);
    const rule = paint(brand, { border: 'bad' }, `padding-${start}:14px;border-${start}:3px solid ${brand.light.bad}`);
    const said = `margin:0;font-family:${fonts.text};font-size:17px;line-height:1.55;word-break:break-word`;
    return markup`<p ${heading}>${label}</p>
<table role="presentation" width="100%"><tr><td ${rule}><p dir="auto" ${paint(brand, { color: 'ink' }, said)}>${multiline(text)}</p></td></tr></table>`;
  },
});

/** A message to the reader, in the words and paragraphs of whoever wrote it. */
export const letter = (text: string): Block => ({
  text: cleanText(text),
  html: ({ brand, fonts }) => {
    const said = `margin:0;font-family:${fonts.text};font-size:17px;line-height:1.6;word-break:break-word`;
    return markup`<p dir="auto" ${paint(brand, { color: 'ink' }, said)}>${multiline(text)}</p>`;
  },
});

export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly tone?: 'bad';
}

export const facts = (rows: readonly Fact[]): Block => ({
  text: rows.map(({ label, value }) => `${label}: ${cleanText(value)}`).join('\n'),
  html: ({ brand, fonts, start, end }) => {
    const drawn = rows.map(({ label, value, tone }, index) => {
      const cell = (color: MailToken, css: string) => {
        const rule = index === 0 ? '' : `border-top:1px solid ${brand.light.line};`;
        const padding = `padding:${index === 0 ? 0 : 11}px 0 ${index === rows.length - 1 ? 0 : 11}px;`;
        const look = `${rule}${padding}font-family:${fonts.text};line-height:1.45;text-align:${start};${css}`;
        return paint(brand, { color, border: 'line' }, look);
      };
      const labelled = cell('soft', `font-size:14px;padding-${end}:12px`);
      const valued = cell(
        tone ?? 'ink',
        `font-size:15px;word-break:break-word;font-weight:${tone === undefined ? 400 : 600}`,
      );
      return markup`<tr><td width="31%" valign="top" align="${start}" ${labelled}>${label}</td><td valign="top" align="${start}" ${valued}><span dir="auto">${multiline(value)}</span></td></tr>`;
    });
    return markup`<table role="presentation" width="100%">${drawn}</table>`;
  },
});

const dots = (score: number, words: string, { brand, fonts, start, end }: Sheet): Markup => {
  const size =
    'width:10px;height:10px;border-width:1px;border-style:solid;border-radius:12px;font-size:0;line-height:0';
  const drawn = [1, 2, 3, 4, 5].map((step) => {
    const look = paint(brand, step <= score ? { background: 'bad', border: 'bad' } : { border: 'bad' }, size);
    return markup`<td style="padding-${end}:5px"><div ${look}>&nbsp;</div></td>`;
  });
  const said = `padding-${start}:6px;font-family:${fonts.text};font-size:14px;line-height:1;font-weight:600`;
  return markup`<table role="presentation"><tr>${drawn}<td ${paint(brand, { color: 'bad' }, said)}>${words}</td></tr></table>`;
};

/** The score as dots and words, and below it what was wrong. */
export const verdict = (
  score: { readonly value: number; readonly words: string } | null,
  wrong: string | null,
): Block => ({
  text: [score?.words ?? null, wrong].filter((part) => part !== null).join(' · '),
  html: (sheet) => {
    const { brand, fonts } = sheet;
    const shown = score === null ? nothing : dots(score.value, score.words, sheet);
    if (wrong === null) return shown;
    const type = `font-family:${fonts.display};letter-spacing:${fonts.displayTracking};font-size:24px;line-height:1.25`;
    const look = paint(brand, { color: 'ink' }, `margin:${score === null ? 0 : 12}px 0 0;${type};font-weight:600`);
    return markup`${shown}<p ${look}>${wrong}</p>`;
  },
});

/** Digits to be typed elsewhere, left to right in every language. */
export const code = (digits: string): Block => ({
  text: digits,
  html: ({ brand, fonts }) => {
    const type = `font-family:${fonts.display};font-size:42px;line-height:1.2;font-weight:600;letter-spacing:0.16em`;
    const look = `margin:0;${type};padding-left:0.16em;text-align:center;font-variant-numeric:lining-nums tabular-nums`;
    return markup`<p dir="ltr" align="center" ${paint(brand, { color: 'ink' }, look)}>${digits}</p>`;
  },
});

/** Blocks on a ground of their own. */
export const card = (ground: 'card' | 'tint' | 'bad-tint', blocks: readonly Block[]): Block => ({
  text: blocks.map((block) => block.text).join('\n\n'),
  html: (sheet) => {
    const border = ground === 'card' ? 'line' : ground;
    const css = `border-width:1px;border-style:solid;border-radius:${radiiOf(sheet.brand.radius).card}px;padding:24px`;
    const rows = blocks.map(
      (block, index) => markup`<tr><td style="padding:${index === 0 ? 0 : 18}px 0 0">${block.html(sheet)}</td></tr>`,
    );
    return markup`<table role="presentation" width="100%"><tr><td ${paint(sheet.brand, { background: ground, border }, css, 'inside')}>
<table role="presentation" width="100%">${rows}</table></td></tr></table>`;
  },
});

export interface Button {
  readonly label: string;
  readonly url: string;
  readonly quiet?: boolean;
}

/** Links with real text, side by side, one below the other on a phone; `plain` sets label and address into words. */
export const buttons = (list: readonly Button[], plain: (button: Button) => string): Block => ({
  text: list.map(plain).join('\n'),
  html: ({ brand, fonts, end }) => {
    const drawn = list.map(({ label, url, quiet = false }) => {
      const link = safeLink(url);
      const ground = quiet ? 'paper' : 'brand';
      const frame = `border-width:1px;border-style:solid;border-radius:${radiiOf(brand.radius).button}px;mso-padding-alt:13px 26px`;
      const around = paint(brand, { background: ground, border: quiet ? 'soft' : 'brand' }, frame);
      const type = `font-family:${fonts.text};font-size:16px;line-height:1.3;font-weight:600;text-decoration:none`;
      const inside = paint(
        brand,
        { color: quiet ? 'ink' : 'on-brand' },
        `display:inline-block;padding:13px 26px;${type}`,
      );
      const text =
        link === null ? markup`<span ${inside}>${label}</span>` : markup`<a href="${link}" ${inside}>${label}</a>`;
      return markup`<td class="button" style="padding-${end}:10px"><table role="presentation" width="100%"><tr><td bgcolor="${brand.light[ground]}" ${around}>${text}</td></tr></table></td>`;
    });
    return markup`<table role="presentation" class="buttons"><tr>${drawn}</tr></table>`;
  },
});
