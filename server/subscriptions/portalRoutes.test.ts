/** The page's verbs over HTTP, as forms and as JSON: who may, what comes back, and what the shop hears. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';

let testHouse: TestHouse;
let brand: TestBrand;
let place: { link: string; portal: string; page: string };
let cookie = '';
beforeAll(async () => {
  testHouse = await openTestHouse();
});
afterAll(() => testHouse.close());
beforeEach(async () => {
  brand = await testHouse.addBrand();
  place = await brand.order('1003');
  await put('501', 'c-1003');
  cookie = await brand.signInShopper('c-1003');
});

const put = (id: string, customerId: string, more: object = {}) =>
  brand.api('PUT', `subscriptions/${id}`, {
    customer: { id: customerId },
    status: 'active',
    items: [{ productId: 'p-1', name: 'Espresso', quantity: 2, unitPriceMinor: 1290 }],
    currency: 'EUR',
    interval: { count: 1, unit: 'month' },
    nextChargeOn: '2026-12-18',
    deliveryAddress: { name: 'Naomi Unverkennbar', line1: 'Geheimgasse 7', city: 'Köln', countryCode: 'DE' },
    ...more,
  });
interface Seen {
  readonly id: string;
  readonly version: string;
  readonly address: unknown;
  readonly stops: readonly { on: string; skipped: boolean }[];
}
const shown = async (as = cookie): Promise<Seen> =>
  (await brand.ask(`${place.portal}/subscriptions`, { headers: { cookie: as } })).body.subscriptions[0];
/** What a browser says of a request from the page itself. */
const ours = { 'sec-fetch-site': 'same-origin' };
const json = async (action: string, said: object, more: { cookie?: string; id?: string; headers?: object } = {}) => {
  const { id, version } = await shown();
  return brand.ask(`${place.portal}/subscriptions/${more.id ?? id}/${action}`, {
    method: 'POST',
    headers: { ...ours, ...(more.cookie === '' ? {} : { cookie: more.cookie ?? cookie }), ...more.headers },
    body: { version, ...said },
  });
};
const form = async (
  action: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { cookie, ...ours },
) => {
  const { id, version } = await shown();
  const body = new URLSearchParams({ version, ...fields });
  const answer = await brand.ask(`${place.page}/subscriptions/${id}/${action}`, { method: 'POST', headers, body });
  return { ...answer, to: decodeURIComponent(answer.headers.get('location') ?? '') };
};
const skip = { on: '2026-12-18' };

describe('what a link shows', () => {
  test('S4 ok: the plan, and the address only to her who is signed in', async () => {
    const answer = await brand.ask(`${place.portal}/subscriptions`);
    expect(answer.body).toMatchObject({ signedIn: false, subscriptions: [{ nextOn: '2026-12-18', address: null }] });
    expect(answer.text).not.toMatch(/Unverkennbar|Geheimgasse|shopper\.example/);
    expect(await shown()).toMatchObject({ address: { line1: 'Geheimgasse 7' } });
  });

  test('S1 ok: a session of somebody else sees what a link shows', async () => {
    await brand.order('1004');
    expect(await shown(await brand.signInShopper('c-1004'))).toMatchObject({ address: null });
  });
});

describe('forms', () => {
  test('ok: 303 back to the subscription, and it is done', async () => {
    const answer = await form('skip', skip);
    expect(answer.status).toBe(303);
    expect(answer.to).toMatch(/\/subscriptions\?subscription=.+#subscription-/);
    expect((await shown()).stops[0]).toMatchObject({ on: '2026-12-18', skipped: true });
  });

  test.each([
    ['pause', { until: '' }],
    ['next-date', { on: '2026-12-24' }],
    ['order-now', {}],
    ['frequency', { interval: '2 week' }],
    ['quantity', { productId: 'p-1', quantity: '3' }],
    ['address', { name: 'N', line1: 'Neue Gasse 1', city: 'Bonn', postalCode: '53111', countryCode: 'de' }],
    ['cancel', { reason: '', comment: '' }],
    ['offer', { offer: 'too_much frequency' }],
  ])('ok: %s', async (action, fields) => {
    expect((await form(action, fields)).to).toMatch(/\/subscriptions\?subscription=/);
    const { subscription } = (await brand.api('GET', 'subscriptions/501')).body;
    expect(subscription.changes).toHaveLength(1);
  });

  test('ok: what cannot be is said in a word', async () => {
    expect((await form('skip', { on: '2026-12-19' })).to).toContain('?fault=not_planned');
    expect((await form('quantity', { productId: 'p-1', quantity: 'many' })).to).toContain('?fault=form');
  });

  test.each([
    [['name', 'line1', 'city', 'countryCode'], { postalCode: '50667' }],
    [['countryCode'], { countryCode: 'XX' }],
    [['postalCode'], { postalCode: '' }],
    [['postalCode'], { postalCode: 'ABC' }],
    [['name', 'postalCode'], { name: ' ', postalCode: '1' }],
  ])('refuses an address nobody could send to, naming %o', async (faults, fields) => {
    const whole = { name: 'N', line1: 'Neue Gasse 1', city: 'Bonn', postalCode: '53111', countryCode: 'DE' };
    const sent = 'line1' in fields || faults.length > 2 ? fields : { ...whole, ...fields };
    const answer = await form('address', sent);
    expect(answer.status).toBe(422);
    expect(answer.body.fields.map(({ field }: { field: string }) => field)).toEqual(faults);
    const { subscription } = (await brand.api('GET', 'subscriptions/501')).body;
    expect(subscription.changes).toEqual([]);
  });

  test('ok: a postcode is kept as its country writes it; a country without any needs none', async () => {
    const whole = { name: 'N', line1: '1 Marunouchi', city: 'Tokyo', postalCode: '1000005', countryCode: 'jp' };
    await form('address', whole);
    expect(await shown()).toMatchObject({ address: { postalCode: '100-0005', countryCode: 'JP' } });
    await form('address', { ...whole, city: 'Dubai', postalCode: '', countryCode: 'AE' });
    expect(await shown()).toMatchObject({ address: { postalCode: null, countryCode: 'AE' } });
  });

  test('refuses a day that cannot be, beside the day', async () => {
    expect((await form('next-date', { on: '2020-01-01' })).body.fields).toEqual([{ field: 'on', message: 'too_soon' }]);
    expect((await form('pause', { until: '2029-01-01' })).body.fields).toEqual([
      { field: 'until', message: 'too_far' },
    ]);
  });

  test('ok: what the shop changed meanwhile is a conflict that is shown', async () => {
    const { id, version } = await shown();
    await put('501', 'c-1003', { nextChargeOn: '2026-12-20' });
    const body = new URLSearchParams({ version, on: '2026-12-24' });
    const to = `${place.page}/subscriptions/${id}/next-date`;
    const answer = await brand.ask(to, { method: 'POST', headers: { cookie, ...ours }, body });
    expect(answer.headers.get('location')).toContain('?fault=changed');
    expect(await shown()).toMatchObject({ nextOn: '2026-12-20' });
  });

  test('S3 refuses a link without the session: on to the code, and nothing is changed', async () => {
    const answer = await form('skip', skip, {});
    expect(answer.status).toBe(303);
    expect(answer.to).toMatch(/\/sign-in\?next=\/t\/.+\/subscriptions/);
    expect((await shown()).stops[0]).toMatchObject({ skipped: false });
  });

  test('S14 refuses a form of another site', async () => {
    const answer = await form('skip', skip, { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    expect(answer.status).toBe(403);
  });

  test('refuses an action that there is not', async () => {
    expect((await form('discount', { percent: '90' })).status).toBe(404);
  });
});

describe('JSON', () => {
  test('ok: answers with the subscription as it is now', async () => {
    const answer = await json('skip', skip);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      outcome: 'requested',
      subscription: { nextOn: '2027-01-18', changes: [{ action: 'skip', state: 'waiting' }] },
    });
    expect((await json('skip', skip)).body.outcome).toBe('unchanged');
  });

  test('ok: sent again with its key, it is the same answer', async () => {
    const { id, version } = await shown();
    const once = () =>
      brand.ask(`${place.portal}/subscriptions/${id}/order-now`, {
        method: 'POST',
        headers: { cookie, ...ours, 'idempotency-key': 'k-1' },
        body: { version },
      });
    const [first, second] = [await once(), await once()];
    expect(second.body.changeId).toBe(first.body.changeId);
  });

  test('refuses what cannot be: 409 with the word', async () => {
    const answer = await json('reactivate', { on: '2026-12-20' });
    expect(answer.status).toBe(409);
    expect(answer.body.fields).toEqual([{ field: 'action', message: 'not_ended' }]);
  });

  test('S5 refuses fields that are not asked for', async () => {
    expect((await json('skip', { ...skip, brandId: 'other' })).status).toBe(422);
    expect((await json('offer', { reason: 'too_expensive', offer: 'discount', percent: 90 })).status).toBe(422);
  });

  test('S3 refuses a link without the session, and a session of somebody else: 401', async () => {
    expect((await json('skip', skip, { cookie: '' })).status).toBe(401);
    await brand.order('1004');
    expect((await json('skip', skip, { cookie: await brand.signInShopper('c-1004') })).status).toBe(401);
  });

  test('S1 refuses the subscription of another customer exactly as one that there is not', async () => {
    await brand.order('1004');
    await put('502', 'c-1004');
    const there = await brand.order('1004');
    const others = (await brand.ask(`${there.portal}/subscriptions`)).body.subscriptions[0].id;
    const strip = ({ requestId: _, ...body }: Record<string, unknown>) => body;
    const [theirs, nobodys] = [await json('skip', skip, { id: others }), await json('skip', skip, { id: 'nothing' })];
    expect(theirs.status).toBe(404);
    expect(strip(theirs.body)).toEqual(strip(nobodys.body));
  });

  test('S2 refuses a session of another brand: 404', async () => {
    const other = await testHouse.addBrand();
    const theirs = await other.order('1003');
    const answer = await other.ask(`${theirs.portal}/subscriptions`, { headers: { cookie } });
    expect(answer.status).toBe(404);
  });

  test.each([
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a null origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['no origin', { 'sec-fetch-site': '' }],
  ])('S14 refuses JSON of %s', async (_, headers) => {
    expect((await json('skip', skip, { headers })).status).toBe(403);
    expect((await shown()).stops[0]).toMatchObject({ skipped: false });
  });
});
