/**
 * HTML that is escaped by construction: whatever is put into a template is text, unless it was itself made by one. The
 * constructor is for constants of ours alone, never for what came from outside.
 */
export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

type Part = string | number | Markup | readonly Markup[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const unprintable = /[^\P{Cc}\n\t]/gu;

/** Without control characters, which mail clients treat each in their own way; line breaks stay. */
export const cleanText = (text: string): string => text.replace(/\r\n?/g, '\n').replace(unprintable, '');

const escaped = (text: string): string => cleanText(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

const written = (part: Part): string => {
  if (part instanceof Markup) return part.html;
  return typeof part === 'object' ? part.map((one) => one.html).join('') : escaped(String(part));
};

/** @example markup`<p>${'<script>'}</p>`.html // '<p>&lt;script&gt;</p>' */
export const markup = (template: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(String.raw({ raw: template }, ...parts.map(written)));

/** Text of several lines as one inline run. */
export const multiline = (text: string): Markup => new Markup(cleanText(text).split('\n').map(escaped).join('<br>'));

/** The address when it may stand in an `href`, else null. */
export const safeLink = (address: string): string | null =>
  ['https:', 'http:', 'mailto:'].includes(URL.parse(address)?.protocol ?? '') ? address : null;
