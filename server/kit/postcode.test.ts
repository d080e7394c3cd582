import { describe, expect, test } from 'vitest';
import { needsPostcode, postcodeAsWritten } from './postcode.ts';

describe('postcodeAsWritten', () => {
  test.each([
    ['DE', '50667', '50667'],
    ['DE', ' ٥٠٦٦٧ ', '50667'],
    ['GB', 'sw1a  1aa', 'SW1A 1AA'],
    ['NL', '1012 ab', '1012 AB'],
    ['JP', '1000001', '100-0001'],
    ['PL', '00950', '00-950'],
    ['US', '10001-1234', '10001-1234'],
    ['AE', 'P.O. 1', 'P.O. 1'],
  ])('ok: %s %s', (country, typed, written) => {
    expect(postcodeAsWritten(typed, country)).toBe(written);
  });

  test.each([
    ['DE', 'ABC'],
    ['DE', ''],
    ['DE', '5066'],
    ['US', '123'],
    ['GB', '50667'],
  ])('refuses %s “%s”', (country, typed) => {
    expect(postcodeAsWritten(typed, country)).toBeNull();
  });

  test('ok: some countries have none', () => {
    expect(['DE', 'SA', 'US', 'PT', 'FR'].filter((country) => !needsPostcode(country))).toEqual([]);
    expect(['AE', 'QA', 'HK', 'BH'].filter(needsPostcode)).toEqual([]);
  });
});
