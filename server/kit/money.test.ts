import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minorExponent, minorUnits } from './money.ts';

describe('minorUnits', () => {
  test.each([
    ['12.50', 'EUR', 1250],
    ['12.5', 'EUR', 1250],
    ['600', 'USD', 60_000],
    ['0.00', 'USD', 0],
    ['199.650', 'USD', 19_965],
    ['1500', 'JPY', 1500],
    ['1500.00', 'JPY', 1500],
    ['1.234', 'KWD', 1234],
    ['1999.90', 'HUF', 199_990],
    ['90071992547409.91', 'EUR', 9_007_199_254_740_991],
  ])('ok %s %s', (amount, currency, minor) => {
    expect(minorUnits(amount, currency)).toBe(minor);
  });

  test.each([
    ['12.505', 'EUR'],
    ['1500.5', 'JPY'],
    ['-1.00', 'EUR'],
    ['1,00', 'EUR'],
    ['1e3', 'EUR'],
    ['.5', 'EUR'],
    ['5.', 'EUR'],
    ['', 'EUR'],
    ['NaN', 'EUR'],
    ['٣.٥٠', 'EUR'],
    ['90071992547409.92', 'EUR'],
    ['9999999999999999', 'EUR'],
  ])('refuses %s %s', (amount, currency) => {
    expect(minorUnits(amount, currency)).toBeUndefined();
  });

  test('ok: what is written from minor units is read back exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000_000 }),
        fc.constantFrom('JPY', 'EUR', 'KWD', 'CLF'),
        (minor, currency) => {
          const exponent = minorExponent(currency);
          const digits = String(minor).padStart(exponent + 1, '0');
          const point = digits.length - exponent;
          const written = exponent === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
          expect(minorUnits(written, currency)).toBe(minor);
        },
      ),
    );
  });
});
