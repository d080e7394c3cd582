/** Deliveries of sources through the real door: what is kept, what it changes, and what is turned away. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { inboxMessages, trackingEvents, waitingMessages } from '../../db/schema/index.ts';
import { days, hours } from '../kit/clock.ts';
import { easypost } from '../shipments/sources/easypost/adapter.ts';
import { dumpTables } from '../testing/dump.ts';
import { type Hook, openTestHouse, signatureOf, type TestBrand, type TestHouse } from '../testing/house.ts';
import { shopifyOrder, sixScans, trackerEvent } from '../testing/trackers.ts';
import {
  addConnection,
  countInbox,
  countUnmappedCodes,
  dropOldMessages,
  listInbox,
  replayMessage,
  rotateSecret,
  showMessage,
} from './index.ts';

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

const inbox = () =>
  home.house.store.read((reader) =>
    reader.select().from(inboxMessages).where(eq(inboxMessages.brandId, shop.id)).orderBy(inboxMessages.id),
  );
const eventCount = () =>
  home.house.store.read((reader) => reader.$count(trackingEvents, eq(trackingEvents.brandId, shop.id)));
const statusOf = async (id: string) => (await shop.api('GET', `shipments/${id}`)).body.shipment.status;
const metric = async (name: string, labels: string): Promise<number> => {
  const all = await home.house.meters.registry.metrics();
  const line = all.split('\n').find((one) => one.startsWith(`${name}{${labels}}`));
  return Number(line?.split(' ').at(-1) ?? 0);
};
const forgedCount = () => metric('doorstep_inbox_deliveries_total', 'source="easypost",outcome="forged"');
const replay = (id: string) => home.house.perform((work) => replayMessage(work, shop.brand, id));

describe('a genuine delivery', () => {
  test('ok: is kept as it came together with what it changed', async () => {
    await shop.order('1001');
    const payload = JSON.stringify(trackerEvent('JJD1001', sixScans.slice(0, 3)));
    const answer = await carrier.deliver(payload, { cookie: 'session=1', authorization: 'Basic x' });
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'understood', detail: null } });
    expect(await statusOf('s-1001')).toBe('in_transit');
    const [row, ...more] = await inbox();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ outcome: 'understood', source: 'easypost', topic: 'tracker.updated', tries: 1 });
    expect(row?.body.toString()).toBe(payload);
    expect(Object.keys(row?.headers ?? {}).sort()).toEqual(['content-type', 'x-hmac-signature']);
  });

  test('F3 ok: the same webhook fifty times at once has one effect and fifty 2xx', async () => {
    await shop.order('1002');
    const payload = JSON.stringify(trackerEvent('JJD1002', sixScans));
    const answers = await Promise.all(Array.from({ length: 50 }, () => carrier.deliver(payload)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(answers.filter(({ body }) => body.outcome === 'understood')).toHaveLength(1);
    expect(answers.filter(({ body }) => body.outcome === 'duplicate')).toHaveLength(49);
    expect(await inbox()).toHaveLength(1);
    expect(await eventCount()).toBe(6);
    expect(await statusOf('s-1002')).toBe('delivered');
  });

  test('F3 ok: the same Shopify webhook fifty times at once', async () => {
    const shopify = await shop.connect('shopify');
    const payload = JSON.stringify(shopifyOrder(5001));
    const headers = { 'x-shopify-topic': 'orders/create', 'x-shopify-webhook-id': 'w-1' };
    const answers = await Promise.all(Array.from({ length: 50 }, () => shopify.deliver(payload, headers)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await inbox()).toHaveLength(1);
    const order = await shop.api('GET', 'orders/5001');
    expect(order.body.order).toMatchObject({ number: '5001', totalMinor: 2580, customer: { id: '5002' } });
    expect(order.body.order.items).toHaveLength(1);
  });

  test('ok: all that Shopify says of one order at the same instant is taken in', async () => {
    const shopify = await shop.connect('shopify');
    const topics = ['orders/create', 'orders/updated', 'orders/paid', 'orders/fulfilled', 'orders/partially_fulfilled'];
    const answers = await Promise.all(
      topics.map((topic) => shopify.deliver(shopifyOrder(5101), { 'x-shopify-topic': topic })),
    );
    expect(answers.map(({ status, body }) => [status, body.outcome])).toEqual(topics.map(() => [200, 'understood']));
    expect((await shop.api('GET', 'orders/5101')).body.order.items).toHaveLength(1);
  });

  test('F8 ok: scans of a carrier whose clock is wrong do not decide when we received them', async () => {
    await shop.order('1003');
    await carrier.deliver(trackerEvent('JJD1003', [['delivered', 'arrived_at_destination', '2027-05-01T10:00:00Z']]));
    expect((await shop.api('GET', 'shipments/s-1003')).body.shipment).toMatchObject({
      status: 'delivered',
      deliveredAt: '2026-11-20T09:00:00.000Z',
    });
  });
});

describe('a delivery that is not genuine', () => {
  test('S23 refuses it unsigned, forged, cut short or not in its encoding: a count and nothing else', async () => {
    await shop.order('1004');
    const before = await forgedCount();
    const payload = JSON.stringify(trackerEvent('JJD1004', sixScans));
    const wrong = [
      '',
      'hmac-sha256-hex=',
      `hmac-sha256-hex=${'0'.repeat(64)}`,
      'hmac-sha256-hex=zz',
      `sha1=${'a'.repeat(40)}`,
    ];
    for (const signature of wrong) {
      const answer = await carrier.deliver(payload, { 'x-hmac-signature': signature });
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    }
    expect((await carrier.deliver(payload, {}, 'another secret')).status).toBe(401);
    expect((await shop.ask(`/hooks/${carrier.id}`, { method: 'POST', body: payload })).status).toBe(401);
    expect(await inbox()).toEqual([]);
    expect(await statusOf('s-1004')).toBe('pending');
    expect((await forgedCount()) - before).toBe(wrong.length + 2);
  });

  test('S24 refuses a body that was written anew', async () => {
    const payload = JSON.stringify(trackerEvent('JJD1', sixScans));
    const headers = signatureOf('easypost', carrier.secret, payload);
    const body = JSON.stringify(JSON.parse(payload), null, 1);
    expect((await shop.ask(`/hooks/${carrier.id}`, { method: 'POST', body, headers })).status).toBe(401);
    expect(await inbox()).toEqual([]);
  });

  test('S25 ok: both secrets are valid for a day after the rotation, then the old one is refused', async () => {
    const { secret } = await home.house.perform((work) =>
      rotateSecret(work, home.house.sealer, { brandId: shop.id, id: carrier.id }),
    );
    const send = (signedWith: string) => carrier.deliver(trackerEvent('JJD9', sixScans), {}, signedWith);
    expect((await send(carrier.secret)).status).toBe(200);
    expect((await send(secret)).status).toBe(200);
    home.clock.advance(hours(25));
    expect((await send(carrier.secret)).status).toBe(401);
    expect((await send(secret)).status).toBe(200);
  });

  test('S2 refuses a connection of another brand, and one that never was, in the same words', async () => {
    const other = await home.addBrand();
    const payload = JSON.stringify(trackerEvent('JJD1', sixScans));
    const asked = { method: 'POST', body: payload, headers: { 'x-hmac-signature': 'x' } };
    const ofOther = await other.ask(`/hooks/${carrier.id}`, asked);
    const never = await other.ask('/hooks/nowhere', asked);
    expect([ofOther.status, never.status]).toEqual([404, 404]);
    expect({ ...ofOther.body, requestId: '' }).toEqual({ ...never.body, requestId: '' });
    expect(await inbox()).toEqual([]);
  });

  test('S32 refuses a body over 5 MB before it is read whole', async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    const asked = { method: 'POST', body: endless, headers: { 'content-type': 'application/json' } };
    expect((await shop.ask(`/hooks/${carrier.id}`, asked)).status).toBe(413);
    expect(sent).toBeLessThan(6_000_000);
    expect(await inbox()).toEqual([]);
  });

  test.each(['GET', 'HEAD', 'PUT', 'DELETE'])('refuses %s at a hook', async (method) => {
    expect((await shop.ask(`/hooks/${carrier.id}`, { method })).status).toBe(404);
  });
});

describe('what cannot be understood', () => {
  test('ok: is kept, answered with 2xx, counted, and can be listed and read again', async () => {
    await shop.order('1005');
    const nonsense = await carrier.deliver('{"object":"Cake"}');
    expect(nonsense).toMatchObject({ status: 200, body: { outcome: 'not_understood' } });
    expect((await carrier.deliver('not json at all')).body.outcome).toBe('not_understood');
    expect((await carrier.deliver('')).body.outcome).toBe('not_understood');
    const { store } = home.house;
    expect(await store.read((reader) => countInbox(reader, shop.id))).toEqual([
      { source: 'easypost', outcome: 'not_understood', messages: 3 },
    ]);
    const listed = await store.read((reader) => listInbox(reader, { brandId: shop.id, limit: 10 }));
    expect(listed).toHaveLength(3);

    // A later release understands it.
    const [kept] = await inbox();
    const better = trackerEvent('JJD1005', sixScans);
    vi.spyOn(easypost, 'read').mockImplementationOnce((_, context) =>
      easypost.read(
        { rawBody: Buffer.from(JSON.stringify(better)), headers: {}, url: '', receivedAt: home.clock() },
        context,
      ),
    );
    expect(await replay(kept?.id ?? '')).toMatchObject({ outcome: 'understood', detail: null });
    expect(await statusOf('s-1005')).toBe('delivered');
    expect((await inbox())[0]).toMatchObject({ outcome: 'understood', detail: null, tries: 2 });
  });

  test('ok: a code that nobody knows is kept as said, counted, and moves nothing', async () => {
    await shop.order('1006');
    const scans = [...sixScans.slice(0, 2), ['teleported', 'beamed_up', '2026-11-19T09:00:00Z'] as const];
    expect((await carrier.deliver(trackerEvent('JJD1006', scans))).status).toBe(200);
    const { shipment } = (await shop.api('GET', 'shipments/s-1006')).body;
    expect(shipment.status).toBe('picked_up');
    expect(shipment.events[0]).toMatchObject({ status: null, rawCode: expect.stringContaining('beamed_up') });
    const [kept] = await inbox();
    expect(kept?.unmappedCodes).toHaveLength(1);
    const code = kept?.unmappedCodes[0] ?? '';
    await carrier.deliver(trackerEvent('JJD1006', sixScans.slice(0, 3)));
    const { store } = home.house;
    expect(await store.read((reader) => countUnmappedCodes(reader, shop.id))).toEqual([
      { source: 'easypost', code, messages: 1 },
    ]);
    const holding = (wanted: string, outcome?: string) =>
      store.read((reader) => listInbox(reader, { brandId: shop.id, code: wanted, outcome, limit: 10 }));
    expect(await holding(code)).toMatchObject([{ id: kept?.id, outcome: 'understood', unmappedCodes: [code] }]);
    expect(await holding(code.slice(1))).toEqual([]);
    expect(await holding(code, 'failed')).toEqual([]);
    expect(await home.house.meters.registry.metrics()).toMatch(
      /doorstep_unmapped_codes_total\{source="easypost",code="[^"]*beamed_up/,
    );
  });

  test('F26 ok: an adapter that throws loses nothing: the message is kept as failed and can be replayed', async () => {
    await shop.order('1007');
    vi.spyOn(easypost, 'read').mockImplementationOnce(() => {
      throw new TypeError('a bug of ours');
    });
    const answer = await carrier.deliver(trackerEvent('JJD1007', sixScans));
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'failed' } });
    expect(answer.text).not.toContain('a bug of ours');
    const [kept] = await inbox();
    expect(kept).toMatchObject({ outcome: 'failed' });
    expect(await replay(kept?.id ?? '')).toMatchObject({ outcome: 'understood' });
    expect(await statusOf('s-1007')).toBe('delivered');
  });

  test('ok: what a domain refuses is kept as failed, with nothing of it applied', async () => {
    const shopify = await shop.connect('shopify');
    await shop.order('1008');
    const payload = shopifyOrder(6001, {
      fulfillments: [{ id: 's-1008', order_id: 6001, created_at: '2026-11-18T12:00:00Z', tracking_number: 'X1' }],
    });
    const answer = await shopify.deliver(payload, { 'x-shopify-topic': 'orders/create' });
    expect(answer).toMatchObject({ status: 200, body: { outcome: 'failed' } });
    expect((await inbox())[0]).toMatchObject({ outcome: 'failed', detail: expect.stringContaining('another order') });
    expect((await shop.api('GET', 'orders/6001')).status).toBe(404);
  });

  test('refuses to replay what another brand received', async () => {
    await carrier.deliver('{"object":"Cake"}');
    const [kept] = await inbox();
    const other = await home.addBrand();
    const asOther = home.house.perform((work) => replayMessage(work, other.brand, kept?.id ?? ''));
    await expect(asOther).rejects.toMatchObject({ code: 'not_found' });
  });
});

test('F5 ok: an event that comes a day late mends the timeline and moves nothing back', async () => {
  await shop.order('1009');
  await carrier.deliver(trackerEvent('JJD1009', sixScans.toSpliced(3, 1)));
  home.clock.advance(days(1));
  await carrier.deliver(trackerEvent('JJD1009', sixScans.slice(3, 4)));
  const { shipment } = (await shop.api('GET', 'shipments/s-1009')).body;
  expect(shipment).toMatchObject({ status: 'delivered', deliveredAt: '2026-11-20T08:30:00.000Z' });
  expect(shipment.events.map((event: { occurredAt: string }) => event.occurredAt)).toEqual(
    sixScans.map(([, , at]) => new Date(at).toISOString()).toReversed(),
  );
});

describe('a body that shows the secret', () => {
  const secret = 'the hook secret of DHL';
  const notice = (fields: object) => ({
    scope: 'push',
    secret,
    shipments: [
      {
        id: 'DHL1',
        service: 'parcel-de',
        status: { timestamp: '2026-11-20T07:45:00', statusCode: 'transit', description: 'im Zustellfahrzeug' },
      },
    ],
    ...fields,
  });

  test.each([
    ['as it is', (body: string) => body],
    ['spaced', (body: string) => JSON.stringify(JSON.parse(body), null, 2)],
    ['with a name in escapes', (body: string) => body.replace('"secret"', '"s\\u0065cret"')],
    ['inside a string', (body: string) => JSON.stringify(body)],
  ])('S44 ok: is kept without it and still read and told apart: %s', async (_, written) => {
    await shop.order('dhl', { shipments: [{ id: 's-dhl', trackingNumber: 'DHL1' }] });
    const { path } = await home.house.perform((work) =>
      addConnection(work, home.house.sealer, { brandId: shop.id, source: 'dhl', secret }),
    );
    const push = (body: string) =>
      shop.ask(path ?? '', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    const body = written(JSON.stringify(notice({ retry: 'über' })));
    expect((await push(body)).body).toMatchObject({ outcome: 'understood' });
    expect((await push(body)).body).toMatchObject({ outcome: 'duplicate' });
    expect((await push(body.replace(secret, 'a guess of the secret'))).status).toBe(401);
    const cells = await dumpTables(home.house.store, shop.id);
    expect(cells.filter(({ text }) => text.includes(secret))).toEqual([]);
    const [kept] = await inbox();
    expect(kept?.body.toString()).toContain('über');
    expect(await replay(kept?.id ?? '')).toMatchObject({ outcome: 'understood' });
    expect(await eventCount()).toBe(1);
  });
});

test('ok: a carrier’s answer that does not name its parcel is kept with its number and without the secret', async () => {
  const sendle = await shop.connect('sendle');
  const answer = { tracking_events: [{ event_type: 'Out for Delivery', scan_time: '2026-11-20T07:45:00Z' }] };
  await shop.order('sendle', {
    shipments: ['S1', 'S2'].map((trackingNumber) => ({ id: trackingNumber, trackingNumber })),
  });
  const post = (number: string) => sendle.deliver(answer, { 'x-doorstep-number': number });
  expect((await post('S1')).body).toMatchObject({ outcome: 'understood', detail: null });
  expect((await post('S1')).body).toMatchObject({ outcome: 'duplicate' });
  // The same words about another parcel are news.
  expect((await post('S2')).body).toMatchObject({ outcome: 'understood', detail: null });
  expect([await statusOf('S1'), await statusOf('S2')]).toEqual(['out_for_delivery', 'out_for_delivery']);
  expect((await sendle.deliver(answer)).body).toMatchObject({ outcome: 'not_understood' });
  const [kept] = await inbox();
  expect(kept?.headers).toEqual({ 'content-type': 'application/json', 'x-doorstep-number': 'S1' });
  expect(await replay(kept?.id ?? '')).toMatchObject({ outcome: 'understood', detail: null });
  expect(await eventCount()).toBe(2);
  expect((await sendle.deliver(answer, {}, 'another secret')).status).toBe(401);
});

describe('what was kept long enough', () => {
  const dropOld = () => {
    const { store, perform } = home.house;
    return dropOldMessages.run({ store, perform, clock: home.clock, signal: new AbortController().signal });
  };

  test('ok: loses body and headers after the days that the brand sets, and is still told apart', async () => {
    const strict = await home.addBrand({ inbox: { keptDays: 14, unclearKeptDays: 60 } });
    shop = strict;
    carrier = await strict.connect('easypost');
    await strict.order('2001');
    const early = trackerEvent('EARLY', sixScans.slice(0, 2));
    for (const payload of [trackerEvent('JJD2001', sixScans), early, '{"object":"Cake"}'])
      await carrier.deliver(payload);
    await carrier.deliver({ id: 'evt_b', object: 'Event', description: 'batch.updated', result: { object: 'Batch' } });
    const sizes = async () => (await inbox()).map(({ outcome, body }) => [outcome, body.length > 0]);

    home.clock.advance(days(14));
    await dropOld();
    expect((await sizes()).every(([, isKept]) => isKept)).toBe(true);
    home.clock.advance(1);
    await dropOld();
    expect(await sizes()).toEqual([
      ['understood', false],
      ['understood', false],
      ['not_understood', true],
      ['ignored', false],
    ]);
    const [understood] = await inbox();
    expect(understood).toMatchObject({ headers: {}, topic: 'tracker.updated', outcome: 'understood' });
    home.clock.advance(days(50));
    await dropOld();
    expect((await sizes()).some(([, isKept]) => isKept)).toBe(false);
    expect(await dropOld()).toBe(0);

    expect((await carrier.deliver(early)).body.outcome).toBe('duplicate');
    await expect(replay(understood?.id ?? '')).rejects.toMatchObject({ code: 'conflict' });
    const { store } = home.house;
    const shown = await store.read((reader) => showMessage(reader, { brandId: shop.id, id: understood?.id ?? '' }));
    expect(shown).toMatchObject({ body: null, outcome: 'understood', headers: {} });
    // What waited for a shipment does not stand in its way when it comes at last.
    expect(await store.read((reader) => reader.$count(waitingMessages, eq(waitingMessages.brandId, shop.id)))).toBe(0);
    await strict.order('2002', { shipments: [{ id: 's-2002', trackingNumber: 'EARLY' }] });
    expect(await statusOf('s-2002')).toBe('pending');
  });
});
