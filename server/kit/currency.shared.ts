/**
 * How many decimal digits a currency's minor unit has, by ISO 4217. Not taken from Intl, whose digits come from CLDR and
 * change with the runtime (Node 26 says 0 for HUF, IDR, COP and PKR): a stored amount would then change its worth.
 */
const exponents: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
  ...'CLF UYW'.split(' ').map((code) => [code, 4] as const),
]);

/** JPY 0, EUR 2, KWD 3. */
export const minorExponent = (currency: string): number => exponents.get(currency) ?? 2;
