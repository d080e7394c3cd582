/**
 * A thousand random histories on each engine come to what the simple model says, after every single step. Each history
 * has a brand and a clock of its own, so that many run beside each other.
 */

import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { customers, orders, refunds, shipments } from '../../db/schema/index.ts';
import { putBrand } from '../brands/index.ts';
import { Fault } from '../faults.ts';
import { getOrder } from '../orders/index.ts';
import { expectBooksToBalance } from '../testing/books.ts';
import { type ModelPolicy, pointsModel } from '../testing/pointsModel.ts';
import { sealer } from '../testing/reactions.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { createPerform, type Perform } from '../work.ts';
import { adjustPoints } from './ledger.ts';
import { earnForOrder, followDelivery, followOrder } from './orderPoints.ts';
import { pauseWhileHeld, resumeAfterHold } from './reactions.ts';
import { readAccount } from './reading.ts';
import { confirmRedemption, expireHeld, redeemPoints, releaseRedemption } from './redemptions.ts';

const histories = 1_000;
const atOnce = 8;

const slot = fc.nat({ max: 1 });
const steps = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant('place' as const), order: slot, total: fc.integer({ min: 1, max: 9_000 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('deliver' as const), order: slot }) },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      minutes: fc.oneof(fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 20_000, max: 90_000 })),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('refund' as const),
      order: slot,
      hundredths: fc.oneof(fc.constant(100), fc.integer({ min: 0, max: 110 })),
      again: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), order: slot, again: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('redeem' as const),
      points: fc.integer({ min: 1, max: 90 }),
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
);
type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never;

/** What chance alone would seldom put in this order: spent, and then the order goes back. */
const story: fc.Arbitrary<Step[]> = fc
  .record({
    points: fc.integer({ min: 5, max: 90 }),
    hundredths: fc.constantFrom(30, 60, 100),
    order: slot,
    used: fc.boolean(),
  })
  .map(({ points, hundredths, order, used }) => [
    { do: 'redeem', points, again: false },
    ...(used ? [{ do: 'confirm', redemption: 0, order } as const] : []),
    { do: 'refund', order: used ? order : 0, hundredths, again: true },
    ...(used ? [] : [{ do: 'release', redemption: 0 } as const]),
  ]);

const policies: fc.Arbitrary<ModelPolicy> = fc.record({
  timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham'),
  perUnit: fc.integer({ min: 1, max: 3 }),
  unlock: fc.oneof(
    fc.record({ when: fc.constant('delivered' as const), days: fc.constantFrom(0, 0, 14) }),
    fc.record({ when: fc.constant('placed' as const), days: fc.constantFrom(0, 0, 30) }),
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
  holdMinutes: fc.constantFrom(30, 1_440),
});

const history = fc.record({
  policy: policies,
  begin: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31) }),
  // Without an order that arrives, little of what follows could happen.
  steps: fc
    .tuple(
      fc.integer({ min: 3_000, max: 9_000 }),
      fc.array(fc.oneof({ weight: 6, arbitrary: steps.map((step) => [step]) }, story), { minLength: 4, maxLength: 8 }),
    )
    .map(([total, then]): Step[] => [{ do: 'place', order: 0, total }, { do: 'deliver', order: 0 }, ...then.flat()]),
});
type History = typeof history extends fc.Arbitrary<infer H> ? H : never;

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

let brands = 0;

/** The real one, driven by the steps. */
const openLedger = async ({ policy, begin }: History) => {
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
  const { unlock, perUnit, timeZone, ...rest } = policy;
  const loyalty = {
    ...rest,
    earn: { order: { pointsPerUnit: perUnit } },
    unlock: unlock.when === 'delivered' ? { when: unlock.when, returnDays: unlock.days } : unlock,
  };
  const brand = await perform(async (work) => {
    const put = await putBrand(work, {
      id: brandId,
      name: 'H',
      origin: `https://${brandId}.example`,
      timeZone,
      settings: { loyalty },
    });
    const at = { createdAt: work.now, updatedAt: work.now };
    await work.tx.insert(customers).values({ id: customerId, brandId, externalId: 'c', ...at });
    return put;
  });
  const member = { brandId, customerId };
  const orderIds = new Map<number, string>();
  const delivered = new Set<number>();
  const redemptionIds: string[] = [];
  const holdIds: string[] = [];
  let named = 0;
  const name = (): string => {
    named += 1;
    return `n-${named}`;
  };

  const twice = async (again: boolean, run: () => Promise<unknown>): Promise<void> => {
    await run();
    if (again) await run();
  };
  const onOrder = (
    order: number,
    run: (work: Parameters<Parameters<Perform>[0]>[0], order: Awaited<ReturnType<typeof getOrder>>) => Promise<unknown>,
  ) => {
    const id = orderIds.get(order);
    return id === undefined
      ? Promise.resolve()
      : perform(async (work) => run(work, await getOrder(work.tx, brandId, id)));
  };

  return {
    brandId,
    wait(minutes: number) {
      now += minutes * 60_000;
    },
    now: () => now,
    async place(order: number, totalMinor: number) {
      if (!orderIds.has(order)) {
        const id = newId();
        orderIds.set(order, id);
        await perform(async (work) => {
          const at = { placedAt: work.now, createdAt: work.now, updatedAt: work.now };
          await work.tx.insert(orders).values({
            id,
            ...member,
            externalId: `o${order}`,
            number: `${order}`,
            currency: 'EUR',
            totalMinor,
            linkVersion: 1,
            ...at,
          });
        });
      }
      await onOrder(order, earnForOrder);
    },
    async deliver(order: number) {
      // Outside of the write, which may run more than once.
      const isFirst = !delivered.has(order);
      if (orderIds.has(order)) delivered.add(order);
      const id = newId();
      await onOrder(order, async (work, row) => {
        if (isFirst) {
          const at = { deliveredAt: work.now, createdAt: work.now, updatedAt: work.now };
          await work.tx.insert(shipments).values({
            id,
            brandId,
            orderId: row.id,
            externalId: id,
            status: 'delivered',
            actionRequired: false,
            ...at,
          });
        }
        await followDelivery(work, row);
      });
    },
    async refund(order: number, amountMinor: number, again: boolean) {
      const id = newId();
      await onOrder(order, (work, row) =>
        work.tx.insert(refunds).values({
          id,
          brandId,
          orderId: row.id,
          externalId: id,
          amountMinor,
          currency: 'EUR',
          items: [],
          refundedAt: work.now,
          createdAt: work.now,
        }),
      );
      await twice(again, () => onOrder(order, (work, row) => followOrder(work, row, `refund:${id}`)));
    },
    async cancel(order: number, again: boolean) {
      await onOrder(order, (work, row) =>
        work.tx.update(orders).set({ cancelledAt: work.now }).where(eq(orders.id, row.id)),
      );
      await twice(again, () => onOrder(order, (work, row) => followOrder(work, row, `cancel:${row.id}`)));
    },
    async redeem(points: number, again: boolean) {
      const externalId = name();
      await twice(again, async () => {
        const { id } = await perform((work) => redeemPoints(work, { ...member, points, externalId }));
        if (!redemptionIds.includes(id)) redemptionIds.push(id);
      });
    },
    async confirm(at: number, order: number | null) {
      const id = redemptionIds.at(-1 - at);
      if (id === undefined) throw new Fault('not_found', 'none');
      const orderId = order !== null && orderIds.has(order) ? `o${order}` : undefined;
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

/** One step on both. @returns whether each did it */
const take = async (
  step: Step,
  ledger: Ledger,
  model: Model,
  totals: Map<number, number>,
): Promise<readonly [boolean, boolean]> => {
  const now = ledger.now();
  const always = async (real: () => Promise<unknown>, simple: () => void): Promise<readonly [boolean, boolean]> => {
    await real();
    simple();
    return [true, true];
  };
  switch (step.do) {
    case 'wait':
      ledger.wait(step.minutes);
      return [true, true];
    case 'place':
      if (!totals.has(step.order)) totals.set(step.order, step.total);
      return always(
        () => ledger.place(step.order, step.total),
        () => model.place(step.order, step.total, now),
      );
    case 'deliver':
      return always(
        () => ledger.deliver(step.order),
        () => model.deliver(step.order, now),
      );
    case 'refund': {
      const minor = Math.floor(((totals.get(step.order) ?? 0) * step.hundredths) / 100);
      return always(
        () => ledger.refund(step.order, minor, step.again),
        () => model.refund(step.order, minor, now),
      );
    }
    case 'cancel':
      return always(
        () => ledger.cancel(step.order, step.again),
        () => model.cancel(step.order, now),
      );
    case 'redeem':
      return [await did(() => ledger.redeem(step.points, step.again)), model.redeem(step.points, now)];
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
      return always(
        () => ledger.pause(),
        () => model.pause(now),
      );
    case 'resume':
      return always(
        () => ledger.resume(),
        () => model.resume(now),
      );
  }
};

const live = async (lived: History): Promise<void> => {
  const ledger = await openLedger(lived);
  const model = pointsModel(lived.policy);
  const totals = new Map<number, number>();
  for (const [at, step] of lived.steps.entries()) {
    const [real, simple] = await take(step, ledger, model, totals);
    expect(real, `step ${at}: ${JSON.stringify(step)}`).toBe(simple);
    expect(await ledger.standing(), `after step ${at} of ${JSON.stringify(lived)}`).toEqual(
      model.standing(ledger.now()),
    );
  }
  for (const { kind, source } of await expectBooksToBalance(workshop.store, ledger.brandId)) {
    const happened = source.startsWith('debt:') ? 'settle' : kind;
    seen.set(happened, (seen.get(happened) ?? 0) + 1);
  }
};

/** How often each kind of entry came about: what never happens proves nothing. */
const seen = new Map<string, number>();

test(`ok ${histories} random histories equal the model at every step`, async () => {
  let steps = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(history, { minLength: atOnce, maxLength: atOnce }), async (batch) => {
      steps += batch.reduce((all, one) => all + one.steps.length, 0);
      await Promise.all(batch.map(live));
    }),
    { numRuns: histories / atOnce, endOnFailure: true },
  );
  expect(steps).toBeGreaterThan(histories * 7);
  for (const kind of ['earn', 'redeem', 'release', 'restore', 'expire', 'adjust', 'reverse', 'settle'])
    expect(seen.get(kind) ?? 0, kind).toBeGreaterThan(10);
}, 180_000);
