import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days, hours } from '../../kit/clock.ts';
import { quietUntil } from '../../promos/index.ts';
import { consentChannels } from '../consents.shared.ts';
import { type Circumstances, nextDigest, planNotice, type Waiting } from './plan.ts';
import { type NoticeContent, noticeKinds, ruleOf } from './rules.ts';

const now = new Date('2026-11-20T11:00:00Z');
const night = new Date('2026-11-20T22:00:00Z');
const all = { push: true, email: true, sms: true };
const expiring = (daysBefore: 30 | 7 | 1): NoticeContent => ({
  kind: 'points.expiring',
  points: 500,
  expiresOn: '2026-11-27',
  daysBefore,
});
const around = (changes: Partial<Circumstances> = {}): Circumstances => ({
  now,
  timeZone: 'Europe/Berlin',
  quietHours: ['20:00', '09:00'],
  digest: 'at_once',
  allowed: { ...all, sms: false },
  reachable: all,
  unhappy: false,
  ...changes,
});
const notice = (content: NoticeContent, changes: Partial<Waiting> = {}): Waiting => ({
  rule: ruleOf(content),
  createdAt: now,
  stillTrue: true,
  digestDue: false,
  failed: null,
  ...changes,
});

describe('planNotice', () => {
  test.each([
    ['push first', {}, {}, { step: 'send', by: 'push', joined: false }],
    ['mail without a device', { reachable: { ...all, push: false } }, {}, { step: 'send', by: 'email', joined: false }],
    ['mail after a push that failed', {}, { failed: 'push' }, { step: 'send', by: 'email', joined: false }],
    [
      'a text where only that is left',
      { allowed: all, reachable: { push: false, email: false, sms: true } },
      {},
      { step: 'send', by: 'sms', joined: false },
    ],
    [
      'after the quiet hours',
      { now: night },
      {},
      { step: 'wait', until: new Date('2026-11-21T08:00:00Z'), why: 'quiet_hours' },
    ],
    [
      'mail in quiet hours: it wakes nobody',
      { now: night, allowed: { push: false, email: true, sms: false } },
      {},
      { step: 'send', by: 'email', joined: false },
    ],
    [
      'with the daily digest',
      { digest: 'daily' },
      {},
      { step: 'wait', until: new Date('2026-11-21T08:00:00Z'), why: 'digest' },
    ],
    [
      'joined when its time has come',
      { digest: 'daily' },
      { digestDue: true },
      { step: 'send', by: 'email', joined: true },
    ],
  ] as const)('ok: %s', (_, circumstances, waiting, expected) => {
    expect(planNotice(notice(expiring(7), waiting), around(circumstances))).toEqual(expected);
  });

  test('ok: the last day before points go waits for no digest', () => {
    expect(planNotice(notice(expiring(1)), around({ digest: 'weekly' }))).toEqual({
      step: 'send',
      by: 'push',
      joined: false,
    });
  });

  test.each([
    ['no_consent', { allowed: { push: false, email: false, sms: false } }, {}],
    ['no_channel', { reachable: { push: false, email: false, sms: false } }, {}],
    ['hold', { unhappy: true }, {}],
    ['outdated', {}, { stillTrue: false }],
    ['stale', { now: new Date(now.getTime() + days(5)) }, {}],
    ['undelivered', {}, { failed: 'email' }],
  ] as const)('refuses: %s', (why, circumstances, waiting) => {
    expect(planNotice(notice(expiring(7), waiting), around(circumstances))).toEqual({ step: 'hold_back', why });
  });

  test('ok: an unhappy customer still hears what she needs to know', () => {
    const renewal: NoticeContent = {
      kind: 'subscription.renewal_ahead',
      subscriptionId: 's',
      chargeOn: '2026-11-23',
      troubled: false,
    };
    expect(planNotice(notice(renewal), around({ unhappy: true })).step).toBe('send');
  });
});

const anyContent: fc.Arbitrary<NoticeContent> = fc.constantFrom<NoticeContent>(
  expiring(30),
  expiring(7),
  expiring(1),
  { kind: 'points.earned', lotId: 'l', points: 1, earnedFor: 'order', spendableAt: null },
  { kind: 'tier.raised', from: null, to: 'gold' },
  { kind: 'tier.at_risk', tier: 'gold', missing: 5, untilOn: '2026-12-31' },
  { kind: 'subscription.renewal_ahead', subscriptionId: 's', chargeOn: '2026-11-23', troubled: false },
  { kind: 'referral.ordered', referralId: 'r' },
);
const flags = fc.record({ push: fc.boolean(), email: fc.boolean(), sms: fc.boolean() });
const clockTimes = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
const anyCircumstances: fc.Arbitrary<Circumstances> = fc.record({
  now: fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
  timeZone: fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Pacific/Chatham',
    'Asia/Riyadh',
  ),
  quietHours: fc.tuple(clockTimes, clockTimes),
  digest: fc.constantFrom('at_once', 'daily', 'weekly'),
  allowed: flags,
  reachable: flags,
  unhappy: fc.boolean(),
});

test('ok: nothing goes where it is not allowed or in quiet hours, and whatever waits comes to an end', () => {
  fc.assert(
    fc.property(
      anyContent,
      anyCircumstances,
      fc.record({
        ageMs: fc.integer({ min: 0, max: days(20) }),
        stillTrue: fc.boolean(),
        digestDue: fc.boolean(),
        failed: fc.constantFrom(null, ...consentChannels),
      }),
      (content, c, { ageMs, ...rest }) => {
        const waiting = notice(content, { ...rest, createdAt: new Date(c.now.getTime() - ageMs) });
        const plan = planNotice(waiting, c);
        if (plan.step === 'send') {
          expect(c.allowed[plan.by] && c.reachable[plan.by]).toBe(true);
          expect(plan.by).not.toBe(rest.failed);
          if (plan.by !== 'email') expect(quietUntil(c.now, c.timeZone, c.quietHours)).toBeNull();
          expect(waiting.rule.silencedByHold && c.unhappy).toBe(false);
        }
        if (plan.step === 'wait') {
          expect(plan.until.getTime()).toBeGreaterThan(c.now.getTime());
          const then = { ...c, now: plan.until };
          const again = planNotice({ ...waiting, digestDue: plan.why === 'digest' }, then);
          if (plan.why === 'digest') expect(again.step).toBe('send');
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test('ok: the digest comes at nine by her clock, within a day or a week', () => {
  const instants = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(instants, fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe'), (at, zone) => {
      for (const [every, mostMs] of [
        ['daily', hours(26)],
        ['weekly', days(7) + hours(2)],
      ] as const) {
        const next = nextDigest(at, zone, every);
        const local = Temporal.Instant.fromEpochMilliseconds(next.getTime()).toZonedDateTimeISO(zone);
        expect(local.hour).toBe(9);
        if (every === 'weekly') expect(local.dayOfWeek).toBe(1);
        expect(next.getTime() - at.getTime()).toBeGreaterThan(0);
        expect(next.getTime() - at.getTime()).toBeLessThanOrEqual(mostMs);
      }
    }),
  );
});

test('ok: every kind has a way and a time', () => {
  expect(noticeKinds).toHaveLength(12);
});
