import { expect, test } from 'vitest';
import { mergeTimeline } from './timeline.ts';
import type { CaseEntryView } from './view.shared.ts';

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);
const entry = (id: string, time: string, kind: 'opened' | 'confirmed' | 'escalated'): CaseEntryView => ({
  id,
  at: at(time),
  kind,
  by: null,
});
const hold = (id: string, time: string, kind: 'hold_set' | 'hold_released'): CaseEntryView => ({
  id,
  at: at(time),
  kind,
  why: 'negative_sentiment',
});
const message = (id: string, time: string): CaseEntryView => ({ id, at: at(time), kind: 'shopper_message', text: id });

test('ok: by the hour, whatever source it came from', () => {
  const merged = mergeTimeline(
    [entry('c', '12:00', 'confirmed'), entry('a', '09:00', 'opened')],
    [message('b', '10:30')],
    [],
  );
  expect(merged.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('ok: at one instant the cause comes before what followed from it', () => {
  const merged = mergeTimeline(
    [hold('released', '10:00', 'hold_released'), hold('held', '09:00', 'hold_set')],
    [entry('opened', '09:00', 'opened'), message('said', '09:00'), entry('confirmed', '10:00', 'confirmed')],
  );
  expect(merged.map(({ id }) => id)).toEqual(['said', 'opened', 'held', 'confirmed', 'released']);
});

test('ok: what is alike keeps its order', () => {
  const merged = mergeTimeline([message('first', '09:00'), message('second', '09:00')]);
  expect(merged.map(({ id }) => id)).toEqual(['first', 'second']);
});
