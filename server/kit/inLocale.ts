/** The locale, what it is a dialect of, the brand's own, English, or whatever there is. */
export const inLocale = <T>(words: Readonly<Record<string, T>>, locale: string, brandLocale: string): T | null =>
  words[locale] ??
  words[locale.split('-')[0] ?? ''] ??
  words[brandLocale] ??
  words[brandLocale.split('-')[0] ?? ''] ??
  words.en ??
  Object.values(words)[0] ??
  null;
