import { expect, test } from 'vitest';
import { isBadNews } from './status.shared.ts';

test.each([
  ['in_transit', null, false],
  ['in_transit', 'missorted', false],
  ['out_for_delivery', null, false],
  ['delivered', 'signed', false],
  ['delivered', 'damaged', false],
  [null, null, false],
  ['delayed', 'weather', true],
  ['exception', 'damaged', true],
  ['in_transit', 'lost', true],
  [null, 'damaged', true],
  ['returning', null, true],
] as const)('ok: %s because of %s is bad news: %s', (status, reason, bad) => {
  expect(isBadNews({ status, reason })).toBe(bad);
});
