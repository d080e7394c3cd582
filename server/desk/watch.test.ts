import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { outboxMessages } from '../../db/schema/index.ts';
import { days, hours } from '../kit/clock.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { findWatched, listWatch } from './watch.ts';

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

const scan = (id: string, status: string, more: object = {}) =>
  shop.api('POST', `shipments/s-${id}/events`, {
    events: [{ status, occurredAt: new Date(home.clock().getTime() - 60_000).toISOString(), ...more }],
  });
const list = (limit = 50, brand = shop) => home.house.store.read((reader) => listWatch(reader, brand.brand, limit));
const watched = (id: string, brand = shop) =>
  home.house.store.read((reader) =>
    findWatched(reader, { links: home.house.links }, brand.brand, { id, now: home.clock() }),
  );

test('ok: the gravest first, of the same gravity what has lasted longest; cut where it was asked to be', async () => {
  for (const id of ['held', 'failed', 'lost', 'held-longer']) await shop.order(id);
  await scan('held-longer', 'on_hold', { occurredAt: '2026-11-20T07:00:00Z' });
  await scan('held', 'on_hold');
  await scan('lost', 'exception', { reason: 'lost' });
  await scan('failed', 'attempt_failed');
  const { rows, more } = await list();
  expect(rows.map(({ id }) => id)).toEqual(['s-lost', 's-failed', 's-held-longer', 's-held']);
  expect(more).toBe(false);
  expect(rows[0]).toMatchObject({ severity: 'high', nextStep: 'replace_or_refund', orderNumber: 'lost' });
  expect(await list(2)).toMatchObject({ rows: [{ id: 's-lost' }, { id: 's-failed' }], more: true });
});

test('ok: says what she was told: on its way, by mail, and nothing of what was old news', async () => {
  await shop.order('told');
  await scan('told', 'on_hold');
  await shop.order('old');
  await scan('old', 'attempt_failed', { occurredAt: new Date(home.clock().getTime() - days(2)).toISOString() });
  const told = async () => Object.fromEntries((await list()).rows.map(({ id, told }) => [id, told]));
  expect(await told()).toEqual({ 's-told': { news: 'on_hold', by: 'email', at: null }, 's-old': null });
  await home.house.runner.sendDue();
  expect(await told()).toEqual({ 's-told': { news: 'on_hold', by: 'email', at: home.clock() }, 's-old': null });
});

test('ok: of a push and the mail that waited beside it, the one that she heard', async () => {
  await shop.order('late');
  await shop.api('PUT', 'shipments/s-late', { orderId: 'late', carrierEstimate: { on: '2026-11-28' } });
  const { id: brandId } = shop;
  // As if a device had heard it before the mail was due.
  await home.house.store.write(async (tx) => {
    const ofBrand = and(eq(outboxMessages.brandId, brandId), eq(outboxMessages.channel, 'email'));
    const [mail] = await tx.update(outboxMessages).set({ status: 'spared' }).where(ofBrand).returning();
    if (!mail) throw new Error('nothing was told');
    const heard = { channel: 'push', status: 'sent', finishedAt: home.clock() } as const;
    await tx.insert(outboxMessages).values({ ...mail, ...heard, id: home.house.newId(), deduplicationKey: 'heard' });
  });
  expect((await list()).rows).toMatchObject([
    { estimateOn: '2026-11-28', told: { news: 'late', by: 'push', at: home.clock() } },
  ]);
});

test('ok: one parcel with its order; once it is there, nothing is the matter with it any more', async () => {
  const { link } = await shop.order('one');
  await scan('one', 'attempt_failed');
  expect(await watched('s-one')).toMatchObject({
    orderNumber: 'one',
    order: { link },
    customer: { email: 'one@shopper.example', phone: null },
    parcels: [{ id: 's-one', concerned: true }],
    entries: [{ kind: 'scan' }],
    row: { reasons: [{ reason: 'attempt_failed' }] },
  });
  home.clock.advance(hours(1));
  await scan('one', 'delivered');
  expect(await watched('s-one')).toMatchObject({ row: null, entries: [{ kind: 'scan' }, { kind: 'scan' }] });
});

test('refuses another brand’s parcel, in the list and by its id', async () => {
  await shop.order('mine');
  await scan('mine', 'on_hold');
  const other = await home.addBrand();
  expect(await list(50, other)).toEqual({ rows: [], more: false, seen: [] });
  expect(await watched('s-mine', other)).toBeNull();
  expect(await watched('s-unknown')).toBeNull();
});

const tick = async (id: string, what: 'acknowledge' | 'withdraw', cookie: string, note = '') => {
  const headers = { cookie, origin: shop.brand.origin };
  const body = new URLSearchParams({ note });
  const sent = await shop.ask(`/desk/watch/s-${id}/${what}`, { method: 'POST', headers, body });
  return [sent.status, sent.headers.get('location')];
};
const ids = async () => {
  const { rows, seen } = await list();
  return { waits: rows.map(({ id }) => id), seen: seen.map(({ id }) => id) };
};

test('ok: what is taken care of is off the list, says who and when, and can be put back', async () => {
  const agent = await shop.signInStaff('agent');
  await shop.order('one');
  await shop.order('two');
  await scan('one', 'on_hold');
  await scan('two', 'on_hold');
  const back = [303, '/desk/watch/s-one#actions'];
  expect(await tick('one', 'acknowledge', agent, ' Zoll ist\r\nbezahlt. ')).toEqual(back);
  expect(await ids()).toEqual({ waits: ['s-two'], seen: ['s-one'] });
  const said = { by: expect.stringMatching(/./), note: 'Zoll ist\nbezahlt.', at: home.clock() };
  expect(await watched('s-one')).toMatchObject({
    row: { acknowledgement: said },
    entries: [{ kind: 'scan' }, { kind: 'watch_acknowledged', ...said }],
  });
  // Again, it says nothing new.
  await tick('one', 'acknowledge', agent, 'Nochmals');
  expect((await watched('s-one'))?.entries).toHaveLength(2);

  home.clock.advance(hours(1));
  expect(await tick('one', 'withdraw', agent)).toEqual(back);
  await tick('one', 'withdraw', agent);
  expect(await ids()).toEqual({ waits: ['s-one', 's-two'], seen: [] });
  expect(await watched('s-one')).toMatchObject({
    row: { acknowledgement: null },
    entries: [{ kind: 'scan' }, { kind: 'watch_acknowledged' }, { kind: 'watch_withdrawn', at: home.clock() }],
  });
});

test('ok: it comes back with something new, and with the same once it had gone; not with one more scan of it', async () => {
  const agent = await shop.signInStaff('agent');
  await shop.order('one');
  await scan('one', 'on_hold');
  await tick('one', 'acknowledge', agent);
  const move = async (status: string) => {
    home.clock.advance(hours(1));
    await scan('one', status);
    return (await ids()).waits;
  };
  expect(await move('on_hold')).toEqual([]);
  expect(await move('attempt_failed')).toEqual(['s-one']);
  await tick('one', 'acknowledge', agent);
  expect(await move('out_for_delivery')).toEqual([]);
  expect(await move('attempt_failed')).toEqual(['s-one']);
  expect((await watched('s-one'))?.row?.acknowledgement).toBeNull();
});

test('refuses whoever only reads, what is too long, and a parcel with nothing the matter', async () => {
  const [agent, marketer] = [await shop.signInStaff('agent'), await shop.signInStaff('marketer')];
  await shop.order('one');
  expect(await tick('one', 'acknowledge', agent)).toEqual([303, '/desk/watch/s-one?fault=closed#actions']);
  await scan('one', 'on_hold');
  expect((await tick('one', 'acknowledge', marketer))[0]).toBe(403);
  const tooLong = [303, '/desk/watch/s-one?fault=text-too-long#actions'];
  expect(await tick('one', 'acknowledge', agent, 'x'.repeat(4001))).toEqual(tooLong);
  expect(await ids()).toEqual({ waits: ['s-one'], seen: [] });
});

test('ok: by the merchant’s API as well, under the name of its key unless it gives another', async () => {
  await shop.order('one');
  await scan('one', 'on_hold');
  const path = 'watchlist/s-one/acknowledgement';
  const listed = async (query = '') =>
    (await shop.api('GET', `watchlist${query}`)).body.shipments.map(
      ({ shipmentId }: { shipmentId: string }) => shipmentId,
    );
  const answer = await shop.api('PUT', path, { by: 'Mara', note: 'Bezahlt.' });
  expect(answer.body.shipment).toMatchObject({
    shipmentId: 's-one',
    acknowledgement: { by: 'Mara', note: 'Bezahlt.', acknowledgedAt: home.clock().toISOString() },
  });
  expect([await listed(), await listed('?acknowledged=true')]).toEqual([[], ['s-one']]);
  expect((await shop.api('DELETE', path)).body.shipment.acknowledgement).toBeNull();
  expect([await listed(), await listed('?acknowledged=true')]).toEqual([['s-one'], []]);
  await scan('one', 'delivered');
  expect((await shop.api('PUT', path, {})).status).toBe(409);
  expect((await shop.api('DELETE', path)).body).toEqual({ shipment: null });
});
