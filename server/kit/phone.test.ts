import { expect, test } from 'vitest';
import { phoneNumber } from './phone.ts';

test.each([
  ['+49 151 1234 5678', null, '+4915112345678'],
  ['0151/12345678', 'DE', '+4915112345678'],
  ['٠٥٠ ١٢٣ ٤٥٦٧', 'AE', '+971501234567'],
  ['+1 212 555 0123', 'DE', '+12125550123'],
])('ok: %s of %s', (typed, country, number) => {
  expect(phoneNumber(typed, country)).toBe(number);
});

test.each([
  ['abc', 'DE'],
  ['110', 'DE'],
  ['0151', 'DE'],
  ['0151 99', 'DE'],
  ['+49 151 99', null],
  ['0151 12345678', null],
  ['+49', 'DE'],
  ['12', 'ZZ'],
])('refuses %s of %s', (typed, country) => {
  expect(phoneNumber(typed, country)).toBeNull();
});
