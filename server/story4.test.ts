/** Story 4: a promise slips, and the shopper hears it from the brand before she has to ask. */
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alerts, outboxMessages } from '../db/schema/index.ts';
import { messagesFor } from '../site/messages/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';
import { readTrackingPage } from './trackingPage.ts';

const m = messagesFor('en', 'formal');

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand({ locales: ['en'] });
});

interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly to: { readonly address: string };
}

const mails = async (): Promise<readonly Letter[]> =>
  (
    await home.house.store.read((reader) =>
      reader
        .select({ payload: outboxMessages.payload })
        .from(outboxMessages)
        .where(and(eq(outboxMessages.brandId, shop.id), eq(outboxMessages.channel, 'email')))
        .orderBy(asc(outboxMessages.id)),
    )
  ).map(({ payload }) => payload as Letter);

const watched = async () => (await shop.api('GET', 'watchlist')).body.shipments;
const runJobs = () => home.house.recurring.runDue();
const scan = async (id: string, event: object) => {
  const answer = await shop.api('POST', `shipments/s-${id}/events`, { events: [event] });
  expect(answer.status, answer.text).toBe(200);
};

test('ok story 4: the promise slips; she is told at once, the page owns up to it, support sees it, nobody complained', async () => {
  const { link } = await shop.order('w1');
  await scan('w1', { status: 'in_transit', occurredAt: '2026-11-20T08:00:00Z' });
  expect(await watched()).toEqual([]);

  await shop.api('PUT', 'shipments/s-w1', { orderId: 'w1', carrierEstimate: { on: '2026-11-26' } });

  const [letter, ...more] = await mails();
  expect(more).toEqual([]);
  expect(letter?.subject).toBe(m.mail.trouble.subject.late({ number: 'w1' }));
  expect(letter?.to.address).toBe('w1@shopper.example');
  expect(letter?.text).toContain(m.mail.trouble.next.late);
  expect(letter?.text).toContain(link);

  const { links, store, clock, media } = home.house;
  const page = await store.read((reader) =>
    readTrackingPage(reader, { links, picture: media.picture }, shop.brand, { link, now: clock() }),
  );
  expect(page?.shipments[0]).toMatchObject({
    expected: { by: 'carrier', on: '2026-11-26' },
    slips: [{ from: '2026-11-24', to: '2026-11-26' }],
  });

  expect(await watched()).toMatchObject([
    {
      shipmentId: 's-w1',
      orderId: 'w1',
      customerId: 'c-w1',
      reasons: [{ reason: 'promise_slipping' }],
      severity: 'normal',
      nextStep: 'offer_choice',
    },
  ]);
  const complaints = await store.read((reader) => reader.select().from(alerts).where(eq(alerts.brandId, shop.id)));
  expect(complaints).toEqual([]);
});

test('ok: what slips and is then missed is told once; when it arrives it leaves the list', async () => {
  await shop.order('w2');
  await scan('w2', { status: 'in_transit', occurredAt: '2026-11-20T08:00:00Z' });
  await shop.api('PUT', 'shipments/s-w2', { orderId: 'w2', carrierEstimate: { on: '2026-11-26' } });
  home.clock.set('2026-11-25T07:30:00Z');
  await runJobs();
  expect(await watched()).toMatchObject([{ reasons: [{ reason: 'promise_missed' }], severity: 'high' }]);
  const subjects = (await mails()).map(({ subject }) => subject);
  expect(subjects.filter((subject) => subject === m.mail.trouble.subject.late({ number: 'w2' }))).toHaveLength(1);
  await scan('w2', { status: 'delivered', occurredAt: '2026-11-25T09:00:00Z' });
  expect(await watched()).toEqual([]);
});

test('ok: a day that slips again is news again, once; the same day said twice is not', async () => {
  await shop.order('w7');
  const late = m.mail.trouble.subject.late({ number: 'w7' });
  const toldOf = async () => (await mails()).filter(({ subject }) => subject === late);
  const estimate = (on: string) => shop.api('PUT', 'shipments/s-w7', { orderId: 'w7', carrierEstimate: { on } });
  await scan('w7', { status: 'in_transit', occurredAt: '2026-11-20T08:00:00Z' });
  await estimate('2026-11-26');
  expect(await toldOf()).toHaveLength(1);
  home.clock.advance(60_000);
  await estimate('2026-11-26');
  expect(await toldOf()).toHaveLength(1);
  home.clock.advance(60_000);
  await estimate('2026-11-27');
  expect(await toldOf()).toHaveLength(2);
  home.clock.advance(60_000);
  await estimate('2026-11-27');
  await scan('w7', { status: 'in_transit', occurredAt: '2026-11-20T09:02:00Z' });
  await estimate('2026-11-26');
  expect(await toldOf()).toHaveLength(2);
});

test('refuses to send what the delivery has overtaken', async () => {
  await shop.order('w8');
  await scan('w8', { status: 'in_transit', occurredAt: '2026-11-20T08:00:00Z' });
  await shop.api('PUT', 'shipments/s-w8', { orderId: 'w8', carrierEstimate: { on: '2026-11-26' } });
  const states = async () =>
    (
      await home.house.store.read((reader) =>
        reader
          .select({ status: outboxMessages.status, key: outboxMessages.deduplicationKey })
          .from(outboxMessages)
          .where(eq(outboxMessages.brandId, shop.id)),
      )
    ).flatMap(({ status, key }) => (key.startsWith('email trouble') ? [status] : []));
  expect(await states()).toEqual(['waiting']);
  await scan('w8', { status: 'delivered', occurredAt: '2026-11-20T08:59:00Z' });
  expect(await states()).toEqual(['spared']);
});

describe('the webhook', () => {
  test('ok: says why, the gravest first', async () => {
    await shop.order('w3');
    await shop.api('PUT', 'webhooks/all', { url: 'http://127.0.0.1:9/hook', kinds: ['shipment.watched'] });
    await scan('w3', { status: 'exception', reason: 'lost', occurredAt: '2026-11-20T08:00:00Z' });
    const sent = await home.house.store.read((reader) =>
      reader
        .select({ payload: outboxMessages.payload })
        .from(outboxMessages)
        .where(and(eq(outboxMessages.brandId, shop.id), eq(outboxMessages.channel, 'webhook'))),
    );
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent[0]?.payload)).toContain('"watchReasons":["lost"]');
  });
});

describe('silence towards her', () => {
  test('refuses F5 a mail about an event that comes 24 h late; the timeline has it', async () => {
    await shop.order('w4');
    await scan('w4', { status: 'attempt_failed', occurredAt: '2026-11-19T08:59:00Z' });
    expect(await mails()).toEqual([]);
    expect(await watched()).toMatchObject([{ reasons: [{ reason: 'attempt_failed' }], nextStep: 'check_address' }]);
  });

  test('refuses a mail while a case of hers is open', async () => {
    const { portal } = await shop.order('w5');
    const told = await shop.ask(`${portal}/sentiment`, {
      method: 'POST',
      body: { shipmentId: 's-w5', occasion: 'problem', score: 2, reasons: ['late'], comment: 'Where is it?' },
      headers: { origin: shop.brand.origin },
    });
    expect(told.status, told.text).toBe(200);
    const before = await mails();
    await scan('w5', { status: 'on_hold', occurredAt: '2026-11-20T08:00:00Z' });
    expect(await mails()).toEqual(before);
    expect(await watched()).toMatchObject([{ reasons: [{ reason: 'on_hold' }] }]);
  });

  test('refuses a second mail when the same reason comes again', async () => {
    await shop.order('w6');
    await scan('w6', { status: 'attempt_failed', occurredAt: '2026-11-20T07:00:00Z' });
    await scan('w6', { status: 'in_transit', occurredAt: '2026-11-20T08:00:00Z' });
    await scan('w6', { status: 'attempt_failed', occurredAt: '2026-11-20T08:30:00Z' });
    expect(await mails()).toHaveLength(1);
    expect(await watched()).toHaveLength(1);
  });
});

test('ok: the list comes in pages, within one brand', async () => {
  for (const id of ['p1', 'p2', 'p3']) {
    await shop.order(id);
    await scan(id, { status: 'on_hold', occurredAt: '2026-11-20T08:00:00Z' });
  }
  const first = (await shop.api('GET', 'watchlist?limit=2')).body;
  expect(first.shipments).toHaveLength(2);
  const second = (await shop.api('GET', `watchlist?limit=2&after=${first.next}`)).body;
  expect(second.shipments).toHaveLength(1);
  expect(second.next).toBeNull();
  const other = await home.addBrand();
  expect((await other.api('GET', 'watchlist')).body.shipments).toEqual([]);
});

test('refuses a key that may not read shipments', async () => {
  const key = await shop.addKey(['orders:read']);
  const answer = await shop.ask('/api/v1/watchlist', { headers: { authorization: `Bearer ${key}` } });
  expect(answer.status).toBe(403);
});
