/** The brand as mails are drawn in it. */
import type { Brand, ThemeSettings } from '../brands/index.ts';
import type { MailBrand } from './mails/index.ts';

export type { MailBrand };

/** The colours of a theme: `brandTokens`. */
export type TokensOf = (theme: ThemeSettings) => Pick<MailBrand, 'light' | 'dark'>;

export const mailBrandOf = ({ name, settings }: Brand, tokensOf: TokensOf): MailBrand => {
  const { theme, address, support } = settings;
  const { light, dark } = tokensOf(theme);
  const { typeface, radius } = theme;
  return { name, light, dark, typeface, radius, address, supportEmail: support.email };
};
