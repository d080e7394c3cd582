/**
 * Five faces to choose from, as links. They are characters, which every client draws for itself: pictures would have to
 * be loaded from somewhere, and most clients ask before they do.
 */
import type { Score } from '../../sentiment/sentiment.shared.ts';
import type { Block } from './blocks.ts';
import { markup, safeLink } from './markup.ts';
import { paint } from './theme.ts';

interface Choice {
  readonly score: Score;
  readonly words: string;
  readonly url: string;
}

const characters: Readonly<Record<Score, string>> = { 1: '😞', 2: '😕', 3: '😐', 4: '😊', 5: '😃' };
const emoji = "'Apple Color Emoji','Segoe UI Emoji','Noto Color Emoji',sans-serif";

export const faces = (
  choices: readonly Choice[],
  plain: (link: { readonly label: string; readonly url: string }) => string,
): Block => ({
  text: choices.map(({ words, url, score }) => plain({ label: `${characters[score]} ${words}`, url })).join('\n'),
  html: ({ brand, fonts, start, end }) => {
    const cells = choices.map(({ score, words, url }) => {
      const ground = paint(
        brand,
        { background: 'tint', border: 'line' },
        'border-width:1px;border-style:solid;border-radius:16px',
      );
      const type = `display:block;padding:14px 0;font-family:${emoji};font-size:30px;line-height:1.2;text-align:center;text-decoration:none`;
      const face = markup`<a href="${safeLink(url) ?? ''}" title="${words}" aria-label="${words}" ${paint(brand, { color: 'ink' }, type)}>${characters[score]}</a>`;
      return markup`<td width="20%" style="padding:0 4px"><table role="presentation" width="100%"><tr><td align="center" bgcolor="${brand.light.tint}" ${ground}>${face}</td></tr></table></td>`;
    });
    const ends = (words: string, side: 'left' | 'right') =>
      markup`<td align="${side}" ${paint(brand, { color: 'soft' }, `padding:8px 4px 0;font-family:${fonts.text};font-size:13px;line-height:1.4;text-align:${side}`)}>${words}</td>`;
    const first = choices[0]?.words ?? '';
    const last = choices.at(-1)?.words ?? '';
    return markup`<table role="presentation" width="100%" style="table-layout:fixed"><tr>${cells}</tr></table>
<table role="presentation" width="100%"><tr>${ends(first, start)}${ends(last, end)}</tr></table>`;
  },
});
