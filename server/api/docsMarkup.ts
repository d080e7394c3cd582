/** Small pieces of the documentation page. Everything passes through Hono's `html`, which escapes what it is given. */
import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** Plain words in which `backticks` mark code. */
export const prose = (words: string): Html =>
  html`${words.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`;

/** Names, each marked as code: `a, b` for `prose`. */
export const codeList = (names: string): string => `\`${names.replaceAll(', ', '`, `')}\``;

/** Code with a caption. */
export const shell = (caption: string, code: string): Html =>
  html`<figure class="shell"><figcaption>${caption}</figcaption><pre><code>${code}</code></pre></figure>`;

const linesMax = 16;

/** An example that may be long: folded away beyond a few lines. */
export const example = (caption: string, code: string): Html =>
  html`<details class="shell"${code.split('\n').length <= linesMax ? ' open' : ''}><summary>${caption}</summary><pre><code>${code}</code></pre></details>`;

/** A table whose cells are prose; the first of each row is its head. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): Html =>
  html`<table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows.map(
    ([first = '', ...others]) =>
      html`<tr><th scope="row">${prose(first)}</th>${others.map((cell, at) => html`<td data-head="${heads[at + 1] ?? ''}">${prose(cell)}</td>`)}</tr>`,
  )}</tbody></table>`;
