/** Scans through the real hook in every manner of order: one end, whatever came first. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Hook, openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { shuffled, sixScans, trackerEvent } from '../testing/trackers.ts';

let home: TestHouse;
let shop: TestBrand;
let carrier: Hook;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand();
  carrier = await shop.connect('easypost');
});

/** What must not depend on the order of arrival, without what names the parcel. */
const endOf = async (id: string): Promise<string> => {
  const { shipment } = (await shop.api('GET', `shipments/${id}`)).body;
  const { status, reason, statusAt, deliveredAt, carrierEstimate, events } = shipment;
  const scans = events.map((event: { rawCode: string; occurredAt: string }) => [event.rawCode, event.occurredAt]);
  return JSON.stringify({ status, reason, statusAt, deliveredAt, carrierEstimate, scans });
};

/** EasyPost tells a parcel's whole story so far at each scan, and its estimate as of then. */
const storySoFar = (number: string) =>
  sixScans.map((_, upTo) =>
    trackerEvent(number, sixScans.slice(0, upTo + 1), {
      est_delivery_date: `2026-11-${19 + Math.floor(upTo / 2)}T00:00:00Z`,
    }),
  );

test('F4 ok: six updates in twenty orders, each parcel ends the same', async () => {
  const ends = new Set<string>();
  for (let seed = 1; seed <= 20; seed += 1) {
    await shop.order(`o-${seed}`, { shipments: [{ id: `s-${seed}`, trackingNumber: `RUN${seed}` }] });
    for (const update of shuffled(storySoFar(`RUN${seed}`), seed)) {
      expect((await carrier.deliver(update)).body.outcome).toBe('understood');
    }
    ends.add(await endOf(`s-${seed}`));
  }
  expect(ends.size).toBe(1);
  expect([...ends][0]).toContain('"status":"delivered"');
  expect([...ends][0]).toContain('"on":"2026-11-21"');
});

test('F4 ok: single scans of three parcels of one order, mixed and all at once', async () => {
  const shipments = [1, 2, 3].map((n) => ({ id: `p-${n}`, trackingNumber: `MIX${n}` }));
  await shop.order('o-mixed', { shipments });
  const single = shipments.flatMap(({ trackingNumber }) =>
    sixScans.map((scan) => trackerEvent(trackingNumber, [scan])),
  );
  // The third parcel has not been handed over.
  const told = single.filter((_, n) => n < 13);
  const answers = await Promise.all(shuffled(told, 7).map((update) => carrier.deliver(update)));
  expect(answers.map(({ status }) => status)).toEqual(told.map(() => 200));
  expect(await endOf('p-1')).toBe(await endOf('p-2'));
  const { order } = (await shop.api('GET', 'orders/o-mixed')).body;
  const ends = order.shipments.map(({ id, status, events }: { id: string; status: string; events: unknown[] }) => [
    id,
    status,
    events.length,
  ]);
  expect(ends.sort()).toEqual([
    ['p-1', 'delivered', 6],
    ['p-2', 'delivered', 6],
    ['p-3', 'info_received', 1],
  ]);
});

test('F4 ok: single scans before and after their order', async () => {
  const ends = new Set<string>();
  for (let seed = 1; seed <= 8; seed += 1) {
    const updates = shuffled(
      sixScans.map((scan) => trackerEvent(`PRE${seed}`, [scan])),
      seed,
    );
    for (const update of updates.slice(0, seed % 7)) await carrier.deliver(update);
    await shop.order(`pre-${seed}`, { shipments: [{ id: `pre-${seed}`, trackingNumber: `PRE${seed}` }] });
    for (const update of updates.slice(seed % 7)) await carrier.deliver(update);
    ends.add(await endOf(`pre-${seed}`));
  }
  expect(ends.size).toBe(1);
});
