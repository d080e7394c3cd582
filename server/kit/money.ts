/**
 * Decimal amounts as shops write them, to whole minor units. The arithmetic is on digits: no amount ever is a float.
 */
import { minorExponent } from './currency.shared.ts';

export { minorExponent };

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
