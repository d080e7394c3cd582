/** Answers from outside, cases and what may be promoted, over the merchant API. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { days } from '../kit/clock.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';

let home: TestHouse;
let shop: TestBrand;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand();
});

/** An order that arrived long enough ago for nothing to stand against a promotion. */
const settled = (id = '1001') =>
  shop.order(id, {
    placedAt: '2026-09-01T09:00:00Z',
    shipments: [{ id: `s-${id}`, events: [{ status: 'delivered', occurredAt: '2026-09-03T09:00:00Z' }] }],
  });
const review = (said: object, headers = {}) =>
  shop.api('POST', 'sentiment', { customerId: 'c-1001', orderId: '1001', source: 'Reviews', ...said }, headers);
const decision = async (query = '') => (await shop.api('GET', `promos/decision?customer=c-1001${query}`)).body;
const codes = async (query = '') => (await decision(query)).reasons.map(({ code }: { code: string }) => code);
const alerts = async (query = '') => (await shop.api('GET', `alerts${query}`)).body.alerts;

describe('sentiment from outside', () => {
  test('ok: an unhappy review holds promotions and opens one case; the same again changes nothing', async () => {
    await settled();
    expect(await decision()).toEqual({ allowed: true, reasons: [] });
    const said = { score: 1, comment: 'Kaputt', externalId: 'rev-1', shipmentId: 's-1001' };
    const first = await review(said);
    expect(first).toMatchObject({ status: 200, body: { outcome: 'recorded', negative: true } });
    expect((await review(said)).body).toEqual({ ...first.body, outcome: 'unchanged' });
    const [alert, ...more] = await alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      status: 'open',
      customerId: 'c-1001',
      orderId: '1001',
      shipmentId: 's-1001',
      sentiment: { score: 1, comment: 'Kaputt' },
    });
    expect(await decision()).toEqual({
      allowed: false,
      reasons: [{ code: 'negative_sentiment', until: null, source: `alert:${alert.id}` }],
    });
  });

  test('ok: a better one releases the hold', async () => {
    await settled();
    await review({ score: 2 });
    home.clock.advance(1_000);
    await review({ score: 5 });
    expect(await codes()).toEqual([]);
  });

  test('refuses the order of another customer, ids that nobody has, and another text under a known id', async () => {
    await settled();
    await settled('1002');
    expect((await review({ score: 1, orderId: '1002' })).status).toBe(404);
    expect((await review({ score: 1, shipmentId: 's-1002' })).status).toBe(404);
    expect((await review({ score: 1, orderId: undefined, shipmentId: 's-1002' })).status).toBe(404);
    expect((await review({ score: 1, customerId: 'c-9' })).status).toBe(404);
    expect((await review({ score: 6 })).body.fields).toMatchObject([{ field: 'score' }]);
    expect((await review({ score: 1, answeredAt: '2026-11-21T09:00:00Z' })).body.fields).toMatchObject([
      { field: 'answeredAt' },
    ]);
    await review({ score: 1, externalId: 'rev-1' });
    expect((await review({ score: 3, externalId: 'rev-1' })).status).toBe(409);
    expect(await alerts()).toHaveLength(1);
  });

  test('F6 ok: under one Idempotency-Key thirty times at once there is one case', async () => {
    await settled();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => review({ score: 1 }, { 'idempotency-key': 'one' })),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(await alerts()).toHaveLength(1);
  });
});

describe('alerts', () => {
  const open = async () => {
    await settled();
    await review({ score: 1 });
    return (await alerts())[0].id as string;
  };

  test('ok: acknowledged, resolved, and out of the open ones; promotions return after the cool-down', async () => {
    const id = await open();
    const taken = await shop.api('PUT', `alerts/${id}/acknowledgement`, { by: 'Mara Lindner' });
    expect(taken.body.alert).toMatchObject({ status: 'acknowledged', agent: 'Mara Lindner' });
    expect((await shop.api('PUT', `alerts/${id}/acknowledgement`, { by: 'Mara Lindner' })).status).toBe(200);
    const resolved = await shop.api('PUT', `alerts/${id}/resolution`, { outcome: 'replaced', note: 'neu verschickt' });
    expect(resolved.body.alert).toMatchObject({ status: 'resolved', outcome: 'replaced', note: 'neu verschickt' });
    expect(await alerts()).toEqual([]);
    expect((await alerts('?status=resolved')).map((one: { id: string }) => one.id)).toEqual([id]);
    expect((await shop.api('GET', `alerts/${id}`)).body).toEqual(resolved.body);
    const until = '2026-11-27T09:00:00.000Z';
    expect(await decision()).toMatchObject({ reasons: [{ code: 'negative_sentiment', until }] });
    home.clock.advance(days(7) + 1);
    expect(await codes()).toEqual([]);
  });

  test('refuses outcomes that there are not, steps that make no sense, and cases of another brand', async () => {
    const id = await open();
    expect((await shop.api('PUT', `alerts/${id}/resolution`, { outcome: 'ignored' })).body.fields).toMatchObject([
      { field: 'outcome' },
    ]);
    expect((await shop.api('PUT', `alerts/${id}/resolution`, {})).status).toBe(422);
    await shop.api('PUT', `alerts/${id}/resolution`, { outcome: 'refunded' });
    expect((await shop.api('PUT', `alerts/${id}/acknowledgement`, {})).status).toBe(409);
    const other = await home.addBrand();
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PUT', '/acknowledgement', {}],
      ['PUT', '/resolution', { outcome: 'other' }],
    ] as const) {
      const theirs = await other.api(method, `alerts/${id}${path}`, body);
      const nobodys = await other.api(method, `alerts/${id.slice(0, -1)}0${path}`, body);
      expect.soft(theirs.status, path).toBe(404);
      expect.soft({ ...theirs.body, requestId: '' }).toEqual({ ...nobodys.body, requestId: '' });
    }
    expect(await other.api('GET', 'alerts')).toMatchObject({ body: { alerts: [] } });
  });

  test('ok: page by page, newest first', async () => {
    for (const id of ['1001', '1002', '1003']) {
      await settled(id);
      await review({ customerId: `c-${id}`, orderId: id, score: 1 });
      home.clock.advance(1_000);
    }
    const [newest, second] = await alerts('?limit=2');
    expect([newest.orderId, second.orderId]).toEqual(['1003', '1002']);
    expect((await alerts(`?limit=2&before=${second.id}`)).map((one: { orderId: string }) => one.orderId)).toEqual([
      '1001',
    ]);
    for (const limit of ['0', '201', 'many', '1.5'])
      expect((await shop.api('GET', `alerts?limit=${limit}`)).status).toBe(422);
  });
});

describe('the promo decision', () => {
  test('ok: names every reason at once, each with its source', async () => {
    await settled();
    await shop.api('PUT', 'customers/c-1001', { promoConsent: false, timeZone: 'Europe/Berlin' });
    await review({ score: 1 });
    await shop.api('PUT', 'suppressions/vip', { customerId: 'c-1001', until: '2026-12-01T00:00:00Z' });
    await shop.order('1009', {
      customer: { id: 'c-1001' },
      placedAt: '2026-11-10T09:00:00Z',
      shipments: [
        {
          id: 's-1009',
          promisedOn: '2026-11-15',
          events: [{ status: 'exception', reason: 'lost', occurredAt: '2026-11-16T09:00:00Z' }],
        },
      ],
    });
    home.clock.set('2026-11-20T20:00:00Z');
    const { allowed, reasons } = await decision('&product=p-1&channel=push');
    expect(allowed).toBe(false);
    const bySource = Object.fromEntries(
      reasons.map((one: { code: string; source: string; until: string }) => [one.code, [one.source, one.until]]),
    );
    expect(bySource).toEqual({
      negative_sentiment: [expect.stringMatching(/^alert:/), null],
      suppressed_by_support: ['api:Shop', '2026-12-01T00:00:00.000Z'],
      delivery_trouble: ['shipment:s-1009', null],
      recently_bought: ['order:1009', '2026-12-10T09:00:00.000Z'],
      no_consent: ['customer', null],
      quiet_hours: ['zone:Europe/Berlin', '2026-11-21T08:00:00.000Z'],
    });
  });

  test('refuses a customer that nobody has, an unknown channel, and no customer', async () => {
    await settled();
    expect((await shop.api('GET', 'promos/decision?customer=c-9')).status).toBe(404);
    expect((await shop.api('GET', 'promos/decision?customer=c-1001&channel=pigeon')).status).toBe(422);
    expect((await shop.api('GET', 'promos/decision')).body.fields).toMatchObject([{ field: 'customer' }]);
  });
});

describe('suppressions', () => {
  test('ok: set, listed, changed and lifted, beside those of cases', async () => {
    await settled();
    const put = (body: object) => shop.api('PUT', 'suppressions/vip', { customerId: 'c-1001', ...body });
    expect((await put({ channel: 'email' })).body).toEqual({ outcome: 'set' });
    expect((await put({ channel: 'email' })).body).toEqual({ outcome: 'unchanged' });
    expect(await codes('&channel=push')).toEqual([]);
    expect(await codes('&channel=email')).toEqual(['suppressed_by_support']);
    expect((await put({})).body).toEqual({ outcome: 'set' });
    expect(await codes('&channel=push')).toEqual(['suppressed_by_support']);
    await review({ score: 1 });
    const listed = (await shop.api('GET', 'suppressions')).body;
    expect(listed).toMatchObject({
      next: null,
      suppressions: [{ id: 'vip', channel: null }, { reason: 'negative_sentiment' }],
    });
    const ofCase = listed.suppressions[1].id;
    expect((await shop.api('DELETE', `suppressions/${ofCase}`)).status).toBe(409);
    expect((await shop.api('DELETE', 'suppressions/vip')).body).toEqual({ id: 'vip' });
    expect((await shop.api('DELETE', 'suppressions/vip')).status).toBe(404);
    expect(await codes()).toEqual(['negative_sentiment']);
  });

  test('ok: in pages', async () => {
    await settled();
    for (const id of ['a', 'b', 'c'])
      await shop.api('PUT', `suppressions/${id}`, { customerId: 'c-1001', productId: id });
    const first = (await shop.api('GET', 'suppressions?limit=2')).body;
    const second = (await shop.api('GET', `suppressions?limit=2&after=${first.next}`)).body;
    const ids = [...first.suppressions, ...second.suppressions].map(({ id }) => id);
    expect([ids, second.next]).toEqual([['a', 'b', 'c'], null]);
  });

  test('refuses a customer that nobody has, and what another brand holds', async () => {
    expect((await shop.api('PUT', 'suppressions/a', { customerId: 'c-9' })).status).toBe(404);
    await settled();
    await shop.api('PUT', 'suppressions/a', { customerId: 'c-1001' });
    const other = await home.addBrand();
    expect((await other.api('DELETE', 'suppressions/a')).status).toBe(404);
    expect((await other.api('GET', 'suppressions')).body.suppressions).toEqual([]);
    expect((await shop.api('PUT', 'suppressions/a', { customerId: 'c-1001', channel: 'pigeon' })).status).toBe(422);
  });
});
