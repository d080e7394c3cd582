import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alerts, holds, orders, outboxMessages, shipments, trackingEvents } from '../../../db/schema/index.ts';
import { escalateOverdueAlerts } from '../../alerts/index.ts';
import { putBrand } from '../../brands/index.ts';
import { days } from '../../kit/clock.ts';
import { react } from '../../testing/reactions.ts';
import { openWorkshop, type Workshop } from '../../testing/workshop.ts';
import { convertOlist } from './convert.ts';
import { type ImportProgress, importHistory } from './import.ts';
import { orderOfOlist } from './olist.ts';
import { showProgress } from './progress.ts';

let workshop: Workshop;
let folder = '';
let brandId = '';
let brands = 0;

beforeEach(async () => {
  // Nobody but the import itself may be asked: this one's reactions tell nobody, and an outbox row would show.
  workshop = await openWorkshop(react);
  folder = await mkdtemp(join(tmpdir(), 'doorstep-import-'));
  brands += 1;
  brandId = `import-${brands}`;
  await workshop.perform((work) =>
    putBrand(work, { id: brandId, name: 'North', origin: `https://${brandId}.example`, timeZone: 'UTC' }),
  );
});
afterEach(async () => {
  await workshop.close();
  await rm(folder, { recursive: true });
});

const order = (id: string, changes: object = {}) => ({
  id,
  number: id,
  placedAt: '2025-03-03T10:00:00Z',
  currency: 'EUR',
  totalMinor: 1000,
  customer: { id: `c-${id}`, email: `${id}@example.com` },
  items: [],
  shipments: [
    {
      id: `s-${id}`,
      promisedOn: '2025-03-07',
      events: [
        { status: 'picked_up', occurredAt: '2025-03-04T10:00:00Z' },
        { status: 'delivered', occurredAt: '2025-03-06T10:00:00Z' },
      ],
    },
  ],
  ...changes,
});
const review = (score: number, answeredAt: string) => ({
  sentiment: { score, comment: 'Broken', source: 'reviews', answeredAt },
});

const fileOf = async (lines: readonly unknown[]): Promise<string> => {
  const file = join(folder, 'orders.ndjson');
  await writeFile(file, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  return file;
};

const take = (file: string, more: { resume?: boolean; progress?: (progress: ImportProgress) => void } = {}) =>
  importHistory({
    perform: workshop.perform,
    reactionsIn: async () => react,
    brandId,
    file,
    dataDir: folder,
    resume: false,
    ...more,
  });

const rowsOf = async <T>(read: (reader: Parameters<Parameters<Workshop['store']['read']>[0]>[0]) => Promise<T>) =>
  workshop.store.read(read);

test('ok: an order of the past is as if it had been told then, and nothing leaves the building', async () => {
  const file = await fileOf([order('a'), '', order('b', review(1, '2025-03-08T12:00:00Z'))]);
  expect(await take(file)).toMatchObject({ lines: 3, created: 2, rejected: 0, rejectedFile: null });
  const held = await rowsOf((reader) => reader.select().from(orders).where(eq(orders.brandId, brandId)));
  expect(held.map(({ createdAt }) => createdAt.toISOString())).toEqual(Array(2).fill('2025-03-06T10:00:00.000Z'));
  const [alert] = await rowsOf((reader) => reader.select().from(alerts).where(eq(alerts.brandId, brandId)));
  expect(alert).toMatchObject({
    status: 'resolved',
    outcome: 'other',
    openedAt: new Date('2025-03-08T12:00:00Z'),
    resolvedAt: new Date('2025-06-06T12:00:00Z'),
  });
  const [hold] = await rowsOf((reader) => reader.select().from(holds).where(eq(holds.brandId, brandId)));
  expect(hold).toMatchObject({
    reason: 'negative_sentiment',
    from: new Date('2025-03-08T12:00:00Z'),
    liftedAt: new Date('2025-06-06T12:00:00Z'),
    liftedWhy: 'ended',
  });
  expect(
    await rowsOf((reader) => reader.select().from(outboxMessages).where(eq(outboxMessages.brandId, brandId))),
  ).toEqual([]);
});

test('ok: a bad review of last week is a case that stands, promised from now and not escalated', async () => {
  await take(await fileOf([order('a', review(2, '2026-11-13T09:00:00Z'))]));
  const [alert] = await rowsOf((reader) => reader.select().from(alerts).where(eq(alerts.brandId, brandId)));
  expect(alert?.status).toBe('open');
  expect(alert?.answerBy.getTime()).toBeGreaterThan(workshop.clock().getTime());
  const [hold] = await rowsOf((reader) => reader.select().from(holds).where(eq(holds.brandId, brandId)));
  expect(hold).toMatchObject({ liftedAt: null, maxUntil: new Date('2027-02-11T09:00:00Z') });
  workshop.clock.advance(days(10));
  expect(await workshop.perform((work) => escalateOverdueAlerts(work, { brandId, limit: 10 }))).toBe(0);
});

test('ok: the same file again changes nothing that was said', async () => {
  const file = await fileOf([order('a', review(1, '2026-11-13T09:00:00Z')), order('b')]);
  await take(file);
  expect(await take(file)).toMatchObject({ created: 0, changed: 2, rejected: 0 });
  expect(await rowsOf((reader) => reader.select().from(alerts).where(eq(alerts.brandId, brandId)))).toHaveLength(1);
  const held = await rowsOf((reader) =>
    reader.select().from(trackingEvents).where(eq(trackingEvents.brandId, brandId)),
  );
  expect(held).toHaveLength(4);
});

test('refuses single lines with their reasons, and takes the rest of the batch', async () => {
  const file = await fileOf([
    order('a'),
    '{"id": "b"',
    order('c', { currency: 'euro' }),
    order('d', { shipments: [{ id: 's-a' }] }),
    order('e', { surprise: true }),
    order('f'),
  ]);
  const summary = await take(file);
  expect(summary).toMatchObject({ lines: 6, created: 2, rejected: 4, rejectedFile: `${file}.rejected.ndjson` });
  const refused = (await readFile(`${file}.rejected.ndjson`, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { line: number; reasons: { field: string; message: string }[] });
  expect(refused.map(({ line, reasons }) => [line, reasons[0]?.field]).sort()).toEqual([
    [2, ''],
    [3, 'currency'],
    [4, ''],
    [5, ''],
  ]);
  expect(refused.find(({ line }) => line === 4)?.reasons[0]?.message).toContain('belongs to another order');
});

test('ok: an import that broke off goes on where it stopped', async () => {
  const file = await fileOf(Array.from({ length: 250 }, (_, at) => order(`o${at}`)));
  const seen: number[] = [];
  await expect(
    take(file, {
      progress: ({ lines }) => {
        seen.push(lines);
        if (lines === 200) throw new Error('the power went');
      },
    }),
  ).rejects.toThrow('the power went');
  expect(await take(file, { resume: true })).toMatchObject({ lines: 250, skipped: 200, created: 50 });
  expect(seen).toEqual([100, 200]);
  expect(await take(file, { resume: true })).toMatchObject({ skipped: 0, changed: 250 });
});

test('refuses a file that is not there', async () => {
  await expect(take(join(folder, 'none.ndjson'))).rejects.toMatchObject({ code: 'not_found' });
});

test('ok: progress is a bar in a terminal, else a line for every thousand', () => {
  const written: string[] = [];
  const tell = (isTTY: boolean) => showProgress({ write: (text) => written.push(text), isTTY }, () => 0);
  tell(false).tell({ lines: 900, bytes: 9, bytesTotal: 100 });
  tell(false).tell({ lines: 2100, bytes: 21, bytesTotal: 100 });
  expect(written).toEqual(['2100 orders, 21 %, 2100000/s\n']);
  tell(true).tell({ lines: 2100, bytes: 50, bytesTotal: 100 });
  expect(written.at(-1)).toMatch(/^\r█{15}░{15} 50 % · 2100 orders/);
});

const columns =
  'order_id,sample,customer_unique_id,customer_state,customer_zip_prefix,order_status,purchased_at,approved_at,handed_to_carrier_at,delivered_at,estimated_delivery,item_count,product_categories,seller_states,items_price,freight,payment_value,payment_types,review_count,review_score,review_title,review_message,review_text_known,review_created,review_answered';
const olistRows = [
  'aaaa,head,u1,SP,1310,delivered,2018-01-10 10:00:00,2018-01-10 10:15:00,2018-01-11 12:00:00,2018-01-15 20:00:00,2018-02-01 00:00:00,3,toys|perfumery,MG,90.00,20.10,110.10,credit_card,1,1,"Ruim, ""péssimo""","veio\nquebrado",1,2018-01-16 00:00:00,2018-01-17 08:00:00',
  'bbbb,head,u2,RJ,20000,shipped,2018-03-01 10:00:00,2018-03-01 10:15:00,2018-03-02 12:00:00,,2018-03-20 00:00:00,1,,SP,10.00,5.00,15.00,boleto,0,,,,0,,',
  'cccc,head,u3,RJ,20000,unavailable,2018-03-01 10:00:00,2018-03-01 10:15:00,,,2018-03-20 00:00:00,0,,,,,30.00,boleto,1,4,,,1,2018-03-21 00:00:00,2018-03-22 00:00:00',
  'dddd,head,u4,RJ,20000,delivered,2018-03-01 10:00:00,2018-03-01 10:15:00,2018-03-02 12:00:00,,2018-03-20 00:00:00,1,toys,SP,10.00,5.00,15.00,boleto,0,,,,0,,',
];

test('ok: orders of Olist become ours, with the file’s own status as the last raw code', async () => {
  await writeFile(join(folder, 'orders.csv'), [columns, ...olistRows].join('\n'));
  const file = join(folder, 'olist.ndjson');
  expect(await convertOlist(folder, file)).toEqual({
    orders: 4,
    statuses: { delivered: 2, shipped: 1, unavailable: 1 },
  });
  expect(await take(file)).toMatchObject({ created: 4, rejected: 0 });
  const rows = await rowsOf((reader) =>
    reader.select().from(shipments).where(eq(shipments.brandId, brandId)).orderBy(asc(shipments.externalId)),
  );
  // Brasília was two hours behind UTC in summer; where no time of delivery is told, none is made up.
  expect(rows.map(({ status, deliveredAt }) => [status, deliveredAt?.toISOString() ?? null])).toEqual([
    ['delivered', '2018-01-15T22:00:00.000Z'],
    ['in_transit', null],
    ['cancelled', null],
    ['picked_up', null],
  ]);
  const events = await rowsOf((reader) =>
    reader.select().from(trackingEvents).where(eq(trackingEvents.brandId, brandId)),
  );
  const last = rows.map(({ id }) => events.filter(({ shipmentId }) => shipmentId === id).at(-1)?.rawCode);
  expect(last).toEqual(['delivered', 'shipped', 'unavailable', 'delivered']);
  expect(await rowsOf((reader) => reader.select().from(alerts).where(eq(alerts.brandId, brandId)))).toHaveLength(1);
});

test('ok: several items of several categories keep their number', () => {
  const row = { order_id: 'x', purchased_at: '2018-01-10 10:00:00', item_count: '3', items_price: '90.00' };
  expect(orderOfOlist({ ...row, product_categories: 'toys|perfumery' }).items).toEqual([
    { id: '1', productId: 'toys', name: 'toys', quantity: 2, unitPriceMinor: 3000 },
    { id: '2', productId: 'perfumery', name: 'perfumery', quantity: 1, unitPriceMinor: 3000 },
  ]);
});
