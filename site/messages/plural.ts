/**
 * Plurals by the language's own rules. A catalogue writes every form that its language has; `#` stands for the number in
 * the locale's digits.
 */
export interface TwoForms {
  readonly one: string;
  readonly other: string;
}

export type SixForms = Readonly<Record<Intl.LDMLPluralRule, string>>;

/** @example plural('en')(2, { one: '# day', other: '# days' }) // “2 days” */
export function pluralIn<Forms extends TwoForms = TwoForms>(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  const digits = new Intl.NumberFormat(locale);
  return (count, forms) => {
    const form: string | undefined = (forms as Partial<SixForms>)[rules.select(count)] ?? forms.other;
    return form.replaceAll('#', digits.format(count));
  };
}
