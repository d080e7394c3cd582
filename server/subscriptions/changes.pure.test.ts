import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aspectOf, type Told, type Verdict, verdictOn } from './answers.ts';
import { apply, type Change, decide, restore, type State } from './changes.ts';
import { nextCharge } from './schedule.ts';
import type { Refusal } from './view.shared.ts';

const today = '2026-11-20';
const coffee = { productId: 'espresso', name: 'Espresso', quantity: 2, unitPriceMinor: 1890 };
const tea = { productId: 'tea', name: 'Tea', quantity: 1, unitPriceMinor: 900 };
const decaf = { productId: 'decaf', name: 'Decaf', quantity: 2, unitPriceMinor: 1350 };
const state = (more: Partial<State> = {}): State => ({
  status: 'active',
  items: [coffee, tea],
  interval: { count: 1, unit: 'month' },
  nextChargeOn: '2026-12-18',
  skippedOn: [],
  pausedUntil: null,
  deliveryAddress: { city: 'Köln' },
  discount: null,
  cancelReason: null,
  ...more,
});
const paused = state({ status: 'paused' });
const cancelled = state({ status: 'cancelled', nextChargeOn: null, cancelReason: 'moving' });
const cancel = { action: 'cancel', reason: 'moving', comment: '' } as const;

const changes: readonly Change[] = [
  { action: 'skip', on: '2026-12-18' },
  { action: 'skip', on: '2027-01-18' },
  { action: 'pause', until: '2027-02-01' },
  { action: 'pause', until: null },
  { action: 'next_date', on: '2026-12-01' },
  { action: 'order_now' },
  { action: 'frequency', interval: { count: 2, unit: 'week' } },
  { action: 'quantity', productId: 'espresso', quantity: 1 },
  { action: 'quantity', productId: 'tea', quantity: 3 },
  { action: 'swap', productId: 'espresso', item: decaf },
  { action: 'address', address: { city: 'Bonn' } },
  { action: 'discount', percent: 15, charges: 3 },
  cancel,
];

describe('decide', () => {
  test.each<[string, State, Change, Partial<State>]>([
    ['skip', state(), { action: 'skip', on: '2026-12-18' }, { skippedOn: ['2026-12-18'] }],
    ['un-skip', state({ skippedOn: ['2026-12-18'] }), { action: 'unskip', on: '2026-12-18' }, { skippedOn: [] }],
    [
      'un-skip what the shop has passed over',
      state({ skippedOn: ['2026-12-18'], nextChargeOn: '2027-01-18' }),
      { action: 'unskip', on: '2026-12-18' },
      { skippedOn: [], nextChargeOn: '2026-12-18' },
    ],
    ['pause', state(), { action: 'pause', until: '2027-02-01' }, { status: 'paused', pausedUntil: '2027-02-01' }],
    ['resume in the rhythm', paused, { action: 'resume' }, { status: 'active', nextChargeOn: '2026-12-18' }],
    [
      'resume when the day is over',
      state({ status: 'paused', nextChargeOn: '2026-10-18' }),
      { action: 'resume' },
      { nextChargeOn: '2026-12-18' },
    ],
    ['next date', state(), { action: 'next_date', on: '2026-12-24' }, { nextChargeOn: '2026-12-24' }],
    ['order now', state(), { action: 'order_now' }, { nextChargeOn: '2026-12-20' }],
    [
      'frequency after a skip counts from the one that comes',
      state({ skippedOn: ['2026-12-18'] }),
      { action: 'frequency', interval: { count: 2, unit: 'month' } },
      { nextChargeOn: '2027-01-18', skippedOn: ['2026-12-18'] },
    ],
    ['cancel', paused, cancel, { status: 'cancelled', nextChargeOn: null, cancelReason: 'moving' }],
    ['reactivate', cancelled, { action: 'reactivate', on: '2026-11-27' }, { status: 'active', cancelReason: null }],
    [
      'a pause that is over runs again',
      state({ status: 'paused', pausedUntil: '2026-11-10' }),
      { action: 'skip', on: '2026-12-10' },
      { status: 'active', nextChargeOn: '2026-12-10', skippedOn: ['2026-12-10'] },
    ],
  ])('ok: %s', (_, held, change, expected) => {
    const decision = decide(held, change, today);
    expect(decision).toMatchObject({ outcome: 'changed', state: expected });
  });

  test.each<[Refusal, State, Change]>([
    ['ended', cancelled, { action: 'skip', on: '2026-12-18' }],
    ['not_ended', state(), { action: 'reactivate', on: '2026-12-19' }],
    ['not_running', paused, { action: 'skip', on: '2026-12-18' }],
    ['not_paused', state({ nextChargeOn: null }), { action: 'resume' }],
    ['not_planned', state(), { action: 'skip', on: '2026-12-19' }],
    ['not_planned', state(), { action: 'unskip', on: '2026-12-01' }],
    ['too_soon', state({ nextChargeOn: today }), { action: 'skip', on: today }],
    ['too_soon', state(), { action: 'next_date', on: today }],
    ['too_far', state(), { action: 'next_date', on: '2027-11-22' }],
    ['too_far', state(), { action: 'pause', until: '2028-01-01' }],
    ['no_effect', state(), { action: 'pause', until: '2026-12-18' }],
    ['not_in_it', state(), { action: 'quantity', productId: 'soap', quantity: 2 }],
    ['not_swappable', state(), { action: 'swap', productId: 'espresso', item: tea }],
    ['not_offered', state({ discount: { percent: 10, charges: 1 } }), { action: 'discount', percent: 15, charges: 3 }],
  ])('refuses: %s', (why, held, change) => {
    expect(decide(held, change, today)).toEqual({ outcome: 'refused', why });
  });

  test('refuses to skip for ever', () => {
    const skippedOn = ['2026-12-18', '2027-01-18', '2027-02-18', '2027-03-18', '2027-04-18', '2027-05-18'];
    expect(decide(state({ skippedOn }), { action: 'skip', on: '2027-06-18' }, today)).toEqual({
      outcome: 'refused',
      why: 'too_many_skips',
    });
  });

  test('ok: every change made twice changes nothing the second time', () => {
    for (const change of changes) {
      const once = apply(state(), change, today);
      expect(decide(once, change, today), change.action).toEqual({ outcome: 'unchanged' });
    }
  });
});

describe('restore', () => {
  test('ok: a refused change leaves everything as it was', () => {
    for (const change of changes) {
      const before = state({ skippedOn: ['2027-02-18'] });
      const now = apply(before, change, today);
      expect(restore(now, { before, change, madeOn: today }), change.action).toEqual(before);
    }
  });

  test('ok: what was changed of something else meanwhile stays, in any order', () => {
    const byAspect = fc.uniqueArray(fc.constantFrom(...changes), { maxLength: 4, selector: aspectOf });
    // These turn the whole plan over, so nothing about days is independent of them.
    const turnsOver = (change: Change) =>
      ['pause', 'cancel', 'next_date', 'order_now', 'frequency'].includes(change.action);
    fc.assert(
      fc.property(byAspect, fc.nat(), (made, at) => {
        const some = made.filter((change) => !turnsOver(change));
        const refused = some[at % Math.max(1, some.length)];
        if (!refused) return;
        const before = some.slice(0, some.indexOf(refused)).reduce((so, change) => apply(so, change, today), state());
        const now = some.reduce((so, change) => apply(so, change, today), state());
        const without = some
          .filter((change) => change !== refused)
          .reduce((so, change) => apply(so, change, today), state());
        expect(restore(now, { before, change: refused, madeOn: today })).toEqual(without);
      }),
      { numRuns: 500 },
    );
  });
});

describe('verdictOn', () => {
  const told = (more: Partial<Told> = {}): Told => ({ status: 'active', interval: state().interval, ...more });
  const skip = { action: 'skip', on: '2026-12-18' } as const;
  const unskip = { action: 'unskip', on: '2026-12-18' } as const;
  const pause = { action: 'pause', until: '2027-02-01' } as const;

  test.each<[Verdict, Change, Told]>([
    ['silent', skip, told()],
    ['silent', { action: 'skip', on: '2027-01-18' }, told({ nextChargeOn: '2026-12-18' })],
    ['confirms', skip, told({ nextChargeOn: '2027-01-18' })],
    ['confirms', skip, told({ nextChargeOn: '2026-12-18', skippedOn: ['2026-12-18'] })],
    ['unmoved', skip, told({ nextChargeOn: '2026-12-18' })],
    ['unmoved', skip, told({ skippedOn: [] })],
    ['confirms', unskip, told({ nextChargeOn: '2026-12-18' })],
    ['unmoved', unskip, told({ nextChargeOn: '2027-01-18' })],
    ['confirms', pause, told({ status: 'paused' })],
    ['contradicts', pause, told({ status: 'paused', pausedUntil: '2027-03-01' })],
    ['confirms', pause, told({ nextChargeOn: '2027-02-01' })],
    ['unmoved', pause, told({ nextChargeOn: '2026-12-18' })],
    ['contradicts', pause, told({ status: 'cancelled' })],
    ['confirms', cancel, told({ status: 'expired' })],
    ['unmoved', cancel, told()],
    ['confirms', { action: 'next_date', on: '2026-12-24' }, told({ nextChargeOn: '2026-12-24' })],
    ['contradicts', { action: 'next_date', on: '2026-12-24' }, told({ nextChargeOn: '2026-12-20' })],
    ['silent', { action: 'next_date', on: '2026-12-24' }, told()],
    [
      'confirms',
      { action: 'frequency', interval: { count: 2, unit: 'week' } },
      told({ interval: { count: 2, unit: 'week' } }),
    ],
    ['unmoved', { action: 'frequency', interval: { count: 2, unit: 'week' } }, told()],
    ['silent', { action: 'quantity', productId: 'tea', quantity: 3 }, told()],
    [
      'confirms',
      { action: 'quantity', productId: 'tea', quantity: 3 },
      told({ items: [coffee, { ...tea, quantity: 3, unitPriceMinor: 950 }] }),
    ],
    ['unmoved', { action: 'quantity', productId: 'tea', quantity: 3 }, told({ items: [coffee, tea] })],
    ['confirms', { action: 'swap', productId: 'espresso', item: decaf }, told({ items: [decaf, tea] })],
    ['unmoved', { action: 'swap', productId: 'espresso', item: decaf }, told({ items: [coffee, tea] })],
    ['contradicts', { action: 'swap', productId: 'espresso', item: decaf }, told({ items: [tea] })],
  ])('%s: %j by %j', (expected, change, by) => {
    const before = change.action === 'unskip' ? state({ skippedOn: ['2026-12-18'] }) : state();
    expect(verdictOn(change, by, { before, after: apply(before, change, today) })).toBe(expected);
  });

  test('ok: the shop telling the state that a change made always confirms it', () => {
    for (const change of changes) {
      const after = apply(state(), change, today);
      expect(verdictOn(change, after, { before: state(), after }), change.action).toBe('confirms');
      expect(nextCharge(after, today) === null || after.status !== 'cancelled').toBe(true);
    }
  });
});
