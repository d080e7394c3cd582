/**
 * A thousand random histories on each engine come to what the simple model says, after every single step. Each history
 * has a brand and a clock of its own, so that many run beside each other.
 */

import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { customers, orderItems, orders, refunds, shipments } from '../../db/schema/index.ts';
import { putBrand } from '../brands/index.ts';
import { Fault } from '../faults.ts';
import { getOrder, type OrderRow } from '../orders/index.ts';
import { expectBooksToBalance } from '../testing/books.ts';
import {
  type ModelContent,
  type ModelPolicy,
  type ModelRefund,
  type ParcelStatus,
  pointsModel,
} from '../testing/pointsModel.ts';
import { sealer } from '../testing/reactions.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { createPerform, type Perform, type Work } from '../work.ts';
import { adjustPoints, earnPoints, revokePoints, unlockPoints } from './ledger.ts';
import { earnForOrder, followOrder } from './orderPoints.ts';
import { followShipment, pauseWhileHeld, resumeAfterHold } from './reactions.ts';
import { readAccount } from './reading.ts';
import { confirmRedemption, expireHeld, redeemPoints, releaseRedemption } from './redemptions.ts';

const histories = Number(process.env.HIST ?? 1_000);
/** More at once only wait for each other: PostgreSQL tells them that they may have met. */
const atOnce = 4;

const slot = fc.nat({ max: 1 });

const content: fc.Arbitrary<ModelContent> = fc
  .record({
    lines: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom('1', '2', '3'),
        product: fc.constantFrom('a', 'b', 'c', 'plain'),
        quantity: fc.integer({ min: 1, max: 3 }),
        unitMinor: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 500, max: 6_000 }) }, fc.constant(0)),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 3 },
    ),
    shippingMinor: fc.constantFrom(0, 0, 490, 999),
    discountHundredths: fc.constantFrom(0, 0, 10, 35),
    taxHundredths: fc.constantFrom(0, 16),
  })
  .map(({ lines, shippingMinor, discountHundredths, taxHundredths }) => {
    const goods = lines.reduce((all, { quantity, unitMinor }) => all + quantity * unitMinor, 0);
    const discountMinor = Math.floor((goods * discountHundredths) / 100);
    const totalMinor = goods - discountMinor + shippingMinor;
    return {
      lines,
      shippingMinor,
      discountMinor,
      totalMinor,
      taxMinor: Math.floor((totalMinor * taxHundredths) / 100),
    };
  });

const earn: fc.Arbitrary<ModelPolicy['earn']> = fc.record({
  perUnit: fc.integer({ min: 1, max: 4 }),
  withTax: fc.boolean(),
  withShipping: fc.boolean(),
  beforeDiscounts: fc.boolean(),
  products: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(0, 50, 200, 500), { maxKeys: 3 }),
  limit: fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    fc.record({ per: fc.constantFrom('month' as const, 'ever' as const), points: fc.integer({ min: 20, max: 120 }) }),
    fc.record({ per: fc.constantFrom('month' as const, 'ever' as const), times: fc.constant(1) }),
  ),
});

const lately = fc.record({
  unlock: fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        when: fc.constant('delivered' as const),
        returnDays: fc.constantFrom(0, 0, 0, 14),
        withoutParcelDays: fc.constantFrom(0, 10, 30),
        silentDays: fc.constantFrom(20, 60),
      }),
    },
    fc.record({ when: fc.constant('placed' as const), days: fc.constantFrom(0, 0, 0, 30) }),
  ),
  expiry: fc.oneof(
    fc.constant({ policy: 'none' as const }),
    fc.record({ policy: fc.constant('after_months' as const), months: fc.integer({ min: 1, max: 3 }) }),
    fc.record({
      policy: fc.constantFrom('after_days' as const, 'inactivity' as const),
      days: fc.integer({ min: 1, max: 60 }),
    }),
    fc.constant({ policy: 'calendar_date' as const, on: '03-31', minimumDays: 20 }),
  ),
  returnGraceDays: fc.constantFrom(0, 5),
});

const tiers = fc.constantFrom(
  [],
  [
    { threshold: 40, multiplier: 150 },
    { threshold: 150, multiplier: 300 },
  ],
);

const policies: fc.Arbitrary<ModelPolicy> = fc
  .record({
    timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham'),
    earn,
    lately,
    holdMinutes: fc.constantFrom(30, 1_440),
    tiers,
  })
  .map(({ lately: later, ...policy }) => ({ ...policy, ...later }));

type Named = typeof named extends fc.Arbitrary<infer N> ? N : never;
const named = fc.array(
  fc.record({
    itemId: fc.constantFrom('1', '1', '2', '3', 'nobody'),
    quantity: fc.integer({ min: 0, max: 2 }),
    hundredths: fc.constantFrom(0, 0, 20),
  }),
  { minLength: 1, maxLength: 2 },
);
const refundStep = fc.record({
  do: fc.constant('refund' as const),
  order: slot,
  hundredths: fc.oneof(fc.constant(100), fc.integer({ min: 0, max: 110 })),
  shipping: fc.constantFrom('none' as const, 'none' as const, 'some' as const, 'only' as const),
  items: fc.oneof(fc.constant<Named>([]), named),
  again: fc.boolean(),
});
const endings = ['delivered', 'returned', 'expired', 'cancelled', 'lost'] as const;

const steps = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('place' as const), order: slot }) },
  {
    weight: 4,
    // Null: told again as it is.
    arbitrary: fc.record({ do: fc.constant('change' as const), order: slot, content: fc.option(content, { freq: 3 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const), order: slot }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      order: slot,
      parcel: slot,
      status: fc.constantFrom(...endings, 'delivered' as const),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 20_000, max: 90_000 })),
    }),
  },
  { weight: 6, arbitrary: refundStep },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), order: slot, again: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('redeem' as const),
      points: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 90 }) }, fc.constant('all' as const)),
      again: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('confirm' as const), redemption: slot, order: fc.option(slot) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('release' as const), redemption: slot }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('timeOut' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('give' as const),
      points: fc.integer({ min: 1, max: 100 }),
      again: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('take' as const), points: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('pause' as const, 'resume' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('befriend' as const),
      points: fc.integer({ min: 1, max: 80 }),
      again: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('rewardFriend' as const, 'revokeFriend' as const),
      friend: slot,
      again: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('reprogramme' as const), earn: fc.option(earn), lately: fc.option(lately) }),
  },
);
type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never;

const waited = (days: number): Step => ({ do: 'wait', minutes: days * 1_440 });
const few = fc.integer({ min: 3, max: 30 });
/** Mostly the one that has arrived. */
const ofFirst = fc.constantFrom(0, 0, 0, 1);
/** Longer than any expiry with the pauses of its parcels; what is given then touches the account and finds it so. */
const allGoes = fc
  .record({ days: fc.integer({ min: 100, max: 400 }), points: fc.integer({ min: 1, max: 40 }) })
  .map(({ days, points }): Step[] => [waited(days), { do: 'give', points, again: false }]);

const told = (weight: number, arbitrary: fc.Arbitrary<Step[]>) => ({ weight, arbitrary });
/** What chance alone would seldom put in this order. */
const stories: fc.Arbitrary<Step[]> = fc.oneof(
  // Spent on an order that then goes back in part or whole: what was used returns, what it earned is taken.
  told(
    5,
    fc.record({ points: few, order: ofFirst, refund: refundStep }).map(({ points, order: at, refund }): Step[] => [
      { do: 'redeem', points, again: false },
      { do: 'confirm', redemption: 0, order: at },
      { ...refund, order: at },
    ]),
  ),
  told(
    2,
    fc.record({ points: few, order: ofFirst, again: fc.boolean() }).map(({ points, order: at, again }): Step[] => [
      { do: 'redeem', points, again },
      { do: 'confirm', redemption: 0, order: at },
      { do: 'cancel', order: at, again },
      { do: 'place', order: 1 - at },
    ]),
  ),
  // Everything spent and then taken back: a debt, which the next points settle.
  told(
    6,
    fc.record({ refund: refundStep, friend: fc.integer({ min: 10, max: 80 }) }).map(({ refund, friend }): Step[] => [
      { do: 'redeem', points: 'all', again: false },
      { ...refund, order: 0, hundredths: 100, items: [] },
      { do: 'befriend', points: friend, again: refund.again },
    ]),
  ),
  // A friend who was paid for, of whose points some are gone when she turns out to be none.
  told(
    3,
    fc.record({ points: few, friend: fc.integer({ min: 10, max: 80 }) }).map(({ points, friend }): Step[] => [
      { do: 'befriend', points: friend, again: true },
      { do: 'rewardFriend', friend: 0, again: true },
      { do: 'redeem', points, again: false },
      { do: 'revokeFriend', friend: 0, again: true },
    ]),
  ),
  // Held until the shop says no, or says nothing.
  told(
    6,
    fc
      .record({ points: few, late: fc.boolean() })
      .map(({ points, late }): Step[] => [
        { do: 'redeem', points, again: true },
        ...(late ? [waited(2), { do: 'timeOut' } as const] : [{ do: 'release', redemption: 0 } as const]),
      ]),
  ),
  told(4, allGoes),
  // Gone while it was held, back for the days of grace, gone again.
  told(
    2,
    fc
      .tuple(few, allGoes)
      .map(([points, gone]): Step[] => [
        { do: 'redeem', points, again: false },
        waited(120),
        { do: 'release', redemption: 0 },
        ...gone,
      ]),
  ),
  // Kept by a hold, and a week longer.
  told(
    2,
    fc
      .tuple(fc.constantFrom(5, 8), allGoes)
      .map(([days, gone]): Step[] => [{ do: 'pause' }, waited(150), { do: 'resume' }, waited(days), ...gone]),
  ),
  // Put right by hand, and by a change of the order.
  told(
    4,
    fc.record({ points: few, next: content }).map(({ points, next }): Step[] => [
      { do: 'take', points },
      { do: 'change', order: 0, content: next },
    ]),
  ),
);

/** Without an order that arrives, little of what follows could happen; and not everything is told in that order. */
const beginning: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Step[]>([order('place'), order('send'), arrives()]) },
  { weight: 1, arbitrary: fc.constant<Step[]>([order('send'), arrives(), order('place')]) },
  { weight: 1, arbitrary: refundStep.map((refund): Step[] => [{ ...refund, order: 0 }, order('place')]) },
  { weight: 1, arbitrary: fc.constant<Step[]>([order('place')]) },
);
function order(what: 'place' | 'send'): Step {
  return { do: what, order: 0 };
}
function arrives(): Step {
  return { do: 'move', order: 0, parcel: 0, status: 'delivered' };
}

const history = fc.record({
  policy: policies,
  begin: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
  contents: fc.tuple(content, content),
  steps: fc
    .tuple(
      beginning,
      fc.array(
        fc.oneof(
          told(1, stories),
          told(
            1,
            steps.map((step) => [step]),
          ),
        ),
        {
          minLength: 2,
          maxLength: 5,
        },
      ),
    )
    .map(([first, then]): Step[] => [...first, ...then.flat()]),
});
type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

let brands = 0;

const settingsOf = ({ unlock, earn: rule, expiry, returnGraceDays, holdMinutes, tiers: ladder }: ModelPolicy) => ({
  loyalty: {
    unlock,
    expiry,
    returnGraceDays,
    holdMinutes,
    earn: {
      order: {
        pointsPerUnit: rule.perUnit,
        withTax: rule.withTax,
        withShipping: rule.withShipping,
        beforeDiscounts: rule.beforeDiscounts,
        products: Object.fromEntries(Object.entries(rule.products).map(([id, times]) => [id, times / 100])),
        limit: rule.limit,
      },
    },
    tiers:
      ladder.length === 0
        ? null
        : {
            period: 'lifetime',
            ladder: ladder.map(({ threshold, multiplier }) => ({
              id: `t${threshold}`,
              names: { en: 'T' },
              threshold,
              multiplier: multiplier / 100,
            })),
          },
  },
});

/** The real one, driven by the steps. */
const openLedger = async ({ policy, begin, contents }: History) => {
  let now = begin;
  const { store, newId } = workshop;
  const perform: Perform = createPerform({
    store,
    newId,
    clock: () => new Date(now),
    react: async () => {},
    committed: () => {},
  });
  brands += 1;
  const brandId = `hist-${process.pid}-${brands}`;
  const customerId = newId();
  const member = { brandId, customerId };
  const putProgramme = (work: Work, of: ModelPolicy) =>
    putBrand(work, {
      id: brandId,
      name: 'H',
      origin: `https://${brandId}.example`,
      timeZone: of.timeZone,
      settings: settingsOf(of),
    });
  let brand = await perform(async (work) => {
    const at = { createdAt: work.now, updatedAt: work.now };
    await work.tx.insert(customers).values({ id: customerId, brandId, externalId: 'c', ...at });
    return putProgramme(work, policy);
  });
  const orderIds = new Map<number, string>();
  const parcelIds = new Map<number, string[]>();
  const redemptionIds: string[] = [];
  const holdIds: string[] = [];
  let friends = 0;
  let names = 0;
  const name = (): string => {
    names += 1;
    return `n-${names}`;
  };

  const twice = async (again: boolean, run: () => Promise<unknown>): Promise<void> => {
    await run();
    if (again) await run();
  };
  const onOrder = async (at: number, run: (work: Work, order: OrderRow) => Promise<unknown>): Promise<void> => {
    const id = orderIds.get(at);
    if (id !== undefined) await perform(async (work) => run(work, await getOrder(work.tx, brandId, id)));
  };
  const write = async (work: Work, orderId: string, { lines, ...amounts }: ModelContent): Promise<void> => {
    await work.tx.update(orders).set(amounts).where(eq(orders.id, orderId));
    await work.tx.delete(orderItems).where(eq(orderItems.orderId, orderId));
    await work.tx.insert(orderItems).values(
      lines.map(({ id, product, quantity, unitMinor }, position) => ({
        id: newId(),
        brandId,
        orderId,
        externalId: id,
        productId: product,
        name: product,
        quantity,
        unitPriceMinor: unitMinor,
        position,
      })),
    );
  };
  const tellOfParcel = (work: Work, row: OrderRow, shipmentId: string) =>
    followShipment(work, { kind: 'shipment.registered', ...member, orderId: row.id, shipmentId });

  return {
    brandId,
    wait(minutes: number) {
      now += minutes * 60_000;
    },
    now: () => now,
    async appear(at: number) {
      const first = contents[at];
      if (orderIds.has(at) || !first) return;
      const id = newId();
      orderIds.set(at, id);
      await perform(async (work) => {
        const dated = { placedAt: work.now, createdAt: work.now, updatedAt: work.now };
        const row = { id, ...member, externalId: `o${at}`, number: `${at}`, currency: 'EUR', totalMinor: 0 };
        await work.tx.insert(orders).values({ ...row, linkVersion: 1, ...dated });
        await write(work, id, first);
      });
    },
    place: (at: number) => onOrder(at, earnForOrder),
    change: (at: number, next: ModelContent) =>
      onOrder(at, async (work, row) => {
        await write(work, row.id, next);
        const cause = { of: 'change', id: work.newId() } as const;
        await followOrder(work, await getOrder(work.tx, brandId, row.id), cause);
      }),
    async send(at: number) {
      const id = newId();
      parcelIds.set(at, [...(parcelIds.get(at) ?? []), id]);
      await onOrder(at, async (work, row) => {
        const dated = { statusAt: work.now, createdAt: work.now, updatedAt: work.now };
        const parcel = { id, brandId, orderId: row.id, externalId: id, actionRequired: false };
        await work.tx.insert(shipments).values({ ...parcel, status: 'in_transit', ...dated });
        await tellOfParcel(work, row, id);
      });
    },
    async move(at: number, parcel: number, status: ParcelStatus) {
      const id = parcelIds.get(at)?.at(-1 - parcel);
      if (id === undefined) return;
      await onOrder(at, async (work, row) => {
        await work.tx
          .update(shipments)
          .set({
            status: status === 'lost' ? 'exception' : status,
            reason: status === 'lost' ? 'lost' : null,
            statusAt: work.now,
            deliveredAt: status === 'delivered' ? work.now : null,
          })
          .where(eq(shipments.id, id));
        await tellOfParcel(work, row, id);
      });
    },
    async refund(at: number, refund: ModelRefund, again: boolean) {
      const id = newId();
      const cause = { of: 'refund', id } as const;
      await onOrder(at, async (work, row) => {
        const { amountMinor, shippingMinor, items } = refund;
        const told = { id, brandId, orderId: row.id, externalId: id, currency: 'EUR', refundedAt: work.now };
        await work.tx.insert(refunds).values({
          ...told,
          amountMinor,
          shippingMinor: shippingMinor || null,
          items: items.map(({ amountMinor: minor, ...item }) => ({
            ...item,
            ...(minor ? { amountMinor: minor } : {}),
          })),
          createdAt: work.now,
        });
        await followOrder(work, row, cause);
      });
      if (again) await onOrder(at, (work, row) => followOrder(work, row, cause));
    },
    async cancel(at: number, again: boolean) {
      await twice(again, () =>
        onOrder(at, async (work, row) => {
          await work.tx.update(orders).set({ cancelledAt: work.now }).where(eq(orders.id, row.id));
          await followOrder(work, await getOrder(work.tx, brandId, row.id), { of: 'cancel', id: row.id });
        }),
      );
    },
    async redeem(points: number, again: boolean) {
      const externalId = name();
      await twice(again, async () => {
        const { id } = await perform((work) => redeemPoints(work, { ...member, points, externalId }));
        if (!redemptionIds.includes(id)) redemptionIds.push(id);
      });
    },
    async confirm(at: number, ofOrder: number | null) {
      const id = redemptionIds.at(-1 - at);
      if (id === undefined) throw new Fault('not_found', 'none');
      const orderId = ofOrder !== null && orderIds.has(ofOrder) ? `o${ofOrder}` : undefined;
      await perform((work) => confirmRedemption(work, sealer, { brandId, id, orderId }));
    },
    async release(at: number) {
      const id = redemptionIds.at(-1 - at);
      if (id === undefined) throw new Fault('not_found', 'none');
      await perform((work) => releaseRedemption(work, { brandId, id, why: null }));
    },
    timeOut: () => perform((work) => expireHeld(work, { brandId, limit: 100 })),
    async adjust(points: number, again = false) {
      const id = name();
      await twice(again, () => perform((work) => adjustPoints(work, { ...member, points, id, note: '', by: 'test' })));
    },
    async pause() {
      if (holdIds.length > 0) return;
      const holdId = newId();
      holdIds.push(holdId);
      await perform((work) =>
        pauseWhileHeld(work, { kind: 'hold.set', ...member, holdId, reason: 'negative_sentiment' }),
      );
    },
    async resume() {
      const holdId = holdIds.pop();
      if (holdId === undefined) return;
      await perform((work) =>
        resumeAfterHold(work, { kind: 'hold.released', ...member, holdId, reason: 'negative_sentiment' }),
      );
    },
    async befriend(points: number, again: boolean) {
      friends += 1;
      const friend = { ...member, kind: 'referral', points, source: `friend:${friends}`, spendableAt: null } as const;
      await twice(again, () => perform((work) => earnPoints(work, friend)));
    },
    rewardFriend: (friend: number, again: boolean) =>
      twice(again, () =>
        perform((work) => unlockPoints(work, { brandId, source: `friend:${friends - friend}`, spendableAt: work.now })),
      ),
    revokeFriend: (friend: number, again: boolean) =>
      twice(again, () =>
        perform((work) => revokePoints(work, { brandId, source: `friend:${friends - friend}`, why: 'none' })),
      ),
    async reprogramme(next: ModelPolicy) {
      brand = await perform((work) => putProgramme(work, next));
    },
    standing: () =>
      store.read(async (reader) => {
        const account = await readAccount(reader, brand, { customerId, now: new Date(now) });
        const lots = (account?.lots ?? []).toSorted((a, b) => (a.lot.id < b.lot.id ? -1 : 1));
        const { spendable, pending, owed } = account ?? {};
        return { spendable, pending, owed, lots: lots.map(({ lot }) => lot.remaining) };
      }),
  };
};

/** Whether the verb did it; a refusal is an answer, anything else is a fault of ours. */
const did = async (run: () => Promise<unknown>): Promise<boolean> => {
  try {
    await run();
    return true;
  } catch (error) {
    if (error instanceof Fault && (error.code === 'conflict' || error.code === 'not_found')) return false;
    throw error;
  }
};

type Ledger = Awaited<ReturnType<typeof openLedger>>;
type Model = ReturnType<typeof pointsModel>;

/** What both are told of, as it stands. */
interface Told {
  policy: ModelPolicy;
  readonly contents: ModelContent[];
}

/** One step on both. @returns whether each did it */
const take = async (step: Step, ledger: Ledger, model: Model, told: Told): Promise<readonly [boolean, boolean]> => {
  const now = ledger.now();
  const always = async (real: () => Promise<unknown>, simple: () => void): Promise<readonly [boolean, boolean]> => {
    await real();
    simple();
    return [true, true];
  };
  if ('order' in step && typeof step.order === 'number' && step.do !== 'confirm') {
    const first = told.contents[step.order];
    await ledger.appear(step.order);
    if (first) model.appear(step.order, first, now);
  }
  switch (step.do) {
    case 'wait':
      ledger.wait(step.minutes);
      return [true, true];
    case 'place':
      return always(
        () => ledger.place(step.order),
        () => model.place(step.order, now),
      );
    case 'change': {
      const next = step.content ?? told.contents[step.order];
      if (!next) return [true, true];
      told.contents[step.order] = next;
      return always(
        () => ledger.change(step.order, next),
        () => model.change(step.order, next, now),
      );
    }
    case 'send':
      return always(
        () => ledger.send(step.order),
        () => model.send(step.order, now),
      );
    case 'move':
      return always(
        () => ledger.move(step.order, step.parcel, step.status),
        () => model.move(step.order, step.parcel, step.status, now),
      );
    case 'refund': {
      const refund = refundOf(step, told.contents[step.order]);
      return always(
        () => ledger.refund(step.order, refund, step.again),
        () => model.refund(step.order, refund, now),
      );
    }
    case 'cancel':
      return always(
        () => ledger.cancel(step.order, step.again),
        () => model.cancel(step.order, now),
      );
    case 'redeem': {
      const points = step.points === 'all' ? Math.max(1, model.standing(now).spendable) : step.points;
      return [await did(() => ledger.redeem(points, step.again)), model.redeem(points, now)];
    }
    case 'confirm':
      return [
        await did(() => ledger.confirm(step.redemption, step.order)),
        model.confirm(step.redemption, step.order, now),
      ];
    case 'release':
      return [await did(() => ledger.release(step.redemption)), model.release(step.redemption, now)];
    case 'timeOut':
      return always(
        () => ledger.timeOut(),
        () => model.timeOut(now),
      );
    case 'give':
      return always(
        () => ledger.adjust(step.points, step.again),
        () => model.give(step.points, now),
      );
    case 'take':
      return [await did(() => ledger.adjust(-step.points)), model.take(step.points, now)];
    case 'pause':
    case 'resume':
      return always(
        () => ledger[step.do](),
        () => model[step.do](now),
      );
    case 'befriend':
      return always(
        () => ledger.befriend(step.points, step.again),
        () => model.befriend(step.points, now),
      );
    case 'rewardFriend':
    case 'revokeFriend':
      return always(
        () => ledger[step.do](step.friend, step.again),
        () => model[step.do](step.friend, now),
      );
    case 'reprogramme': {
      const next = { ...told.policy, ...step.lately, ...(step.earn ? { earn: step.earn } : {}) };
      told.policy = next;
      return always(
        () => ledger.reprogramme(next),
        () => model.reprogramme(next),
      );
    }
  }
};

/** Of the order as it stands: so much of its money, and of what in it. */
const refundOf = (step: Step & { readonly do: 'refund' }, of: ModelContent | undefined): ModelRefund => {
  const { totalMinor = 0, shippingMinor: shipping = 0, lines = [] } = of ?? {};
  const amountMinor =
    step.shipping === 'only' ? Math.min(shipping, totalMinor) : Math.floor((totalMinor * step.hundredths) / 100);
  const items = step.shipping === 'only' ? [] : step.items;
  return {
    amountMinor,
    shippingMinor: step.shipping === 'none' ? 0 : Math.min(shipping, amountMinor),
    items: items.map(({ itemId, quantity, hundredths }) => {
      const unit = lines.find(({ id }) => id === itemId)?.unitMinor ?? 1_000;
      return { itemId, quantity, amountMinor: Math.floor((unit * hundredths) / 100) };
    }),
  };
};

const live = async (lived: History): Promise<void> => {
  const ledger = await openLedger(lived);
  const model = pointsModel(lived.policy, note);
  const told: Told = { policy: lived.policy, contents: [...lived.contents] };
  for (const [at, step] of lived.steps.entries()) {
    const [real, simple] = await take(step, ledger, model, told);
    expect(real, `step ${at}: ${JSON.stringify(step)}`).toBe(simple);
    expect(await ledger.standing(), `after step ${at} of ${JSON.stringify(lived)}`).toEqual(
      model.standing(ledger.now()),
    );
  }
  for (const { kind, source } of await expectBooksToBalance(workshop.store, ledger.brandId))
    note(source.startsWith('debt:') ? 'settle' : kind);
};

/** How often each thing came about: what never happens proves nothing. */
const seen = new Map<string, number>();
const note = (happened: string): void => void seen.set(happened, (seen.get(happened) ?? 0) + 1);

const enough: Readonly<Record<string, number>> = {
  earn: 1_500,
  redeem: 400,
  release: 150,
  restore: 100,
  expire: 200,
  adjust: 150,
  reverse: 400,
  settle: 100,
  'friend paid': 50,
  'friend revoked': 50,
  'kept by a parcel': 50,
};

test(`ok ${histories} random histories equal the model at every step`, async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(history, { minLength: atOnce, maxLength: atOnce }), async (batch) => {
      steps += batch.reduce((all, one) => all + one.steps.length, 0);
      await Promise.all(batch.map(live));
    }),
    { numRuns: Math.ceil(histories / atOnce), endOnFailure: true },
  );
  expect(steps).toBeGreaterThan(histories * 8);
  for (const [happened, times] of Object.entries(enough))
    expect(seen.get(happened) ?? 0, happened).toBeGreaterThan(times);
}, 600_000);
