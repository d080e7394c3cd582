import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sessions, signInCodes } from '../../db/schema/index.ts';
import { hours, minutes } from '../kit/clock.ts';
import { createSealer } from '../kit/seal.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { type CodeToSend, createSignIn, forgetOldCodes } from './signIn.ts';
import { addStaff, findStaffByEmail, findStaffSession } from './staff.ts';

let shop: Workshop;
let brandId: string;
const mailed: CodeToSend[] = [];
const email = 'ada@example.com';

const signIn = createSignIn({
  audience: 'staff',
  sealer: createSealer('the secret of these tests'),
  findSubject: findStaffByEmail,
  sendCode: async (_work, code) => {
    mailed.push(code);
  },
});

beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());
beforeEach(async () => {
  brandId = shop.newId();
  mailed.length = 0;
  await shop.perform((work) => addStaff(work, { brandId, email, role: 'agent', locale: 'en' }));
});

const request = (address = email) => shop.perform((work) => signIn.requestCode(work, { brandId, email: address }));
const redeem = (browserToken: string | undefined, code: string, more: { previousSessionToken?: string } = {}) =>
  shop.perform((work) => signIn.redeemCode(work, { brandId, browserToken, code, userAgent: 'Firefox', ...more }));
const lastCode = () => mailed.at(-1)?.code ?? 'none';
const wrongFor = (code: string) => (code === '000000' ? '111111' : '000000');
const codeRows = () => shop.store.read((r) => r.select().from(signInCodes).where(eq(signInCodes.brandId, brandId)));
const whoIs = (token: string) => shop.store.read((reader) => findStaffSession(reader, { token, now: shop.clock() }));
const refused = (why: string) => ({ outcome: 'refused', why });

describe('sign-in by code', () => {
  it('ok: the code that was mailed opens a session in the browser that asked', async () => {
    const { browserToken } = await request(' ADA@Example.com');
    expect(mailed).toMatchObject([
      { brandId, audience: 'staff', to: { email }, code: expect.stringMatching(/^\d{6}$/) },
    ]);
    const answer = await redeem(browserToken, lastCode());
    if (answer.outcome !== 'signed_in') throw new Error('was refused');
    expect(await whoIs(answer.sessionToken)).toMatchObject({ email, brandId, sessionId: answer.sessionId });
  });

  it('ok: a code typed in groups, or in Arabic or Persian digits', async () => {
    for (const zero of [0x660, 0x6f0]) {
      const { browserToken } = await request();
      const typed = lastCode().replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
      expect(await redeem(browserToken, ` ${typed.slice(0, 3)} ${typed.slice(3)}`)).toMatchObject({
        outcome: 'signed_in',
      });
    }
  });

  it('ok S7: an unknown address gets the same answer and the same row, and no mail', async () => {
    const known = await request();
    const unknown = await request('nobody@example.com');
    expect(mailed).toHaveLength(1);
    expect(unknown.browserToken).toHaveLength(known.browserToken.length);
    expect(unknown.expiresAt).toEqual(known.expiresAt);
    expect(await codeRows()).toHaveLength(2);
  });

  it('ok S13: the session changes at sign-in and the one before is dead', async () => {
    const sessionAfter = async (previousSessionToken?: string) => {
      const { browserToken } = await request();
      const answer = await redeem(browserToken, lastCode(), previousSessionToken ? { previousSessionToken } : {});
      if (answer.outcome !== 'signed_in') throw new Error('was refused');
      return answer.sessionToken;
    };
    const first = await sessionAfter();
    const second = await sessionAfter(first);
    expect(second).not.toBe(first);
    expect(await whoIs(first)).toBeNull();
    expect(await whoIs(second)).not.toBeNull();
  });

  it('ok S44: the rows hold no code, no token, no address', async () => {
    const { browserToken } = await request();
    const answer = await redeem(browserToken, lastCode());
    const rows = await codeRows();
    const opened = await shop.store.read((r) => r.select().from(sessions).where(eq(sessions.brandId, brandId)));
    const dump = JSON.stringify([rows, opened]);
    expect(opened).toHaveLength(1);
    const secrets = [browserToken, answer.outcome === 'signed_in' ? answer.sessionToken : '', email];
    for (const secret of secrets) expect(dump).not.toContain(secret);
    for (const { codeHash } of rows) expect(codeHash).toMatch(/^[\w-]{43}$/);
  });

  it('refuses S9: a code replayed, in another browser, or without one', async () => {
    const mine = await request();
    const code = lastCode();
    const others = await request('nobody@example.com');
    expect(await redeem(others.browserToken, code)).toEqual(refused('wrong'));
    expect(await redeem(undefined, code)).toEqual(refused('elsewhere'));
    expect(await redeem(mine.browserToken, code)).toMatchObject({ outcome: 'signed_in' });
    expect(await redeem(mine.browserToken, code)).toEqual(refused('used'));
  });

  it('refuses S9: the same right code twenty times at once, but for one', async () => {
    const { browserToken } = await request();
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeem(browserToken, lastCode())));
    expect(answers.filter(({ outcome }) => outcome === 'signed_in')).toHaveLength(1);
  });

  it('refuses S2: the code of one brand at another', async () => {
    const { browserToken } = await request();
    const tried = { brandId: 'other', browserToken, code: lastCode(), userAgent: '' };
    expect(await shop.perform((work) => signIn.redeemCode(work, tried))).toEqual(refused('elsewhere'));
  });

  it('refuses S8: the right code after ten wrong ones; a new code works at once', async () => {
    const first = await request();
    const code = lastCode();
    for (let tries = 1; tries <= 10; tries += 1) {
      const answer = await redeem(first.browserToken, wrongFor(code));
      expect(answer).toEqual(refused(tries < 10 ? 'wrong' : 'worn_out'));
    }
    expect(await redeem(first.browserToken, code)).toEqual(refused('worn_out'));
    const second = await request();
    expect(await redeem(second.browserToken, lastCode())).toMatchObject({ outcome: 'signed_in' });
  });

  it('ok S8: nine wrong tries leave the tenth', async () => {
    const { browserToken } = await request();
    for (let tries = 0; tries < 9; tries += 1) await redeem(browserToken, wrongFor(lastCode()));
    expect(await redeem(browserToken, lastCode())).toMatchObject({ outcome: 'signed_in' });
  });

  it('refuses a code after ten minutes, and the one before the newest', async () => {
    const first = await request();
    const firstCode = lastCode();
    const second = await request();
    expect(await redeem(first.browserToken, firstCode)).toEqual(refused('expired'));
    shop.clock.advance(minutes(10) - 1);
    const third = await request();
    const thirdCode = lastCode();
    expect(await redeem(second.browserToken, lastCode())).toEqual(refused('expired'));
    shop.clock.advance(minutes(10));
    expect(await redeem(third.browserToken, thirdCode)).toEqual(refused('expired'));
  });

  it('refuses S6: a sixth code within an hour, for known and unknown addresses alike', async () => {
    for (const address of [email, 'nobody@example.com']) {
      for (let asked = 0; asked < 5; asked += 1) await request(address);
      await expect(request(address)).rejects.toMatchObject({ code: 'rate_limited', retryAfterSeconds: 3_600 });
    }
    shop.clock.advance(hours(1));
    await expect(request()).resolves.toMatchObject({ browserToken: expect.any(String) });
  });

  it('refuses S6: a sixteenth code within a day', async () => {
    for (let asked = 0; asked < 15; asked += 1) {
      await request();
      shop.clock.advance(minutes(15));
    }
    await expect(request()).rejects.toMatchObject({ code: 'rate_limited' });
  });

  it('refuses what is no address', async () => {
    await expect(request('ada')).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'email' }] });
  });

  it('ok: codes that no limit counts any more are forgotten', async () => {
    await request();
    shop.clock.advance(hours(24) + 1);
    await shop.perform(forgetOldCodes);
    expect(await codeRows()).toHaveLength(0);
  });
});
