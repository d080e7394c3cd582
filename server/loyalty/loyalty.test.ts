/** The verbs on the real store: what is spent twice, taken back, returned, raced for and told. */
import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  customers,
  orders,
  outboxMessages,
  pointEntries,
  pointLots,
  redemptions,
  refunds,
} from '../../db/schema/index.ts';
import { StoreUnavailable } from '../../db/store.ts';
import { getBrand, putBrand } from '../brands/index.ts';
import { days, hours, minutes } from '../kit/clock.ts';
import { getOrder } from '../orders/index.ts';
import { expectBooksToBalance } from '../testing/books.ts';
import { sealer } from '../testing/reactions.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import type { Work } from '../work.ts';
import { type LoyaltyJob, loyaltyJobs } from './jobs.ts';
import { adjustPoints, type Earning, earnByRule, earnPoints, revokePoints, unlockPoints } from './ledger.ts';
import { earnForOrder, followOrder } from './orderPoints.ts';
import { pauseWhileHeld, resumeAfterHold } from './reactions.ts';
import { readAccount } from './reading.ts';
import {
  confirmRedemption,
  expireHeld,
  linkUsedCodes,
  redeemPoints,
  redeemReward,
  releaseRedemption,
} from './redemptions.ts';
import { addRewardCodes, putReward } from './rewards.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

let brandId: string;
let customerId: string;
let count = 0;

const open = async (loyalty: object, timeZone = 'Europe/Berlin'): Promise<void> => {
  count += 1;
  brandId = `loy-${process.pid}-${count}`;
  workshop.clock.set('2027-01-10T09:00:00Z');
  customerId = await addCustomer(timeZone, loyalty);
};
const addCustomer = (timeZone: string, loyalty: object, own: object = {}) =>
  workshop.perform(async (work) => {
    await putBrand(work, {
      id: brandId,
      name: 'B',
      origin: `https://${brandId}.example`,
      timeZone,
      settings: { loyalty },
    });
    const id = work.newId();
    const at = { createdAt: work.now, updatedAt: work.now };
    await work.tx.insert(customers).values({ id, brandId, externalId: `c-${id}`, ...at, ...own });
    return id;
  });
beforeEach(() => open({ expiry: { policy: 'after_days', days: 100 } }));
afterEach(async () => void (await expectBooksToBalance(workshop.store, brandId)));

const perform = <T>(change: (work: Work) => Promise<T>) => workshop.perform(change);
const member = () => ({ brandId, customerId });
const earn = (points: number, source: string, own: Partial<Earning> = {}) =>
  perform((work) => earnPoints(work, { ...member(), kind: 'import', points, source, spendableAt: work.now, ...own }));
const standing = () =>
  workshop.store.read(async (reader) => {
    const account = await readAccount(reader, await getBrand(reader, brandId), { customerId, now: workshop.clock() });
    if (account === null) throw new Error('no programme');
    const { spendable, pending, owed } = account;
    return { spendable, pending, owed };
  });
const told = (kind: string) => workshop.facts.filter((fact) => fact.brandId === brandId && fact.kind === kind);
const refusedWith = (code: string) => expect.objectContaining({ code });
const addOrder = (totalMinor: number, own: Partial<typeof orders.$inferInsert> = {}) =>
  perform(async (work) => {
    const id = work.newId();
    const at = { placedAt: work.now, createdAt: work.now, updatedAt: work.now };
    await work.tx.insert(orders).values({
      id,
      brandId,
      customerId,
      externalId: id,
      number: '1',
      currency: 'EUR',
      totalMinor,
      linkVersion: 1,
      ...at,
      ...own,
    });
    await earnForOrder(work, await getOrder(work.tx, brandId, id));
    return id;
  });
const refund = (orderId: string, amountMinor: number, currency = 'EUR') =>
  perform(async (work) => {
    const id = work.newId();
    await work.tx.insert(refunds).values({
      id,
      brandId,
      orderId,
      externalId: id,
      amountMinor,
      currency,
      items: [],
      refundedAt: work.now,
      createdAt: work.now,
    });
    await followOrder(work, await getOrder(work.tx, brandId, orderId), { of: 'refund', id });
    return id;
  });
const run = async (name: string): Promise<number> => {
  const job = loyaltyJobs.find((one) => one.name === name) as LoyaltyJob;
  const brand = await workshop.store.read((reader) => getBrand(reader, brandId));
  const { customerIds } = await workshop.store.read((reader) =>
    job.list(reader, brand, { afterId: '', limit: 200, now: workshop.clock() }),
  );
  for (const id of customerIds) await perform((work) => job.deal(work, { brandId, customerId: id }));
  return customerIds.length;
};

describe('races', () => {
  test('S26: 100 parallel redemptions of one balance: exactly balance ÷ price succeed', async () => {
    await earn(1_030, 'a');
    await earn(20, 'b');
    // A crowd may be more than the store can serve at once: who is told so (503) asks again, by the same id, as shops do.
    const redeem = async (externalId: string): Promise<unknown> => {
      try {
        return await perform((work) => redeemPoints(work, { ...member(), points: 100, externalId }));
      } catch (error) {
        if (error instanceof StoreUnavailable) return redeem(externalId);
        throw error;
      }
    };
    const tries = await Promise.allSettled(Array.from({ length: 100 }, (_, at) => redeem(`r-${at}`)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    const reasons = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(new Set(reasons)).toEqual(new Set(['conflict']));
    expect(await standing()).toEqual({ spendable: 50, pending: 0, owed: 0 });
  }, 60_000);

  test('S26: the same redemption asked for 20 times at once is one', async () => {
    await earn(500, 'a');
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        perform((work) => redeemPoints(work, { ...member(), points: 100, externalId: `twin-${brandId}` })),
      ),
    );
    const ids = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
    expect(new Set(ids).size).toBe(1);
    expect(ids.length).toBeGreaterThan(0);
    expect(await standing()).toMatchObject({ spendable: 400 });
  });

  test('F12: expiry races redemption: exactly one wins', async () => {
    for (const [late, wins] of [
      [-1, 'redemption'],
      [0, 'expiry'],
    ] as const) {
      await open({ expiry: { policy: 'after_days', days: 1 } });
      await earn(100, 'a');
      workshop.clock.set(new Date(Date.parse('2027-01-11T23:00:00Z') + late));
      const [redeemed] = await Promise.allSettled([
        perform((work) => redeemPoints(work, { ...member(), points: 100, externalId: `r-${brandId}` })),
        run('write off expired points'),
        run('write off expired points'),
      ]);
      expect(redeemed.status).toBe(wins === 'redemption' ? 'fulfilled' : 'rejected');
      const entries = await workshop.store.read((reader) =>
        reader.select().from(pointEntries).where(eq(pointEntries.brandId, brandId)),
      );
      const out = entries.filter(({ points }) => points < 0);
      expect(out.map(({ kind }) => kind)).toEqual([wins === 'redemption' ? 'redeem' : 'expire']);
    }
  });

  test('F9: the clock jumps back an hour: nothing expires or unlocks twice, nothing that went returns', async () => {
    await open({ expiry: { policy: 'after_days', days: 1 } });
    await earn(100, 'a');
    await earn(30, 'b', { spendableAt: new Date('2027-01-11T22:30:00Z') });
    workshop.clock.set('2027-01-11T23:10:00Z');
    await run('write off expired points');
    await run('tell of unlocked points');
    workshop.clock.advance(-hours(1));
    expect(await standing()).toEqual({ spendable: 0, pending: 30, owed: 0 });
    await run('write off expired points');
    workshop.clock.advance(hours(1));
    await run('write off expired points');
    await run('tell of unlocked points');
    expect(told('points.expired')).toHaveLength(1);
    expect(told('points.unlocked')).toHaveLength(1);
    expect(await standing()).toEqual({ spendable: 30, pending: 0, owed: 0 });
  });
});

describe('refunds', () => {
  const instant = {
    unlock: { when: 'placed', days: 0 },
    earn: { order: { pointsPerUnit: 1 } },
    expiry: { policy: 'after_days', days: 100 },
  };
  beforeEach(() => open(instant));

  test('S28: refund after redemption: its own lot, then others, then a debt that later points settle', async () => {
    const first = await addOrder(10_000);
    await earn(30, 'other');
    await perform((work) => redeemPoints(work, { ...member(), points: 90, externalId: `r-${brandId}` }));
    expect(await standing()).toEqual({ spendable: 40, pending: 0, owed: 0 });
    await refund(first, 5_000);
    expect(await standing()).toEqual({ spendable: 0, pending: 0, owed: 10 });
    await refund(first, 5_000);
    expect(await standing()).toEqual({ spendable: 0, pending: 0, owed: 60 });
    expect(told('points.reversed')).toMatchObject([{ points: 50 }, { points: 50 }]);
    // A present is a present.
    await perform((work) => adjustPoints(work, { ...member(), points: 5, id: 'sorry', note: 'late', by: 'Anna' }));
    expect(await standing()).toEqual({ spendable: 5, pending: 0, owed: 60 });
    await addOrder(4_000);
    expect(await standing()).toEqual({ spendable: 5, pending: 0, owed: 20 });
    await addOrder(3_000);
    expect(await standing()).toEqual({ spendable: 15, pending: 0, owed: 0 });
  });

  test('ok what a redemption gives back settles what is owed', async () => {
    const id = await addOrder(10_000);
    const held = await perform((work) => redeemPoints(work, { ...member(), points: 70, externalId: `r-${brandId}` }));
    await refund(id, 5_000);
    expect(await standing()).toEqual({ spendable: 0, pending: 0, owed: 20 });
    await perform((work) => releaseRedemption(work, { brandId, id: held.id, why: null }));
    expect(await standing()).toEqual({ spendable: 50, pending: 0, owed: 0 });
  });

  test('ok by the rule of then, whatever the programme says today', async () => {
    const id = await addOrder(10_000);
    await perform((work) =>
      putBrand(work, {
        id: brandId,
        name: 'B',
        origin: `https://${brandId}.example`,
        timeZone: 'Europe/Berlin',
        settings: { loyalty: { ...instant, earn: { order: { pointsPerUnit: 7 } } } },
      }),
    );
    await refund(id, 2_500);
    expect(await standing()).toMatchObject({ spendable: 75 });
  });

  test('ok one in another currency, from before such were refused, is no part of the order', async () => {
    const id = await addOrder(10_000);
    await refund(id, 5_000, 'USD');
    expect(await standing()).toMatchObject({ spendable: 100 });
  });

  test('ok an order that changes, changes its points; one that is told again does not', async () => {
    const id = await addOrder(10_000);
    const change = (totalMinor: number) =>
      perform(async (work) => {
        await work.tx.update(orders).set({ totalMinor }).where(eq(orders.id, id));
        await followOrder(work, await getOrder(work.tx, brandId, id), { of: 'change', id: work.newId() });
      });
    await change(12_050);
    expect(await standing()).toMatchObject({ spendable: 120 });
    await change(12_050);
    await change(7_000);
    expect(await standing()).toMatchObject({ spendable: 70 });
    await perform(async (work) => earnForOrder(work, await getOrder(work.tx, brandId, id)));
    expect(await standing()).toMatchObject({ spendable: 70 });
  });

  test('ok an order that turns out to be somebody else’s takes its points along', async () => {
    const id = await addOrder(10_000);
    const friend = await addCustomer('Europe/Berlin', instant);
    await perform(async (work) => {
      await work.tx.update(orders).set({ customerId: friend }).where(eq(orders.id, id));
      await followOrder(work, await getOrder(work.tx, brandId, id), { of: 'change', id: work.newId() });
    });
    expect(await standing()).toEqual({ spendable: 0, pending: 0, owed: 0 });
    customerId = friend;
    expect(await standing()).toMatchObject({ spendable: 100 });
  });

  test('ok points used on a refunded order return to their lots, in proportion, for a while at least', async () => {
    await earn(80, 'a');
    const { id } = await perform((work) => redeemPoints(work, { ...member(), points: 80, externalId: `r-${brandId}` }));
    await perform((work) => confirmRedemption(work, sealer, { brandId, id }));
    const order = await addOrder(1_000, { codes: [`r-${brandId}`] });
    await perform(async (work) => linkUsedCodes(work, sealer, await getOrder(work.tx, brandId, order)));
    workshop.clock.advance(days(101));
    await run('write off expired points');
    await refund(order, 500);
    expect(await standing()).toMatchObject({ spendable: 40 });
    await refund(order, 500);
    expect(await standing()).toMatchObject({ spendable: 80 });
    workshop.clock.advance(days(13));
    expect(await standing()).toMatchObject({ spendable: 80 });
    workshop.clock.advance(days(2));
    expect(await standing()).toMatchObject({ spendable: 0 });
  });

  test('ok what expired unused is not owed', async () => {
    const id = await addOrder(10_000);
    workshop.clock.advance(days(101));
    await refund(id, 10_000);
    expect(await standing()).toEqual({ spendable: 0, pending: 0, owed: 0 });
  });
});

describe('redemptions', () => {
  const reward = (own: object = {}) =>
    perform((work) =>
      putReward(work, brandId, 'five', {
        kind: 'money_off',
        title: { en: '5 € off' },
        pricePoints: 100,
        valueMinor: 500,
        currency: 'EUR',
        fulfilment: 'webhook',
        validDays: 30,
        position: 0,
        archived: false,
        ...own,
      }),
    );
  const redeem = (externalId: string | null = null) =>
    perform((work) => redeemReward(work, sealer, { ...member(), reward: 'five', externalId }));

  test('ok held with a code that nobody guesses, confirmed by the shop, found by the order that names it', async () => {
    await reward();
    await earn(250, 'a');
    const held = await redeem('tap-1');
    expect(await redeem('tap-1')).toMatchObject({ id: held.id });
    expect(held).toMatchObject({ status: 'held', points: 100, promise: { valueMinor: 500 } });
    const code = sealer.open(held.sealedCode ?? '', 'reward-code') ?? '';
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){3}$/);
    // Redeeming costs no tier and no second price.
    expect(await standing()).toMatchObject({ spendable: 150 });
    expect(await perform((work) => confirmRedemption(work, sealer, { brandId, id: held.id }))).toMatchObject({
      status: 'redeemed',
    });
    expect(await perform((work) => confirmRedemption(work, sealer, { brandId, id: held.id }))).toMatchObject({
      status: 'redeemed',
    });
    expect(told('redemption.redeemed')).toHaveLength(1);
    const order = await addOrder(3_000, { codes: [code] });
    await perform(async (work) => linkUsedCodes(work, sealer, await getOrder(work.tx, brandId, order)));
    const [row] = await workshop.store.read((reader) =>
      reader.select().from(redemptions).where(eq(redemptions.id, held.id)),
    );
    expect(row?.orderId).toBe(order);
    await expect(perform((work) => releaseRedemption(work, { brandId, id: held.id, why: null }))).rejects.toEqual(
      refusedWith('conflict'),
    );
  });

  test('ok released, or not answered for in time, the points are back where they were', async () => {
    await reward();
    await earn(100, 'a');
    const first = await redeem();
    await perform((work) => releaseRedemption(work, { brandId, id: first.id, why: 'sold out' }));
    expect(await standing()).toMatchObject({ spendable: 100 });
    const second = await redeem();
    workshop.clock.advance(minutes(1_440));
    // By the clock, before any job.
    await expect(perform((work) => confirmRedemption(work, sealer, { brandId, id: second.id }))).rejects.toEqual(
      refusedWith('conflict'),
    );
    expect(await perform((work) => expireHeld(work, { brandId, limit: 10 }))).toBe(1);
    expect(await perform((work) => expireHeld(work, { brandId, limit: 10 }))).toBe(0);
    expect(await standing()).toMatchObject({ spendable: 100 });
    expect(told('redemption.expired')).toHaveLength(1);
  });

  test('ok a pool gives each code once, and is empty after the last', async () => {
    const pooled = await reward({ fulfilment: 'pool' });
    expect(await perform((work) => addRewardCodes(work, sealer, pooled, ['A-1', 'A-2', 'A-1']))).toBe(2);
    expect(await perform((work) => addRewardCodes(work, sealer, pooled, ['A-2']))).toBe(0);
    await earn(1_000, 'a');
    const got = await Promise.allSettled([redeem(), redeem(), redeem(), redeem()]);
    const codes = got.flatMap((one) =>
      one.status === 'fulfilled' ? [sealer.open(one.value.sealedCode ?? '', 'reward-code')] : [],
    );
    expect(codes.toSorted()).toEqual(['A-1', 'A-2']);
    expect(await standing()).toMatchObject({ spendable: 800 });
    const rows = await workshop.store.read((reader) =>
      reader.select().from(redemptions).where(eq(redemptions.brandId, brandId)),
    );
    expect(JSON.stringify(rows)).not.toContain('A-1');
  });

  test('refuses too few points, a tier that is not reached, an unknown or archived reward, another’s key', async () => {
    await reward({ pricePoints: 101 });
    await earn(100, 'a');
    await expect(redeem()).rejects.toEqual(refusedWith('conflict'));
    await reward({ archived: true });
    await expect(redeem()).rejects.toEqual(refusedWith('not_found'));
    await expect(
      perform((work) => redeemReward(work, sealer, { ...member(), reward: 'none', externalId: null })),
    ).rejects.toEqual(refusedWith('not_found'));
    await perform((work) => redeemPoints(work, { ...member(), points: 1, externalId: `k-${brandId}` }));
    const other = await addCustomer('Europe/Berlin', { expiry: { policy: 'none' } });
    await expect(
      perform((work) => redeemPoints(work, { brandId, customerId: other, points: 1, externalId: `k-${brandId}` })),
    ).rejects.toEqual(refusedWith('conflict'));
    await open({ tiers: { ladder: [{ id: 'gold', names: { en: 'Gold' }, threshold: 1_000 }] } });
    await reward({ fromTier: 'gold' });
    await earn(500, 'a');
    await expect(redeem()).rejects.toEqual(refusedWith('conflict'));
  });
});

describe('earning', () => {
  test('ok one source, one earning; a limit ends with its period', async () => {
    await open({ earn: { review: { points: 25, limit: { per: 'month', times: 2 } } } });
    const review = (id: string) =>
      perform((work) => earnByRule(work, { ...member(), kind: 'review', source: `review:${id}` }));
    expect(await review('1')).toBe('earned');
    expect(await review('1')).toBe('duplicate');
    expect(await review('2')).toBe('earned');
    expect(await review('3')).toBe('over_limit');
    // By the programme's month: it is February in Berlin, not yet in UTC.
    workshop.clock.set('2027-01-31T22:59:59Z');
    expect(await review('3')).toBe('over_limit');
    workshop.clock.set('2027-01-31T23:00:00Z');
    expect(await review('3')).toBe('earned');
    expect(await perform((work) => earnByRule(work, { ...member(), kind: 'share', source: 'share:1' }))).toBe(
      'no_programme',
    );
  });

  test('S30: a referral’s reward is pending until its day, and is taken back when it was none', async () => {
    await earn(200, 'referral:1', { kind: 'referral', spendableAt: null });
    expect(await standing()).toEqual({ spendable: 0, pending: 200, owed: 0 });
    await expect(
      perform((work) => redeemPoints(work, { ...member(), points: 1, externalId: `r-${brandId}` })),
    ).rejects.toEqual(refusedWith('conflict'));
    const spendableAt = new Date('2027-02-01T00:00:00Z');
    await perform((work) => unlockPoints(work, { ...member(), source: 'referral:1', spendableAt }));
    workshop.clock.set('2027-01-31T23:59:59.999Z');
    expect(await standing()).toMatchObject({ spendable: 0, pending: 200 });
    workshop.clock.set(spendableAt);
    expect(await standing()).toMatchObject({ spendable: 200, pending: 0 });
    // What can be spent does not go back to waiting.
    await perform((work) => unlockPoints(work, { ...member(), source: 'referral:1', spendableAt: null }));
    expect(await standing()).toMatchObject({ spendable: 200 });
    await perform((work) => redeemPoints(work, { ...member(), points: 150, externalId: `r-${brandId}` }));
    const revoke = () =>
      perform((work) => revokePoints(work, { ...member(), source: 'referral:1', why: 'the friend was herself' }));
    await revoke();
    await revoke();
    expect(await standing()).toEqual({ spendable: 0, pending: 0, owed: 150 });
  });

  test('ok who is active keeps everything, where inactivity is what counts', async () => {
    await open({ expiry: { policy: 'inactivity', days: 30 } });
    await earn(100, 'a');
    workshop.clock.advance(days(29));
    await earn(1, 'b');
    workshop.clock.advance(days(29));
    await perform((work) => redeemPoints(work, { ...member(), points: 1, externalId: `r-${brandId}` }));
    workshop.clock.advance(days(30));
    expect(await standing()).toMatchObject({ spendable: 100 });
    workshop.clock.advance(days(1));
    expect(await standing()).toMatchObject({ spendable: 0 });
  });

  test('ok birthdays: once a year, on the 28th where there is no 29th', async () => {
    await open({ earn: { birthday: { points: 50 } } });
    customerId = await addCustomer('Europe/Berlin', { earn: { birthday: { points: 50 } } }, { birthday: '02-29' });
    workshop.clock.set('2027-02-28T12:00:00Z');
    expect(await run('give birthday points')).toBe(1);
    expect(await run('give birthday points')).toBe(0);
    workshop.clock.set('2028-02-28T12:00:00Z');
    expect(await run('give birthday points')).toBe(0);
    workshop.clock.set('2028-02-29T12:00:00Z');
    expect(await run('give birthday points')).toBe(1);
    expect(await standing()).toMatchObject({ spendable: 50 });
  });

  test('refuses to take what is not there, and points that are no whole number', async () => {
    await earn(100, 'a');
    await expect(
      perform((work) => adjustPoints(work, { ...member(), points: -101, id: 'x', note: '', by: 'A' })),
    ).rejects.toEqual(refusedWith('conflict'));
    for (const points of [0, 1.5, Number.NaN, 2 ** 53, -3])
      await expect(earn(points, 'bad')).rejects.toEqual(refusedWith('invalid'));
  });
});

describe('told in time', () => {
  test('ok 30, 7 and 1 day before, each once; put off by a hold, anew before the new day', async () => {
    await open({ expiry: { policy: 'after_days', days: 40 } });
    await earn(100, 'a');
    const warnings = async (day: string) => {
      workshop.clock.set(`${day}T12:00:00Z`);
      await run('tell of points about to expire');
      await run('tell of points about to expire');
      return told('points.expiring').map((fact) =>
        'daysBefore' in fact ? `${fact.expiresOn} ${fact.daysBefore}` : '',
      );
    };
    expect(await warnings('2027-01-19')).toEqual([]);
    expect(await warnings('2027-01-20')).toEqual(['2027-02-19 30']);
    expect(await warnings('2027-02-12')).toEqual(['2027-02-19 30', '2027-02-19 7']);
    const hold = { ...member(), holdId: `h-${brandId}`, reason: 'negative_sentiment' } as const;
    await perform((work) => pauseWhileHeld(work, { kind: 'hold.set', ...hold }));
    expect(await warnings('2027-02-18')).toHaveLength(2);
    expect(await warnings('2027-03-01')).toHaveLength(2);
    expect(await standing()).toMatchObject({ spendable: 100 });
    await perform((work) => resumeAfterHold(work, { kind: 'hold.released', ...hold }));
    expect((await warnings('2027-03-01')).slice(2)).toEqual(['2027-03-08 7']);
    expect((await warnings('2027-03-07')).slice(3)).toEqual(['2027-03-08 1']);
    workshop.clock.set('2027-03-08T23:00:00Z');
    expect(await standing()).toMatchObject({ spendable: 0 });
  });

  test('ok the merchant’s own suppression keeps no points', async () => {
    await open({ expiry: { policy: 'after_days', days: 1 } });
    await earn(100, 'a');
    await perform((work) =>
      pauseWhileHeld(work, { kind: 'hold.set', ...member(), holdId: `h-${brandId}`, reason: 'suppressed_by_support' }),
    );
    workshop.clock.advance(days(3));
    expect(await standing()).toMatchObject({ spendable: 0 });
  });

  test('ok a tier: up when the points unlock, told once that it is at risk, down after the grace', async () => {
    await open({
      unlock: { when: 'placed', days: 0 },
      expiry: { policy: 'none' },
      tiers: {
        period: 'calendar_year',
        riskDays: 60,
        graceDays: 30,
        ladder: [{ id: 'gold', names: { en: 'Gold' }, threshold: 100, multiplier: 2 }],
      },
    });
    await addOrder(10_000);
    expect(told('tier.raised')).toMatchObject([{ from: null, to: 'gold' }]);
    await addOrder(1_000);
    expect(await standing()).toMatchObject({ spendable: 120 });
    await perform((work) => redeemPoints(work, { ...member(), points: 120, externalId: `r-${brandId}` }));
    for (const day of ['2028-06-01', '2028-11-15', '2028-12-01', '2029-01-10']) {
      workshop.clock.set(`${day}T12:00:00Z`);
      await run('review tiers');
    }
    expect(told('tier.at_risk')).toMatchObject([
      { tier: 'gold', missing: 100, untilOn: '2028-12-31' },
      { tier: 'gold', missing: 100, untilOn: '2029-01-30' },
    ]);
    expect(told('tier.lowered')).toEqual([]);
    workshop.clock.set('2029-01-31T12:00:00Z');
    await run('review tiers');
    await run('review tiers');
    expect(told('tier.lowered')).toMatchObject([{ from: 'gold', to: null }]);
  });

  test('ok nothing that is said of points leaves without a fact, and nobody is told outside the outbox', async () => {
    await earn(10, 'a');
    expect(told('points.earned')).toMatchObject([{ points: 10, earnedFor: 'import' }]);
    const sent = await workshop.store.read((reader) =>
      reader.select().from(outboxMessages).where(eq(outboxMessages.brandId, brandId)),
    );
    expect(sent).toEqual([]);
    const lots = await workshop.store.read((reader) =>
      reader
        .select()
        .from(pointLots)
        .where(and(eq(pointLots.brandId, brandId))),
    );
    expect(lots).toHaveLength(1);
  });
});
