import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mailboxOf } from '../kit/mailbox.ts';
import { newCode, plainCode, referralCodesIn, visitTokens } from './code.ts';
import { browserClass, deviceHashOf, doorOf } from './sameness.ts';
import { standingOf } from './standing.ts';
import { reasonsToHold, type Side } from './suspicion.ts';

describe('codes', () => {
  test('S31 ok: at least 60 random bits: 13 of 32 letters, and all of them are used', () => {
    const codes = Array.from({ length: 2_000 }, newCode);
    expect(Math.log2(32) * 13).toBeGreaterThanOrEqual(60);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(codes.join('')).size).toBe(32);
    for (const code of codes) expect(code).toHaveLength(13);
  });

  test('ok: understood however it is typed', () => {
    fc.assert(
      fc.property(fc.constant(null).map(newCode), fc.constantFrom(' ', '-', '–', '\u200f'), (code, between) => {
        const typed = [...code.toLowerCase()].join(between).replaceAll('0', 'o').replaceAll('1', 'l');
        expect(plainCode(typed)).toBe(code);
      }),
    );
  });

  test.each(['', 'SAVE10', '0123456789ABC!', '0123456789ABCD', 'U123456789ABC', '0'.repeat(100_000)])(
    'refuses %j',
    (typed) => {
      expect(plainCode(typed)).toBeNull();
    },
  );

  test('ok: an order’s codes of the shop, of referrals and of visits are told apart', () => {
    const code = newCode();
    const codes = ['SAVE10', code.toLowerCase(), 'ref:token', code];
    expect(referralCodesIn(codes)).toEqual([code]);
    expect(visitTokens(codes)).toEqual(['token']);
  });
});

describe('one mailbox', () => {
  test.each([
    ['Ann@Example.com', 'ann@example.com'],
    [' ann@example.com ', 'ann@example.com'],
    ['ann+friend@example.com', 'ann@example.com'],
    ['ann+a+b@example.com', 'ann@example.com'],
    ['a.n.n+x@gmail.com', 'ann@gmail.com'],
    ['ann@googlemail.com', 'ann@gmail.com'],
    ['a.nn@example.com', 'a.nn@example.com'],
    ['ann@example.com.', 'ann@example.com'],
    ['ann@bücher.example', 'ann@xn--bcher-kva.example'],
    ['ann@xn--bcher-kva.example', 'ann@xn--bcher-kva.example'],
    ['+tag@example.com', '+tag@example.com'],
  ])('S29 ok: %s is %s', (email, mailbox) => {
    expect(mailboxOf(email)).toBe(mailbox);
  });

  test.each([null, '', 'nobody', '@example.com', 'a@b@c'])('refuses to call %j anybody’s', (email) => {
    expect(mailboxOf(email)).toBeNull();
  });
});

describe('one front door', () => {
  const cologne = { line1: 'Severinstraße 41', city: 'Köln', postalCode: '50678', countryCode: 'DE', name: 'A' };
  test.each([
    { ...cologne, line1: 'SEVERINSTR. 41' },
    { ...cologne, line1: 'Severin Strasse 41', name: 'Somebody else' },
    { ...cologne, line2: '3. Stock', city: 'Cologne' },
    { ...cologne, postalCode: '50 678', line1: 'Severinstraße ٤١' },
  ])('S29 ok: the same in another spelling: %j', (other) => {
    expect(doorOf(other)).toBe(doorOf(cologne));
  });

  test.each([
    { ...cologne, line1: 'Severinstraße 4' },
    { ...cologne, postalCode: '50677' },
    { ...cologne, countryCode: 'AT' },
    { ...cologne, line1: 'Severin 41' },
  ])('ok: another door: %j', (other) => {
    expect(doorOf(other)).not.toBe(doorOf(cologne));
  });

  test('ok: Müller and Mueller, Street and St', () => {
    const one = { line1: '12 Müller Street', city: 'Bath' };
    expect(doorOf({ line1: '12 Mueller St', city: 'bath' })).toBe(doorOf(one));
  });

  test('ok: without a number, neighbours in one street are told apart by their names', () => {
    const street = { line1: 'شارع الياسمين', city: 'الرياض', postalCode: '13326' };
    expect(doorOf({ ...street, name: 'أمل' })).not.toBe(doorOf({ ...street, name: 'فيصل' }));
    expect(doorOf({ ...street, name: 'أمل', line1: 'الياسمين' })).toBe(doorOf({ ...street, name: 'أمل' }));
  });

  test.each([null, {}, { postalCode: '50678', city: 'Köln' }, { line1: 'Weg 1' }])(
    'refuses to compare %j',
    (address) => {
      expect(doorOf(address)).toBeNull();
    },
  );
});

describe('one device', () => {
  const android = (version: number) =>
    `Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Mobile Safari/537.36`;

  test('S29 ok: a browser stays the same through its versions, and is another with another cookie', () => {
    expect(deviceHashOf('c', android(150))).toBe(deviceHashOf('c', android(151)));
    expect(deviceHashOf('c', android(150))).not.toBe(deviceHashOf('d', android(150)));
    expect(deviceHashOf('c', android(150))).not.toBe(deviceHashOf('c', 'Mozilla/5.0 (X11; Linux) Firefox/150.0'));
    expect(browserClass(undefined)).toBe('- -');
  });
});

describe('what speaks against it', () => {
  const side = (more: Partial<Side> = {}): Side => ({
    customerIds: [],
    emails: [],
    addresses: [],
    paymentHashes: [],
    deviceHashes: [],
    ...more,
  });
  const month = { friendsThisMonth: 0, monthlyLimit: 3, boughtBefore: false };

  test('ok: nothing known is nothing suspicious', () => {
    const nothing = side({ emails: [null], addresses: [null], paymentHashes: [null], deviceHashes: [null] });
    expect(reasonsToHold(nothing, nothing, month)).toEqual([]);
  });

  test.each([
    ['same_customer', { customerIds: ['c'] }, { customerIds: ['c'] }],
    ['same_email', { emails: ['ann+2@x.example'] }, { emails: ['z@x.example', 'Ann@x.example'] }],
    ['same_address', { addresses: [{ line1: 'Weg 1', city: 'X' }] }, { addresses: [{ line1: 'weg 1', city: 'x' }] }],
    ['same_device', { deviceHashes: ['d'] }, { deviceHashes: [null, 'd'] }],
    ['same_payment', { paymentHashes: ['p'] }, { paymentHashes: ['p'] }],
  ] as const)('S29 refuses to pay at once: %s', (reason, friend, known) => {
    expect(reasonsToHold(side(friend), side(known), month)).toEqual([reason]);
    expect(reasonsToHold(side(friend), side(), month)).toEqual([]);
  });

  test('S29 refuses to pay at once: bought_before, under another id', () => {
    expect(reasonsToHold(side(), side(), { ...month, boughtBefore: true })).toEqual(['bought_before']);
  });

  test('ok: the limit of the month includes its last', () => {
    expect(reasonsToHold(side(), side(), { ...month, friendsThisMonth: 2 })).toEqual([]);
    expect(reasonsToHold(side(), side(), { ...month, friendsThisMonth: 3 })).toEqual(['over_limit']);
  });
});

describe('how the order stands', () => {
  const at = new Date('2026-11-24T10:00:00Z');
  const later = new Date('2026-11-26T10:00:00Z');
  const parcel = (
    status: 'pending' | 'in_transit' | 'delivered' | 'returning' | 'returned' | 'expired' | 'cancelled',
    deliveredAt = at,
  ) => ({
    status,
    deliveredAt: status === 'delivered' || status === 'returning' ? deliveredAt : null,
  });

  test.each([
    ['nothing is sent', [], 'ordered', null],
    ['only announced', [parcel('pending')], 'ordered', null],
    ['on its way', [parcel('in_transit')], 'on_its_way', null],
    ['arrived', [parcel('delivered')], 'on_its_way', '2026-12-08T10:00:00.000Z'],
    ['one of two arrived', [parcel('delivered'), parcel('pending')], 'on_its_way', null],
    ['both arrived', [parcel('delivered'), parcel('delivered', later)], 'on_its_way', '2026-12-10T10:00:00.000Z'],
    [
      'one arrived, one called off',
      [parcel('delivered'), parcel('cancelled')],
      'on_its_way',
      '2026-12-08T10:00:00.000Z',
    ],
    ['one arrived, one came back', [parcel('delivered'), parcel('returned')], 'on_its_way', '2026-12-08T10:00:00.000Z'],
    [
      'one arrived, one never heard of again',
      [parcel('expired'), parcel('delivered')],
      'on_its_way',
      '2026-12-08T10:00:00.000Z',
    ],
    ['all came back', [parcel('returned')], 'on_its_way', null],
    ['arrived and going back', [parcel('returning')], 'on_its_way', null],
  ] as const)('S30 ok: %s', (_, parcels, status, rewardAt) => {
    const standing = standingOf(parcels, 14);
    expect([standing.status, standing.rewardAt?.toISOString() ?? null]).toEqual([status, rewardAt]);
  });
});
