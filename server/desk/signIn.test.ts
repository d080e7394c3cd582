import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packSignIn, unpackSignIn } from '../auth/underWay.shared.ts';
import { cookiesOf, type DeskHouse, openDeskHouse } from '../testing/deskHouse.ts';

let house: DeskHouse;
beforeAll(async () => {
  house = await openDeskHouse();
});
afterAll(() => house.close());

const locationOf = (answer: Response) => answer.headers.get('location');

describe('signing in', () => {
  it('ok: address, mailed code, the page that was asked for', async () => {
    const member = await house.hire('agent');
    const door = await house.ask('/desk/cases/c-1?view=closed');
    expect(door.status).toBe(303);
    expect(locationOf(door)).toBe('/desk/sign-in?next=%2Fdesk%2Fcases%2Fc-1%3Fview%3Dclosed');

    const next = '/desk/cases/c-1';
    const asked = await house.ask('/desk/sign-in', { form: { email: member.email.toUpperCase(), next } });
    expect(asked.status).toBe(303);
    expect(locationOf(asked)).toBe('/desk/sign-in?next=%2Fdesk%2Fcases%2Fc-1&step=code');
    expect(locationOf(asked)).not.toContain('@');

    const code = await house.codeFor(member.email);
    const redeemed = await house.ask('/desk/sign-in/code', { cookie: cookiesOf(asked), form: { code, next } });
    expect([redeemed.status, locationOf(redeemed)]).toEqual([303, next]);
    expect(redeemed.headers.get('set-cookie')).toContain('__Host-doorstep-session=');
    expect(redeemed.headers.get('cache-control')).toBe('no-store');

    const cookie = cookiesOf(redeemed, 'doorstep-session');
    const again = await house.ask('/desk/sign-in', { cookie });
    expect([again.status, locationOf(again)]).toEqual([303, '/desk']);
  });

  it('ok: signing out ends the session, not only the cookie', async () => {
    const cookie = await house.signIn(await house.hire('agent'));
    const out = await house.ask('/desk/sign-out', { cookie, form: {} });
    expect([out.status, locationOf(out)]).toEqual([303, '/desk/sign-in?done=signed-out']);
    expect(locationOf(await house.ask('/desk', { cookie }))).toBe('/desk/sign-in?next=%2Fdesk');
  });

  it('ok S7: an unknown address is answered like a known one', async () => {
    const member = await house.hire('agent');
    const [known, unknown] = await Promise.all(
      [member.email, `x${member.email.slice(1)}`].map((email) => house.ask('/desk/sign-in', { form: { email } })),
    );
    const told = (answer: Response | undefined) => ({
      status: answer?.status,
      location: answer && locationOf(answer),
      cookieLength: answer?.headers.get('set-cookie')?.length,
    });
    expect(told(unknown)).toEqual(told(known));
  });

  it('refuses a wrong code, and one after its cookie is gone', async () => {
    const member = await house.hire('agent');
    const asked = await house.ask('/desk/sign-in', { form: { email: member.email } });
    const code = await house.codeFor(member.email);
    const wrong = await house.ask('/desk/sign-in/code', {
      cookie: cookiesOf(asked),
      form: { code: code === '000000' ? '000001' : '000000' },
    });
    expect(locationOf(wrong)).toBe('/desk/sign-in?next=%2Fdesk&step=code&fault=wrong');
    const late = await house.ask('/desk/sign-in/code', { form: { code } });
    expect(locationOf(late)).toBe('/desk/sign-in?next=%2Fdesk&fault=expired');
    expect(late.headers.get('set-cookie')).toBeNull();
  });

  it('refuses what is no address', async () => {
    const answer = await house.ask('/desk/sign-in', { form: { email: 'mara' } });
    expect(locationOf(answer)).toBe('/desk/sign-in?next=%2Fdesk&fault=address');
  });

  it('refuses to lead anywhere but to the desk', async () => {
    for (const next of ['https://evil.example', '//evil.example/desk', '/desk/../t/x']) {
      const asked = await house.ask('/desk/sign-in', { form: { email: 'a@example.com', next } });
      expect(locationOf(asked)).toBe('/desk/sign-in?next=%2Fdesk&step=code');
    }
  });

  it('refuses S14: a form of another site', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const form = { email: 'a@example.com' };
      expect((await house.ask('/desk/sign-in', { form, headers: { origin } })).status).toBe(403);
    }
  });

  it('refuses S6: too many from one address, kindly and with a time to come back', async () => {
    const answers: number[] = [];
    for (let asked = 0; asked < 60; asked += 1) {
      answers.push((await house.ask('/desk/sign-in/code', { form: { code: '000000' } })).status);
    }
    expect(answers).toContain(303);
    const last = await house.ask('/desk/sign-in/code', { form: { code: '000000' } });
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(last.headers.get('content-type')).toContain('text/html');
    expect(await last.text()).toContain('Please wait a moment');
  });
});

describe('the cookie of a sign-in under way', () => {
  it('ok: gives back what was put in', () => {
    const underWay = { browserToken: 'abc_-1', email: 'a.b.c@example.com' };
    expect(unpackSignIn(packSignIn(underWay))).toEqual(underWay);
  });

  it('refuses anything else', () => {
    for (const packed of [undefined, '', '.', '.a@example.com', 'abc']) expect(unpackSignIn(packed)).toBeNull();
  });
});
