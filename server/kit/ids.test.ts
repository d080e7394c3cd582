import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idsRisingWith } from './ids.ts';

/** RFC 9562 §4, §5.7: version 7, variant 10. */
const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const millisecondsOf = (id: string): number => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

test('ok: a UUIDv7 that begins with its millisecond', () => {
  const at = Date.UTC(2026, 10, 20, 9);
  const id = idsRisingWith(() => at)();
  expect(id).toMatch(form);
  expect(millisecondsOf(id)).toBe(at);
  // The example of RFC 9562 §A.6.
  expect(idsRisingWith(() => 0x017f22e279b0)()).toMatch(/^017f22e2-79b0-7/);
});

test('ok: ten thousand within one millisecond rise and differ', () => {
  const newId = idsRisingWith(() => 1_000);
  const ids = Array.from({ length: 10_000 }, newId);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(10_000);
  expect(ids.every((id) => form.test(id))).toBe(true);
  // 4,096 a millisecond: what does not fit borrows from the next ones.
  expect(millisecondsOf(ids[9_999] ?? '')).toBeLessThanOrEqual(1_003);
});

test('ok: a clock that jumps back does not make them fall, and once it has caught up they follow it again', () => {
  let at = 10_000;
  const newId = idsRisingWith(() => at);
  const before = newId();
  at = 5_000;
  const during = newId();
  at = 20_000;
  const afterwards = newId();
  expect([before, during, afterwards]).toEqual([before, during, afterwards].toSorted());
  expect([before, during, afterwards].map(millisecondsOf)).toEqual([10_000, 10_000, 20_000]);
});

test('ok: rising and of the right form whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 48 - 2 }), { minLength: 2, maxLength: 50 }), (times) => {
      let index = 0;
      const newId = idsRisingWith(() => times[index] ?? 0);
      const ids = times.map((_, at) => {
        index = at;
        return newId();
      });
      expect(ids).toEqual(ids.toSorted());
      expect(ids.every((id) => form.test(id))).toBe(true);
    }),
  );
});

test('ok: two processes with the same clock do not meet', () => {
  const [one, other] = [idsRisingWith(() => 1_000), idsRisingWith(() => 1_000)];
  const ids = Array.from({ length: 1_000 }, () => [one(), other()]).flat();
  expect(new Set(ids).size).toBe(2_000);
});
