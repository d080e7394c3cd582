/** A text of bounded cost: providers charge by the segment, and one letter outside of GSM's alphabet halves what fits. */

/** GSM 03.38: the basic alphabet, and what costs two places in it. */
const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const extended = new Set('^{}\\[~]|€\f');

/** How many segments a text is sent in. */
export const segmentsOf = (text: string): number => {
  let places = 0;
  for (const sign of text) {
    if (basic.has(sign)) places += 1;
    else if (extended.has(sign)) places += 2;
    else return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  }
  return places <= 160 ? 1 : Math.ceil(places / 153);
};

const segmentsMax = 3;

/** Typography that a text message has no use for, and that would make it dearer. */
const plain = (text: string): string =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/«\s?|\s?»|[“”„]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/…/g, '...')
    .replace(/[\u00a0\u202f\u2060]/g, ' ');

/** Who it is from, the news, then as much of the rest as three segments hold; the link whole or not at all. */
export const smsText = (parts: { brand: string; title: string; line: string; url: string | null }): string => {
  const [brand, title, line] = [plain(parts.brand), plain(parts.title), plain(parts.line)];
  const url = parts.url === null ? '' : ` ${parts.url}`;
  const wholes = [`${brand}: ${title}. ${line}${url}`, `${brand}: ${title}.${url}`, `${brand}: ${title}`];
  const fitting = wholes.find((text) => segmentsOf(text) <= segmentsMax);
  return fitting ?? [...`${brand}: ${title}`].slice(0, 200).join('');
};
