import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '../../db/store.ts';
import { createSignIn, findStaffByEmail, findStaffSession, needsTouch, signOut, touchSession } from '../auth/index.ts';
import { addStaff } from '../auth/staff.ts';
import { hours } from '../kit/clock.ts';
import { createSealer } from '../kit/seal.ts';
import { testApp, testBrand } from '../testing/httpApp.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import type { HttpEnv } from './context.ts';
import { giveCookie, readCookie, takeCookieBack } from './cookies.ts';
import { readStaffSession, type StaffSessionParts, staffOf } from './session.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());

const deskApp = (brandId: string, origin: string, changes: Partial<StaffSessionParts> = {}): Hono<HttpEnv> => {
  const { store, perform, clock } = shop;
  let code = '';
  const signIn = createSignIn({
    audience: 'staff',
    sealer: createSealer('secret'),
    findSubject: findStaffByEmail,
    sendCode: async (_work, sent) => {
      code = sent.code;
    },
  });
  return testApp(testBrand({ id: brandId, origin }))
    .use(readStaffSession({ store, perform, clock, findStaffSession, needsTouch, touchSession, ...changes }))
    .post('/ask', async (c) => {
      const { browserToken } = await perform((work) => signIn.requestCode(work, { brandId, email: 'ada@example.com' }));
      giveCookie(c, 'doorstep-sign-in', browserToken);
      return c.text('sent');
    })
    .post('/redeem', async (c) => {
      const browserToken = readCookie(c, 'doorstep-sign-in');
      const answer = await perform((work) => signIn.redeemCode(work, { brandId, browserToken, code, userAgent: '' }));
      if (answer.outcome === 'refused') return c.text('refused', 422);
      takeCookieBack(c, 'doorstep-sign-in');
      giveCookie(c, 'doorstep-session', answer.sessionToken);
      return c.text('in');
    })
    .post('/sign-out', async (c) => {
      const token = readCookie(c, 'doorstep-session');
      if (token) await perform((work) => signOut(work, { brandId, token }));
      takeCookieBack(c, 'doorstep-session');
      return c.text('out');
    })
    .get('/', (c) => c.text(c.var.staff?.email ?? 'nobody'))
    .get('/cases', (c) => c.text(staffOf(c).name))
    .get('/settings', (c) => c.text(staffOf(c, 'admin').name));
};

/** The cookies as a browser would send them back. */
const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

const signedIn = async (origin = 'https://track.example.com', role = 'agent') => {
  const brandId = shop.newId();
  await shop.perform((work) => addStaff(work, { brandId, email: 'ada@example.com', role, locale: 'en' }));
  const app = deskApp(brandId, origin);
  const asked = await app.request('/ask', { method: 'POST' });
  const redeemed = await app.request('/redeem', { method: 'POST', headers: { cookie: cookiesOf(asked) } });
  const session = redeemed.headers.getSetCookie().find((cookie) => cookie.includes('doorstep-session')) ?? '';
  const cookie = session.split(';')[0] ?? '';
  const get = (path: string, of: Hono<HttpEnv> = app) => of.request(path, { headers: { cookie } });
  return { brandId, app, session, cookie, get };
};

describe('staff session', () => {
  it('ok: a __Host- cookie over https, that scripts cannot read', async () => {
    const { session, get } = await signedIn();
    expect(session).toMatch(/^__Host-doorstep-session=[\w-]{43};/);
    for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(session).toContain(part);
    expect(session).not.toContain('Domain');
    expect(await (await get('/')).text()).toBe('ada@example.com');
  });

  it('ok: a plain cookie on http, for development', async () => {
    const { session, get } = await signedIn('http://localhost:4321');
    expect(session).toMatch(/^doorstep-session=/);
    expect(session).toContain('HttpOnly');
    expect(session).not.toContain('Secure');
    expect((await get('/cases')).status).toBe(200);
  });

  it('refuses whoever is not signed in, and the role that may not', async () => {
    const { app, get } = await signedIn();
    expect(await (await app.request('/')).text()).toBe('nobody');
    expect((await app.request('/cases')).status).toBe(401);
    const forged = { cookie: `__Host-doorstep-session=${'A'.repeat(43)}` };
    expect((await app.request('/cases', { headers: forged })).status).toBe(401);
    expect((await get('/settings')).status).toBe(403);
    expect((await (await signedIn(undefined, 'admin')).get('/settings')).status).toBe(200);
  });

  it('refuses an unprefixed cookie over https: a sibling host may have set it', async () => {
    const { app, cookie } = await signedIn();
    const planted = { cookie: cookie.replace('__Host-', '') };
    expect((await app.request('/cases', { headers: planted })).status).toBe(401);
  });

  it('refuses S2: a session of one brand at another, like a page that is not there', async () => {
    const { get } = await signedIn();
    const other = deskApp(shop.newId(), 'https://track.example.com');
    for (const path of ['/', '/cases', '/nothing']) expect((await get(path, other)).status).toBe(404);
  });

  it('refuses a session after sign-out, and takes the cookie back', async () => {
    const { app, cookie, get } = await signedIn();
    const out = await app.request('/sign-out', { method: 'POST', headers: { cookie } });
    expect(out.headers.get('set-cookie')).toMatch(/^__Host-doorstep-session=; Max-Age=0;.*Secure/);
    expect((await get('/cases')).status).toBe(401);
  });

  it('ok: use keeps a session alive', async () => {
    const { get } = await signedIn();
    for (let hour = 0; hour < 30; hour += 10) {
      shop.clock.advance(hours(10));
      expect((await get('/cases')).status).toBe(200);
    }
    shop.clock.advance(hours(12));
    expect((await get('/cases')).status).toBe(401);
  });

  it('ok F13: reading goes on while nothing can be written', async () => {
    const { brandId, get } = await signedIn();
    shop.clock.advance(hours(1));
    const full = deskApp(brandId, 'https://track.example.com', {
      perform: () => Promise.reject(new StoreUnavailable('SQLite: SQLITE_FULL', null)),
    });
    expect((await get('/cases', full)).status).toBe(200);
  });
});
