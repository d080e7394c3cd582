/** Brings the spellings of one word together. The result is words and full stops, with one space around each. */

const arabicLetters: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
};
const germanLetters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** How people draw a failure. */
const sadFaces = /[😡🤬😠👎💔]|:-?\(/gu;

/** @param german whether an umlaut is two letters; elsewhere it is one that lost its dots, as accents are lost */
export const normalise = (text: string, german: boolean): string => {
  const folded = text
    .replace(sadFaces, ' 👎 ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[أإآٱىئؤة]/g, (letter) => arabicLetters[letter] ?? letter)
    .replace(/[äöüß]/g, (letter) => (german ? (germanLetters[letter] ?? letter) : letter))
    .normalize('NFD')
    // Accents, Arabic vowel signs, tatweel, and marks of direction.
    .replace(/[\p{M}\p{Cf}\u0640]/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[’'`´]/g, '');
  const words = folded
    .replace(/([^\p{N}])\1{2,}/gu, '$1')
    .replace(/[.!?;:\n\r]+/g, ' . ')
    .replace(/[^\p{L}\p{N}.👎]+/gu, ' ');
  return ` ${words.trim()} . `;
};
