import { describe, expect, test } from 'vitest';
import { type Ask, decide, type Person } from './gate.ts';
import { endOf, isHeld } from './holds.ts';
import { promoChannels } from './inputs.ts';
import { quietUntil } from './quietHours.ts';
import { isTroubled } from './trouble.ts';

const now = new Date('2026-11-20T12:00:00Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const policy = { useUpDays: 30, quietHours: ['20:00', '09:00'], frequencyCap: 3, frequencyCapDays: 7 } as const;
const happy: Person = {
  promoConsent: true,
  timeZone: 'Europe/Berlin',
  quietHours: null,
  holds: [],
  troubles: [],
  subscriptions: [],
  lastPurchase: null,
  promotedAt: [],
};
const codes = (person: Partial<Person>, ask: Partial<Ask> = {}, when = now) =>
  decide(when, policy, { ...happy, ...person }, { productId: null, channel: null, ...ask }).reasons.map(
    ({ code }) => code,
  );

const hold = (scope: Partial<Person['holds'][number]> = {}): Person['holds'][number] => ({
  code: 'suppressed_by_support',
  channel: null,
  productId: null,
  until: null,
  source: 'api:crm',
  ...scope,
});

describe('decide', () => {
  test('ok: nothing is against it', () => {
    expect(decide(now, policy, happy, { productId: 'p-1', channel: 'email' })).toEqual({ allowed: true, reasons: [] });
  });

  test('refuses with every reason at once, each with its end and source', () => {
    const person: Person = {
      promoConsent: null,
      timeZone: 'Asia/Tokyo',
      quietHours: null,
      holds: [hold({ code: 'negative_sentiment', source: 'alert:a' }), hold()],
      troubles: ['shipment:s-1'],
      subscriptions: ['subscription:501'],
      lastPurchase: { at: at(-1000), source: 'order:1001' },
      promotedAt: [at(-3 * 86_400_000), at(-2000), at(-1000)],
    };
    expect(decide(now, policy, person, { productId: 'p-1', channel: 'push' })).toEqual({
      allowed: false,
      reasons: [
        { code: 'negative_sentiment', until: null, source: 'alert:a' },
        { code: 'suppressed_by_support', until: null, source: 'api:crm' },
        { code: 'delivery_trouble', until: null, source: 'shipment:s-1' },
        { code: 'already_subscribed', until: null, source: 'subscription:501' },
        { code: 'recently_bought', until: at(30 * 86_400_000 - 1000), source: 'order:1001' },
        { code: 'no_consent', until: null, source: 'customer' },
        { code: 'quiet_hours', until: new Date('2026-11-21T00:00:00Z'), source: 'zone:Asia/Tokyo' },
        { code: 'frequency_cap', until: at(4 * 86_400_000), source: 'policy' },
      ],
    });
  });

  test.each([
    [false, true],
    [null, true],
    [true, false],
  ])('consent %s refuses: %s', (promoConsent, refused) => {
    expect(codes({ promoConsent })).toEqual(refused ? ['no_consent'] : []);
  });

  test.each([
    ['email', { channel: 'email' }, {}, true],
    ['email', { channel: 'email' }, { channel: 'email' }, true],
    ['email', { channel: 'email' }, { channel: 'ads' }, false],
    ['a product', { productId: 'p-1' }, { productId: 'p-1' }, true],
    ['a product', { productId: 'p-1' }, { productId: 'p-2' }, false],
    ['a product', { productId: 'p-1' }, {}, false],
  ] as const)('a hold on %s: %j against %j refuses: %s', (_, scope, ask, refused) => {
    expect(codes({ holds: [hold(scope)] }, ask)).toEqual(refused ? ['suppressed_by_support'] : []);
  });

  test('ok: what was bought may be promoted when it is used up, not a moment earlier', () => {
    const bought = (ms: number) => ({ lastPurchase: { at: at(ms), source: 'order:1' } });
    expect(codes(bought(-30 * 86_400_000 + 1))).toEqual(['recently_bought']);
    expect(codes(bought(-30 * 86_400_000))).toEqual([]);
  });

  test('quiet hours refuse what disturbs, and nothing else', () => {
    const night = new Date('2026-11-20T23:00:00Z');
    const refused = promoChannels.filter((channel) => codes({}, { channel }, night).includes('quiet_hours'));
    expect(refused).toEqual(['push', 'sms', 'whatsapp', 'phone']);
    expect(codes({}, {}, night)).toEqual([]);
  });
});

describe('quietUntil', () => {
  const until = (when: string, zone = 'Europe/Berlin', hours: [string, string] = ['20:00', '09:00']) =>
    quietUntil(new Date(when), zone, hours)?.toISOString() ?? null;

  test.each([
    ['2026-11-20T18:59:59Z', null],
    ['2026-11-20T19:00:00Z', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21T02:00:00Z', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21T08:00:00Z', null],
  ])('ok: at %s in Berlin until %s', (when, expected) => {
    expect(until(when)).toBe(expected);
  });

  test('F10 ok: over a change of the clocks the end is local', () => {
    expect(until('2026-10-24T22:00:00Z')).toBe('2026-10-25T08:00:00.000Z');
    expect(until('2026-03-28T22:00:00Z')).toBe('2026-03-29T07:00:00.000Z');
    expect(until('2026-04-04T12:00:00Z', 'Australia/Lord_Howe')).toBe('2026-04-04T22:30:00.000Z');
  });

  test('ok: within one day, and never', () => {
    expect(until('2026-11-20T12:30:00Z', 'UTC', ['12:00', '14:00'])).toBe('2026-11-20T14:00:00.000Z');
    expect(until('2026-11-20T14:00:00Z', 'UTC', ['12:00', '14:00'])).toBeNull();
    expect(until('2026-11-20T12:30:00Z', 'UTC', ['00:00', '00:00'])).toBeNull();
  });
});

describe('isTroubled', () => {
  const shipment = { status: 'in_transit' as const, statusAt: null, promisedOn: null, createdAt: now };
  const berlin = { now, timeZone: 'Europe/Berlin' };

  test.each(['delayed', 'on_hold', 'attempt_failed', 'exception', 'returning'] as const)('%s is', (status) => {
    expect(isTroubled({ ...shipment, status, statusAt: now }, berlin, 90)).toBe(true);
    expect(isTroubled({ ...shipment, status, statusAt: at(-91 * 86_400_000) }, berlin, 90)).toBe(false);
  });

  test('late is, from the day after the promise where she lives', () => {
    const promised = { ...shipment, promisedOn: '2026-11-20' };
    expect(isTroubled(promised, berlin, 90)).toBe(false);
    expect(isTroubled(promised, { ...berlin, timeZone: 'Pacific/Auckland' }, 90)).toBe(true);
    expect(isTroubled({ ...promised, promisedOn: '2026-08-21' }, berlin, 90)).toBe(false);
  });

  test.each(['delivered', 'ready_for_pickup', 'returned', 'cancelled'] as const)(
    '%s after the promise is not',
    (status) => {
      expect(isTroubled({ ...shipment, status, promisedOn: '2026-11-01' }, berlin, 90)).toBe(false);
    },
  );
});

describe('the end of a hold', () => {
  test.each([
    [null, null, null],
    [null, 5, 5],
    [3, 5, 3],
    [7, 5, 5],
    [3, null, 3],
  ])('until %s and at most %s is %s', (until, maxUntil, end) => {
    const day = (n: number | null) => (n === null ? null : at(n));
    expect(endOf({ until: day(until), maxUntil: day(maxUntil) })).toEqual(day(end));
  });

  test('ok: held until the end, free at the end, free once lifted', () => {
    const held = { liftedAt: null, until: at(0), maxUntil: null };
    expect(isHeld(held, at(-1))).toBe(true);
    expect(isHeld(held, at(0))).toBe(false);
    expect(isHeld({ ...held, liftedAt: at(-5) }, at(-1))).toBe(false);
  });
});
