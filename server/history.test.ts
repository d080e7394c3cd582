/** An import as a whole: what it takes in, what it makes of it at once, and that nobody hears of it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { estimateModels, outboxMessages, shipmentWatches } from '../db/schema/index.ts';
import { raiseAlert } from './alerts/index.ts';
import { takeHistory } from './history.ts';
import { days, hours } from './kit/clock.ts';
import { findOrder } from './orders/index.ts';
import { findShipment } from './shipments/index.ts';
import { openTestHouse, orderBody, type TestBrand, type TestHouse } from './testing/house.ts';
import { sixScans, trackerEvent } from './testing/trackers.ts';

let home: TestHouse;
let shop: TestBrand;
const folder = mkdtempSync(join(tmpdir(), 'doorstep-history-'));
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(async () => {
  await home.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand();
});

const daysAgo = (n: number): string => new Date(home.clock().getTime() - days(n)).toISOString();
const order = (id: string, placedDaysAgo: number, events: readonly object[], changes: object = {}) => ({
  id,
  ...orderBody(id, {
    placedAt: daysAgo(placedDaysAgo),
    shipments: [
      { id: `s-${id}`, trackingNumber: `NR${id}`, promisedOn: daysAgo(placedDaysAgo - 9).slice(0, 10), events },
    ],
    ...changes,
  }),
});
const arrived = (id: string, placedDaysAgo: number) =>
  order(id, placedDaysAgo, [
    { status: 'picked_up', occurredAt: daysAgo(placedDaysAgo - 1) },
    // Not one like the other: what never varies teaches nothing about how far parcels stray.
    { status: 'delivered', occurredAt: daysAgo(placedDaysAgo - 3 - (placedDaysAgo % 5) / 5) },
  ]);
const take = (orders: readonly object[]) => {
  const file = join(folder, `${shop.id}.ndjson`);
  writeFileSync(file, orders.map((one) => JSON.stringify(one)).join('\n'));
  return takeHistory(home.house, { brand: shop.brand, file, resume: false });
};
const shipment = (id: string) => home.house.store.read((reader) => findShipment(reader, shop.id, `s-${id}`));
const sent = () =>
  home.house.store.read((reader) => reader.$count(outboxMessages, eq(outboxMessages.brandId, shop.id)));

test('ok: what has arrived teaches at once when the rest comes; what was never heard of again has expired', async () => {
  const past = Array.from({ length: 60 }, (_, at) => arrived(`h-${at}`, 20 + at));
  const told = await take([
    ...past,
    order('under-way', 2, [{ status: 'picked_up', occurredAt: daysAgo(1) }]),
    order('silent', 200, [{ status: 'in_transit', occurredAt: daysAgo(199) }]),
    order('off', 200, [{ status: 'info_received', occurredAt: daysAgo(199) }], { cancelledAt: daysAgo(198) }),
  ]);
  expect(told).toMatchObject({ created: 63, rejected: 0, expired: 1, learnedFrom: 60, estimated: 1 });
  const [model] = await home.house.store.read((reader) =>
    reader.select({ rows: estimateModels.rows }).from(estimateModels).where(eq(estimateModels.brandId, shop.id)),
  );
  expect(model).toEqual({ rows: 60 });
  expect((await shipment('under-way'))?.ourTo).toMatch(/^2026-11-2/);
  expect([(await shipment('silent'))?.status, (await shipment('off'))?.status]).toEqual(['expired', 'info_received']);
  expect(await sent()).toBe(0);
});

test('ok: a history that ends long ago teaches as well', async () => {
  const told = await take(Array.from({ length: 50 }, (_, at) => arrived(`o-${at}`, 3000 + at)));
  expect(told).toMatchObject({ created: 50, learnedFrom: 50, estimated: 0 });
});

test('ok: trouble of the last days is on the watch list, and the watch tells nobody of it afterwards', async () => {
  await take([
    order('trouble', 6, [{ status: 'attempt_failed', occurredAt: daysAgo(0.5) }]),
    order('long-gone', 300, [{ status: 'attempt_failed', occurredAt: daysAgo(295) }]),
  ]);
  const watched = async () =>
    (
      await home.house.store.read((reader) =>
        reader
          .select({ shipmentId: shipmentWatches.shipmentId, reason: shipmentWatches.reason })
          .from(shipmentWatches)
          .where(and(eq(shipmentWatches.brandId, shop.id))),
      )
    ).map(({ shipmentId, reason }) => [shipmentId, reason]);
  const noted = [[(await shipment('trouble'))?.id, 'attempt_failed']];
  expect(await watched()).toEqual(noted);
  home.clock.advance(hours(1));
  await home.house.recurring.runDue();
  expect(await watched()).toEqual(noted);
  expect(await sent()).toBe(0);
});

test('ok: scans that came before the import find their parcel', async () => {
  const carrier = await shop.connect('easypost');
  await carrier.deliver(trackerEvent('NRearly', sixScans));
  await take([order('early', 3, [])]);
  expect((await shipment('early'))?.status).toBe('delivered');
});

test('refuses to close a case that stands for a good review of the past', async () => {
  await shop.order('praised');
  const held = await home.house.store.read((reader) => findOrder(reader, shop.id, 'praised'));
  if (!held) throw new Error('the order is there');
  await home.house.perform((work) =>
    raiseAlert(work, {
      brandId: shop.id,
      customerId: held.customerId,
      orderId: held.id,
      shipmentId: null,
      severity: 'high',
      answerId: null,
      text: 'The parcel is lost',
    }),
  );
  const sentiment = { score: 5, comment: 'Lovely', source: 'reviews', answeredAt: daysAgo(200) };
  await take([{ id: 'praised', ...orderBody('praised'), placedAt: daysAgo(210), sentiment }]);
  expect((await shop.api('GET', 'alerts')).body.alerts).toMatchObject([{ status: 'open' }]);
});
