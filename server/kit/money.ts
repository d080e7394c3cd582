/**
 * Decimal amounts as shops write them, to whole minor units. The arithmetic is on digits: no amount ever is a float.
 */

/**
 * Minor-unit digits where ISO 4217 differs from two. Not taken from Intl, whose digits come from CLDR and change with
 * the runtime (Node 26 says 0 for HUF, IDR, COP and PKR): a stored amount would then change its worth with an upgrade.
 */
const exponents: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** How many decimal digits a currency's minor unit has: JPY 0, EUR 2, KWD 3. */
export const minorExponent = (currency: string): number => exponents.get(currency) ?? 2;

const decimal = /^(\d{1,15})(?:\.(\d{1,12}))?$/;

/**
 * `"12.50"` in EUR → 1250. Nothing for what is no plain, non-negative decimal, for digits below the minor unit that
 * are not zero, and for amounts that no longer are exact integers.
 */
export function minorUnits(amount: string, currency: string): number | undefined {
  const parts = decimal.exec(amount.trim());
  if (parts === null) return undefined;
  const exponent = minorExponent(currency);
  const fraction = parts[2] ?? '';
  if (/[1-9]/.test(fraction.slice(exponent))) return undefined;
  const minor = Number(`${parts[1] ?? ''}${fraction.slice(0, exponent).padEnd(exponent, '0')}`);
  return Number.isSafeInteger(minor) ? minor : undefined;
}
