/** The settings room's forms and their JSON twins: of her alone, and only behind the code by mail. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessions } from '../../db/schema/index.ts';
import { findCustomer } from '../customers/index.ts';
import { consentsOf, noticeSettingsOf } from '../notifications/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { readSettings } from './settings.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const openRoom = async () => {
  const brand = await house.addBrand();
  const { page, portal } = await brand.order('1');
  const cookie = await brand.signInShopper('c-1');
  const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = { cookie }) =>
    brand.ask(`${page}/${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) });
  const customer = async () => {
    const row = await house.house.store.read((reader) => findCustomer(reader, brand.id, 'c-1'));
    if (!row) throw new Error('no customer');
    return row;
  };
  const locationOf = async (answer: Promise<{ headers: Headers }>) => (await answer).headers.get('location');
  return { brand, page, portal, cookie, form, customer, locationOf };
};

const living = ({ id }: TestBrand) =>
  house.house.store.read(async (reader) =>
    (await reader.select().from(sessions).where(eq(sessions.brandId, id))).filter((row) => row.revokedAt === null),
  );

describe('the forms', () => {
  test('ok: a profile is set, and the shop’s next order leaves it as it is', async () => {
    const { brand, page, form, customer, locationOf } = await openRoom();
    const fields = { name: ' Noor ', phone: '', day: '29', month: '02', locale: 'ar', timeZone: 'Asia/Dubai' };
    expect(await locationOf(form('settings/profile', fields))).toBe(`${page}/settings?done=profile#note`);
    await brand.order('2', { customer: { id: 'c-1', name: 'NAOMI', phone: '+49', locale: 'de' } });
    expect(await customer()).toMatchObject({
      name: 'Noor',
      phone: null,
      birthday: '02-29',
      locale: 'ar',
      timeZone: 'Asia/Dubai',
    });
  });

  test.each([
    [['birthday'], { day: '31', month: '02' }],
    [['birthday'], { day: '', month: '02' }],
    [['phone'], { phone: 'abc' }],
    [['phone'], { phone: '110' }],
    [['phone', 'birthday'], { phone: 'abc', day: '31', month: '02' }],
    [['timeZone'], { timeZone: 'Mars/Olympus' }],
    [['locale'], { locale: 'tlh' }],
    [['name'], { name: 'N'.repeat(201) }],
  ])('refuses naming %o: %o', async (faults, fields) => {
    const { form, customer } = await openRoom();
    const { status, body } = await form('settings/profile', fields);
    expect(status).toBe(422);
    expect(body.fields.map(({ field }: { field: string }) => field)).toEqual(faults);
    expect((await customer()).setByShopper).toEqual([]);
  });

  test('ok: a phone number as people type it; what the shop wrote there stays while nobody touches it', async () => {
    const { brand, portal, form, cookie, customer } = await openRoom();
    await form('settings/profile', { phone: '0151 / 1234 5678' });
    expect(await customer()).toMatchObject({ phone: '+4915112345678' });
    const put = (phone: string) =>
      brand.ask(`${portal}/profile`, { method: 'PUT', headers: { cookie }, body: { phone } });
    expect((await put('abc')).body.fields).toEqual([{ field: 'phone', message: 'is no phone number' }]);
    await brand.order('9', { customer: { id: 'c-9', phone: 'ext. 12' } });
    const hers = await brand.signInShopper('c-9');
    const { page } = await brand.order('9', { customer: { id: 'c-9', phone: 'ext. 12' } });
    const kept = await brand.ask(`${page}/settings/profile`, {
      method: 'POST',
      headers: { cookie: hers },
      body: new URLSearchParams({ name: 'Noor', phone: 'ext. 12' }),
    });
    expect(kept.headers.get('location')).toContain('done=profile');
  });

  test('ok: what has a tick may be told and nothing else; how often, and when not', async () => {
    const { brand, page, form, customer, locationOf } = await openRoom();
    const fields = {
      'parcel.push': 'yes',
      'points.sms': 'yes',
      digest: 'weekly',
      quietFrom: '21:30',
      quietTo: '07:00',
    };
    expect(await locationOf(form('settings/notices', fields))).toBe(`${page}/settings?done=notices#note`);
    const { id: customerId, promoConsent } = await customer();
    const { store } = house.house;
    const consents = await store.read((reader) => consentsOf(reader, brand.id, customerId));
    const given = Object.entries(consents).flatMap(([topic, by]) =>
      Object.entries(by).flatMap(([channel, is]) => (is ? [`${topic}.${channel}`] : [])),
    );
    expect(given).toEqual(['parcel.push', 'points.sms']);
    expect(promoConsent).toBe(false);
    expect(await store.read((reader) => noticeSettingsOf(reader, { brandId: brand.id, customerId }))).toEqual({
      digest: 'weekly',
      quietHours: ['21:30', '07:00'],
    });
    const broken = { digest: 'daily', quietFrom: '21:30', quietTo: '' };
    expect((await form('settings/notices', broken)).body.fields).toMatchObject([{ field: 'quietTo' }]);
  });

  test('ok: devices are listed, this one first; one is ended, or all others', async () => {
    const { brand, form, customer } = await openRoom();
    await brand.signInShopper('c-1');
    await brand.signInShopper('c-1');
    const [mine, second] = await living(brand);
    const who = { brandId: brand.id, customerId: (await customer()).id, sessionId: mine?.id ?? '' };
    const view = await house.house.store.read((reader) => readSettings(reader, who, house.clock()));
    expect(view.devices.map(({ isThis }) => isThis)).toEqual([true, false, false]);
    await form('settings/devices', { id: second?.id ?? '' });
    expect((await living(brand)).map(({ id }) => id)).not.toContain(second?.id);
    await form('settings/devices', {});
    expect((await living(brand)).map(({ id }) => id)).toEqual([mine?.id]);
  });

  test('S42 ok: her data is a file behind the session; without it the way leads to the code', async () => {
    const { brand, page, cookie, locationOf } = await openRoom();
    const file = await brand.ask(`${page}/settings/export`, { headers: { cookie } });
    expect(file.status).toBe(200);
    expect(file.headers.get('content-disposition')).toContain('attachment');
    expect(file.headers.get('cache-control')).toBe('no-store');
    expect(file.body.data.customers).toMatchObject([{ email: '1@shopper.example' }]);
    expect(await locationOf(brand.ask(`${page}/settings/export`))).toMatch(/\/sign-in\?next=/);
  });

  test('S43 ok: erased by herself, after a tick; the browser is left with nothing', async () => {
    const { brand, page, form, locationOf } = await openRoom();
    expect(await locationOf(form('settings/erase', {}))).toBe(`${page}/settings/erase?fault=understood#note`);
    expect((await brand.api('GET', 'customers/c-1')).status).toBe(200);
    const erased = await form('settings/erase', { understood: 'yes' });
    expect(erased.headers.get('location')).toBe('/signed-out?done=erased');
    expect(erased.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect((await brand.api('GET', 'customers/c-1')).status).toBe(404);
    expect(await living(brand)).toEqual([]);
  });
});

/** Everything that the link alone, and whoever is somebody else, must not do. */
const changes = (portal: string) =>
  [
    ['PUT', `${portal}/profile`, { name: 'Eve' }],
    ['PUT', `${portal}/consents`, { consents: [{ topic: 'promo', channel: 'email', given: true }] }],
    ['DELETE', `${portal}/sessions/0190a000-0000-7000-8000-000000000000`, undefined],
    ['POST', `${portal}/passkeys/options`, {}],
    ['POST', `${portal}/passkeys`, { response: { id: 'x', response: {} } }],
  ] as const;
const forms = ['profile', 'notices', 'devices', 'passkeys', 'erase'] as const;

describe('who may', () => {
  test('S3 refuses the link alone: 401 as JSON, and a form leads to the code; nothing is changed', async () => {
    const { brand, page, portal, form, customer, locationOf } = await openRoom();
    const before = await customer();
    const headers = { origin: brand.brand.origin };
    for (const [method, path, body] of changes(portal)) {
      const answer = await brand.ask(path, { method, headers, ...(body ? { body } : {}) });
      expect(answer.status, path).toBe(401);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    for (const name of forms) {
      const to = await locationOf(form(`settings/${name}`, { understood: 'yes', digest: 'daily' }, headers));
      expect(to, name).toMatch(new RegExp(`^${page}/sign-in\\?next=`));
    }
    expect(await customer()).toEqual(before);
  });

  test('S1 refuses another shopper’s session under the link as if there were none, and her ids as absent', async () => {
    const { brand, portal, cookie } = await openRoom();
    await brand.order('2');
    const other = await brand.signInShopper('c-2');
    for (const [method, path, body] of changes(portal)) {
      const answer = await brand.ask(path, { method, headers: { cookie: other }, ...(body ? { body } : {}) });
      expect(answer.status, path).toBe(401);
    }
    const theirs = (await living(brand)).at(-1)?.id ?? '';
    const remove = (id: string) => brand.ask(`${portal}/sessions/${id}`, { method: 'DELETE', headers: { cookie } });
    const absent = '0190a000-0000-7000-8000-000000000000';
    const said = async (id: string): Promise<string> => {
      const { status, body } = await remove(id);
      const { requestId: _, instance: __, ...rest } = body;
      return JSON.stringify([status, rest]);
    };
    expect(await said(theirs)).toBe(await said(absent));
    expect(await said(theirs)).toContain('404');
    expect(await living(brand)).toHaveLength(2);
  });

  test('S5 refuses fields that are nobody’s to set: 422', async () => {
    const { brand, portal, cookie, customer } = await openRoom();
    for (const extra of [{ points: 1 }, { tier: 'gold' }, { brandId: 'b' }, { email: 'a@b.example' }]) {
      const answer = await brand.ask(`${portal}/profile`, {
        method: 'PUT',
        headers: { cookie },
        body: { name: 'N', ...extra },
      });
      expect(answer.status).toBe(422);
    }
    expect((await customer()).name).toBe('Naomi Unverkennbar');
  });

  test('S14 refuses other sites’ pages and requests that do not say where they come from, while she is signed in', async () => {
    const { brand, portal, form, cookie, customer } = await openRoom();
    for (const origin of ['https://evil.example', 'null', '']) {
      for (const [method, path, body] of changes(portal))
        expect((await brand.ask(path, { method, headers: { cookie, origin }, ...(body ? { body } : {}) })).status).toBe(
          403,
        );
      for (const name of forms) expect((await form(`settings/${name}`, {}, { cookie, origin })).status).toBe(403);
    }
    expect((await customer()).setByShopper).toEqual([]);
  });

  test('S14 ok: a page of ours with no-referrer, which browsers send as null, is known by Sec-Fetch-Site', async () => {
    const { page, form, cookie, locationOf } = await openRoom();
    const headers = { cookie, origin: 'null', 'sec-fetch-site': 'same-origin' };
    expect(await locationOf(form('settings/profile', { name: 'Noor' }, headers))).toBe(
      `${page}/settings?done=profile#note`,
    );
  });
});
