import { describe, expect, test } from 'vitest';
import { days } from '../kit/clock.ts';
import { type AlertStatus, alertStatuses, alertSteps, isReopenable, statusAfter, take } from './lifecycle.ts';
import { caseSeverity, severityOf } from './severity.ts';

/** One line a status, in the order of `alertSteps`: acknowledge, reply, hear, resolve, confirm, reopen. */
const expected: Record<AlertStatus, (AlertStatus | null)[]> = {
  open: ['acknowledged', 'acknowledged', 'open', 'resolved', null, 'open'],
  acknowledged: ['acknowledged', 'acknowledged', 'acknowledged', 'resolved', null, 'acknowledged'],
  resolved: [null, 'resolved', 'open', 'resolved', 'confirmed', 'open'],
  confirmed: [null, 'confirmed', 'open', 'confirmed', 'confirmed', 'open'],
};

describe('the life of a case', () => {
  test.each(alertStatuses)('ok: what can follow on %s', (status) => {
    expect(alertSteps.map((step) => statusAfter(status, step))).toEqual(expected[status]);
  });

  test('ok: every step twice is the step once', () => {
    for (const status of alertStatuses) {
      for (const step of alertSteps) {
        const next = statusAfter(status, step);
        if (next !== null) expect(statusAfter(next, step), `${status} ${step}`).toBe(next);
      }
    }
  });

  test('refuses to confirm what nobody has resolved', () => {
    expect(() => take('open', 'confirm')).toThrow(expect.objectContaining({ code: 'conflict' }));
  });

  test('ok: taken up again until 30 days after the resolution, and not a moment longer', () => {
    const resolvedAt = new Date('2026-11-20T09:00:00Z');
    const at = (ms: number) => new Date(resolvedAt.getTime() + ms);
    expect(isReopenable(resolvedAt, at(days(30)))).toBe(true);
    expect(isReopenable(resolvedAt, at(days(30) + 1))).toBe(false);
    expect(isReopenable(null, resolvedAt)).toBe(false);
  });
});

describe('severity', () => {
  test.each([
    ['high', 2, ['damaged'], 'none'],
    ['high', 2, ['late', 'not_received'], 'none'],
    ['high', 1, ['wrong_item'], 'email'],
    ['high', 1, [], 'phone'],
    ['normal', 1, ['late'], 'none'],
    ['normal', 2, ['courier'], 'phone'],
    ['normal', 5, ['damaged'], 'phone'],
  ] as const)('ok: %s for a %i because of %j with a wish for %s', (severity, score, reasons, contactWish) => {
    expect(severityOf({ score, reasons: [...reasons], contactWish })).toBe(severity);
  });

  test('ok: a case that came back stays high', () => {
    expect(caseSeverity([], 0)).toBe('normal');
    expect(caseSeverity([], 1)).toBe('high');
  });
});
