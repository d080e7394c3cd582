import { describe, expect, test } from 'vitest';
import type { EntryView, LotView } from '../../server/loyalty/view.shared.ts';
import { messagesFor } from '../messages/index.ts';
import { createFormat } from './format.ts';
import { asLived, lotSentences, originTitle } from './lots.ts';
import { pointsVoice } from './points.ts';

const m = messagesFor('en');
const f = createFormat({ locale: 'en', timeZone: 'Europe/Berlin', now: new Date('2026-11-21T19:13:00Z') });
const voice = pointsVoice(m, f, { one: 'point', other: 'points' });

const lot: LotView = {
  id: 'l-1',
  kind: 'order',
  orderNumber: '981',
  earnedOn: '2026-08-30',
  points: 25,
  remaining: 25,
  state: 'spendable',
  waitsFor: null,
  spendableOn: '2026-09-13',
  latestOn: null,
  expiresOn: '2026-12-03',
  pausedFor: null,
  because: {
    rate: { points: 1, perMinor: 100 },
    basis: { minor: 2000, currency: 'EUR' },
    multiplier: 1.25,
    note: null,
  },
  refundTakes: 25,
};

const said = (own: Partial<LotView>) =>
  lotSentences({ ...lot, ...own }, voice).map((one) => one.replaceAll('\u00a0', ' '));

describe('lotSentences', () => {
  test('ok: why so many, since when, until when, and what a refund takes', () => {
    expect(said({})).toEqual([
      'Collected on August 30.',
      '1 point for each €1.00 of €20.00, times 1.25: that is 25 points.',
      'To be spent since September 13.',
      'Good until December 3.',
      'If the whole order goes back, it takes 25 points along.',
    ]);
  });

  test.each<[string, Partial<LotView>, string]>([
    ['the parcel', { state: 'pending', waitsFor: 'delivery', spendableOn: null }, m.loyalty.lots.waitsForDelivery],
    ['the return window', { state: 'pending', waitsFor: 'return_window' }, m.loyalty.lots.waitsForReturns],
    ['a hold', { pausedFor: 'hold' }, m.loyalty.lots.pausedFor.hold],
    ['no expiry', { expiresOn: null }, m.loyalty.lots.expiresNever],
    ['a fixed number', { because: { rate: null, basis: null, multiplier: 1, note: 'Sorry.' } }, 'A fixed 25 points.'],
    ['a word of support', { because: { rate: null, basis: null, multiplier: 1, note: 'Sorry.' } }, 'Sorry.'],
    ['spent', { state: 'spent', remaining: 0 }, m.loyalty.lots.spent],
    ['expired', { state: 'expired', remaining: 0 }, m.loyalty.lots.gone],
    ['taken back', { state: 'taken_back', remaining: 0 }, m.loyalty.lots.back],
  ])('ok: %s', (_what, own, sentence) => {
    expect(said(own)).toContain(sentence);
  });

  test('refuses to name a day on which something expires that is not to be spent yet', () => {
    expect(said({ state: 'pending', waitsFor: 'delivery', spendableOn: null }).join(' ')).not.toContain('Good until');
  });
});

test('ok: an order is named by its number, everything else by its kind', () => {
  expect(originTitle(lot, m)).toBe('Order 981');
  expect(originTitle({ kind: 'birthday', orderNumber: null }, m)).toBe(m.loyalty.earn.kinds.birthday);
});

test('ok: a redemption of several lots is one line, and two of the same reward are two', () => {
  const entry = (id: string, points: number, redemptionId: string | null): EntryView => ({
    id,
    kind: redemptionId === null ? 'earn' : 'redeem',
    earnKind: 'order',
    points,
    on: '2026-11-21',
    orderNumber: null,
    rewardTitle: null,
    redemptionId,
    note: null,
  });
  const lived = asLived([
    entry('a', -63, 'r-1'),
    entry('b', -87, 'r-1'),
    entry('c', -150, 'r-2'),
    entry('d', 5, null),
    entry('e', 5, null),
  ]);
  expect(lived.map(({ id, points }) => [id, points])).toEqual([
    ['a', -150],
    ['c', -150],
    ['d', 5],
    ['e', 5],
  ]);
});
