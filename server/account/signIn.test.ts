/** The step from a link to a session by a mailed code, as forms. Each test has a brand of its own. */
import { and, eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outboxMessages, sessions } from '../../db/schema/index.ts';
import type { HttpEnv } from '../http/context.ts';
import { minutes } from '../kit/clock.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { findLinkedOrder } from '../trackingPage.ts';
import { accountRoutes } from './index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

interface Mail {
  readonly to: { readonly address: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const mailsOf = async ({ id }: TestBrand): Promise<readonly Mail[]> => {
  const isMail = and(eq(outboxMessages.brandId, id), eq(outboxMessages.channel, 'email'));
  const rows = await house.house.store.read((reader) =>
    reader.select().from(outboxMessages).where(isMail).orderBy(outboxMessages.id),
  );
  return rows.map(({ payload }) => payload as Mail);
};
const newestCode = async (brand: TestBrand): Promise<string> =>
  /\d{6}/.exec((await mailsOf(brand)).at(-1)?.subject ?? '')?.[0] ?? 'none';
const wrongFor = (code: string) => (code === '000000' ? '111111' : '000000');

/** A browser of its own, with a jar for cookies, at the account's routes without their steady time. */
const openBrowser = ({ brand }: TestBrand, { steadyMs = 0, address = '198.51.100.7', userAgent = 'Firefox' } = {}) => {
  const jar = new Map<string, string>();
  const findOrder: Parameters<typeof accountRoutes>[0]['findOrder'] = (reader, id, link) =>
    findLinkedOrder(reader, house.house.links, { id }, link);
  const redraw: Parameters<typeof accountRoutes>[0]['redraw'] = async (c, path, draft) =>
    c.json({ path, ...draft }, draft.status ?? 422);
  const app = new Hono<HttpEnv>()
    .use(async (c, next) => {
      c.set('brand', brand);
      c.set('clientAddress', address);
      await next();
    })
    .route('/', accountRoutes({ ...house.house, redraw, findOrder, steadyMs }))
    .onError((error, c) => c.json(error.message, 'code' in error && error.code === 'forbidden' ? 403 : 404));
  const post = async (path: string, form: Record<string, string> = {}, headers: Record<string, string> = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await app.request(`${brand.origin}${path}`, {
      method: 'POST',
      headers: { origin: brand.origin, cookie, 'user-agent': userAgent, ...headers },
      body: new URLSearchParams(form),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/Max-Age=0/i.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    const { status } = answer;
    return { status, location: answer.headers.get('location'), headers: answer.headers, text: await answer.text() };
  };
  return { post, jar, session: () => jar.get('__Host-doorstep-shopper') };
};

const living = (brand: TestBrand) =>
  house.house.store.read(async (reader) =>
    (await reader.select().from(sessions).where(eq(sessions.brandId, brand.id))).filter(
      (row) => row.revokedAt === null,
    ),
  );

describe('step-up under a link', () => {
  test('ok: a code to the address of the order, then a session and the page that was asked for', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const her = openBrowser(brand);
    const next = `${page}/rewards`;
    const asked = await her.post(`${page}/sign-in`, { next });
    expect(asked).toMatchObject({
      status: 303,
      location: `${page}/sign-in?next=${encodeURIComponent(next)}&step=code`,
    });
    const [mail] = await mailsOf(brand);
    expect(mail?.to.address).toBe('1001@shopper.example');
    const code = await newestCode(brand);
    expect(await her.post(`${page}/sign-in/code`, { next, code })).toMatchObject({ status: 303, location: next });
    expect(her.session()).toMatch(/^[\w-]{43}$/);
    expect(her.jar.has('__Host-doorstep-shopper-sign-in')).toBe(false);
    expect(await living(brand)).toMatchObject([{ audience: 'shopper', userAgent: 'Firefox' }]);
  });

  test('S4 ok: neither the address nor the name is in any answer or cookie', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const her = openBrowser(brand);
    const asked = await her.post(`${page}/sign-in`, {});
    expect(JSON.stringify([...asked.headers, ...her.jar])).not.toMatch(/shopper\.example|Naomi/);
  });

  test('S11 refuses to put the host of the request into the mail', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    await openBrowser(brand).post(`${page}/sign-in`, {}, { host: 'evil.example', 'x-forwarded-host': 'evil.example' });
    const [mail] = await mailsOf(brand);
    expect(JSON.stringify(mail)).not.toContain('evil.example');
  });

  test('refuses to lead anywhere but under the link', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    for (const next of ['https://evil.example/', '//evil.example', '/desk', `${page}/../../desk`]) {
      const her = openBrowser(brand);
      house.clock.advance(minutes(61));
      expect((await her.post(`${page}/sign-in`, { next })).location).toContain(`next=${encodeURIComponent(page)}&`);
      const done = await her.post(`${page}/sign-in/code`, { next, code: await newestCode(brand) });
      expect(done.location).toBe(page);
    }
  });

  test('S8 refuses ten wrong codes and then the right one; a new one works at once, nobody is locked out', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const [thief, her] = [openBrowser(brand), openBrowser(brand)];
    await thief.post(`${page}/sign-in`);
    const code = await newestCode(brand);
    const faults: (string | null)[] = [];
    for (let tries = 0; tries < 11; tries += 1) {
      const { location } = await thief.post(`${page}/sign-in/code`, { code: tries < 10 ? wrongFor(code) : code });
      faults.push(new URL(location ?? '', brand.brand.origin).searchParams.get('fault'));
    }
    expect(faults).toEqual([...Array(9).fill('wrong'), 'worn_out', 'worn_out']);
    await her.post(`${page}/sign-in`);
    expect((await her.post(`${page}/sign-in/code`, { code: await newestCode(brand) })).location).toBe(page);
  });

  test('S9 refuses a code that was used, and in another browser', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const [her, thief] = [openBrowser(brand), openBrowser(brand)];
    await her.post(`${page}/sign-in`);
    const underWay = new Map(her.jar);
    const code = await newestCode(brand);
    expect((await thief.post(`${page}/sign-in/code`, { code })).location).toMatch(/step=code&fault=elsewhere$/);
    expect((await her.post(`${page}/sign-in/code`, { code })).location).toBe(page);
    for (const [name, value] of underWay) thief.jar.set(name, value);
    expect((await thief.post(`${page}/sign-in/code`, { code })).location).toMatch(/fault=used$/);
    expect(thief.session()).toBeUndefined();
  });

  test('S9 ok: sent twice from a browser that the first sending signed in, it leads on; the session stays one', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const send = (code: string, cookie: string) =>
      brand.ask(`${page}/sign-in/code`, {
        method: 'POST',
        body: new URLSearchParams({ code, next: `${page}/rewards` }),
        headers: { origin: brand.brand.origin, cookie },
      });
    const asked = await brand.ask(`${page}/sign-in`, {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { origin: brand.brand.origin },
    });
    const [underWay = ''] = asked.headers.getSetCookie().map((set) => set.split(';')[0]);
    const code = await newestCode(brand);
    const opened = await send(code, underWay);
    const session = opened.headers.getSetCookie().map((set) => set.split(';')[0] ?? '');
    for (const cookies of [[underWay, ...session], session]) {
      const again = await send(code, cookies.join('; '));
      expect(again.headers.get('location')).toBe(`${page}/rewards`);
      expect(again.headers.getSetCookie()).toEqual([]);
    }
    expect((await send(code, underWay)).headers.get('location')).toMatch(/fault=used$/);
    expect(await living(brand)).toHaveLength(1);
  });

  test('refuses a code after ten minutes, with its word', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const her = openBrowser(brand);
    await her.post(`${page}/sign-in`);
    house.clock.advance(minutes(10));
    const { location } = await her.post(`${page}/sign-in/code`, { code: await newestCode(brand) });
    expect(location).toMatch(/fault=expired$/);
  });

  test('S13 refuses the session that the browser had before: it changes at sign-in', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const her = openBrowser(brand);
    her.jar.set('__Host-doorstep-shopper', (await brand.signInShopper('c-1001')).split('=')[1] ?? '');
    const before = her.session();
    await her.post(`${page}/sign-in`);
    await her.post(`${page}/sign-in/code`, { code: await newestCode(brand) });
    expect(her.session()).not.toBe(before);
    expect(await living(brand)).toHaveLength(1);
  });

  test('S13 refuses a fixed session: a token that a stranger planted never becomes hers', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const her = openBrowser(brand);
    her.jar.set('__Host-doorstep-shopper', 'planted');
    await her.post(`${page}/sign-in`);
    await her.post(`${page}/sign-in/code`, { code: await newestCode(brand) });
    expect(her.session()).not.toBe('planted');
  });

  test('S14 refuses forms of other sites, and those that do not say where they come from', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const her = openBrowser(brand);
    for (const path of [`${page}/sign-in`, `${page}/sign-in/code`, '/sign-in', '/sign-in/code', '/sign-out']) {
      for (const origin of ['https://evil.example', 'null', '']) {
        expect((await her.post(path, { code: '000000' }, { origin })).status, `${path} ${origin}`).toBe(403);
      }
    }
    expect(await mailsOf(brand)).toEqual([]);
  });

  test('refuses a sixth code within the hour with a word, and a link that opens nothing', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const her = openBrowser(brand);
    for (let asked = 0; asked < 5; asked += 1) await her.post(`${page}/sign-in`);
    const sixth = await her.post(`${page}/sign-in`);
    expect(sixth.location).toMatch(/fault=often$/);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await mailsOf(brand)).toHaveLength(5);
    expect((await her.post('/t/forged/sign-in')).status).toBe(404);
  });

  test('ok: an order without an address says so; the language is that of the order', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1', { customer: { id: 'c-none' } });
    expect((await openBrowser(brand).post(`${page}/sign-in`)).location).toMatch(/fault=no_address$/);
    const arabic = await brand.order('2', { locale: 'ar', customer: { id: 'c-2', email: 'two@shopper.example' } });
    await openBrowser(brand).post(`${arabic.page}/sign-in`);
    expect((await mailsOf(brand)).at(-1)?.subject).toContain('رمزك');
  });

  test('ok: the mail is in the language of the page that she asks from, where the brand speaks it', async () => {
    const brand = await house.addBrand();
    const email = 'one@shopper.example';
    const { page } = await brand.order('1', { locale: 'ar', customer: { id: 'c-1', email } });
    const subjectAfter = async (path: string, form: Readonly<Record<string, string>>) => {
      await openBrowser(brand).post(path, form);
      return (await mailsOf(brand)).at(-1)?.subject;
    };
    for (const [path, form] of [
      [`${page}/sign-in`, {}],
      ['/sign-in', { email }],
    ] as const) {
      expect(await subjectAfter(path, { ...form, locale: 'en' })).toMatch(/code/);
      expect(await subjectAfter(path, { ...form, locale: 'tlh' })).toContain('رمزك');
    }
  });

  test('S12 refuses to believe 100 forged addresses: the limit holds', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1001');
    const fates = await Promise.all(
      Array.from({ length: 100 }, async (_, n) => {
        const answer = await brand.ask(`${page}/sign-in/code`, {
          method: 'POST',
          body: new URLSearchParams({ code: '000000' }),
          headers: { origin: brand.brand.origin, 'x-forwarded-for': `203.0.113.${n}` },
        });
        return answer.headers.get('location')?.split('fault=')[1] ?? String(answer.status);
      }),
    );
    expect(fates.filter((fate) => fate === 'elsewhere')).toHaveLength(40);
    expect(fates.filter((fate) => fate === 'often')).toHaveLength(60);
  });
});

describe('signing in by address', () => {
  test('ok: leads to the page of the newest order', async () => {
    const brand = await house.addBrand();
    const customer = { id: 'c-1', email: 'One@shopper.example' };
    const newer = await brand.order('1', { customer, placedAt: '2026-11-19T09:00:00Z' });
    await brand.order('2', { customer, placedAt: '2026-11-01T09:00:00Z' });
    const her = openBrowser(brand);
    expect((await her.post('/sign-in', { email: ' one@SHOPPER.example ' })).location).toBe('/sign-in?step=code');
    const done = await her.post('/sign-in/code', { code: await newestCode(brand) });
    expect(done).toMatchObject({ status: 303, location: newer.page });
    expect(her.session()).toBeDefined();
  });

  test('refuses what is no address with the page around it, and nothing of it in a URL or a cookie', async () => {
    const brand = await house.addBrand();
    const her = openBrowser(brand);
    const { status, location, text } = await her.post('/sign-in', { email: 'one@two' });
    expect([status, location, her.jar.size]).toEqual([422, null, 0]);
    const again = { path: '/sign-in', form: 'email', values: { email: 'one@two' }, faults: ['email'], why: 'address' };
    expect(JSON.parse(text)).toEqual(again);
  });

  test('S7 ok: known and unknown address: same status, same headers, same length, time within 10 %', async () => {
    const brand = await house.addBrand();
    await brand.order('1', { customer: { id: 'c-1', email: 'known00@shopper.example' } });
    const steadyMs = 200;
    const ask = async (her: ReturnType<typeof openBrowser>, email: string) => {
      const began = performance.now();
      const answer = await her.post('/sign-in', { email });
      const tookMs = performance.now() - began;
      const cookie = answer.headers.get('set-cookie') ?? '';
      return { tookMs, said: [answer.status, answer.location, [...answer.headers.keys()].sort(), cookie.length] };
    };
    const [one, other] = [openBrowser(brand, { steadyMs }), openBrowser(brand, { steadyMs })];
    const fastest = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY };
    // By turns, so that whatever else the machine does is done to both; the fastest is what the work itself takes.
    for (let turn = 0; turn < 4; turn += 1) {
      const known = await ask(one, 'known00@shopper.example');
      const unknown = await ask(other, 'unknown@shopper.example');
      expect(unknown.said).toEqual(known.said);
      fastest.known = Math.min(fastest.known, known.tookMs);
      fastest.unknown = Math.min(fastest.unknown, unknown.tookMs);
    }
    expect(Math.abs(fastest.known - fastest.unknown) / fastest.known).toBeLessThan(0.1);
    const wrong = async (her: ReturnType<typeof openBrowser>) => {
      const { status, location } = await her.post('/sign-in/code', { code: '000000' });
      return { status, location };
    };
    expect(await wrong(other)).toEqual(await wrong(one));
    expect(await mailsOf(brand)).toHaveLength(4);
  });
});

describe('signing out', () => {
  test('S37 ok: the session is dead, the cookie is gone, and the browser forgets what it kept', async () => {
    const brand = await house.addBrand();
    await brand.order('1001');
    const her = openBrowser(brand);
    her.jar.set('__Host-doorstep-shopper', (await brand.signInShopper('c-1001')).split('=')[1] ?? '');
    const out = await her.post('/sign-out');
    expect(out).toMatchObject({ status: 303, location: '/signed-out' });
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(her.session()).toBeUndefined();
    expect(await living(brand)).toEqual([]);
  });
});
