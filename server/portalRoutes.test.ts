/** What the shopper's page sends, as JSON and as forms: what it changes, and what a link never opens. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { days } from './kit/clock.ts';
import { revokeLinks } from './orders/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';

let home: TestHouse;
let shop: TestBrand;
let portal: string;
let page: string;
beforeAll(async () => {
  home = await openTestHouse();
});
afterAll(() => home.close());
beforeEach(async () => {
  home.clock.set('2026-11-20T09:00:00Z');
  shop = await home.addBrand();
  ({ portal, page } = await delivered('1001'));
});

const delivered = (id: string) =>
  shop.order(id, {
    shipments: [{ id: `s-${id}`, events: [{ status: 'delivered', occurredAt: '2026-11-20T08:00:00Z' }] }],
  });
const say = (said: object, headers = {}) =>
  shop.ask(`${portal}/sentiment`, { method: 'POST', body: { shipmentId: 's-1001', ...said }, headers });
const form = (path: string, fields: Record<string, string>, headers = {}) =>
  shop.ask(`${page}/${path}`, { method: 'POST', body: new URLSearchParams(fields), headers });
const alerts = async (status = 'open') => (await shop.api('GET', `alerts?status=${status}`)).body.alerts;
const sentiment = async () => (await shop.api('GET', 'customers/c-1001')).body.sentiment;
const unhappy = { score: 1, reasons: ['damaged', 'packaging'], comment: 'Zerbrochen 💔', contactWish: 'email' };
const without = ({ body }: { body: object }) => ({ ...body, requestId: '' });

describe('an answer', () => {
  test('ok: an unhappy one opens a case that she sees, with who and by when', async () => {
    const answer = await say(unhappy);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        answer: { ...unhappy, answeredAt: '2026-11-20T09:00:00.000Z' },
        changeableUntil: '2026-12-04T09:00:00.000Z',
        care: {
          status: 'open',
          promotionsHeld: true,
          promotionsHeldUntil: null,
          agentName: null,
          answerBy: expect.any(String),
        },
      },
    });
    expect(await alerts()).toMatchObject([{ orderId: '1001', sentiment: { comment: 'Zerbrochen 💔' } }]);
    const { body } = await shop.api('GET', 'promos/decision?customer=c-1001');
    expect(body).toMatchObject({ allowed: false, reasons: [{ code: 'negative_sentiment' }] });
  });

  test('ok: may be changed for 14 days, and not after', async () => {
    await say({ score: 1 });
    home.clock.advance(days(14));
    expect((await say({ score: 5 })).body.answer).toMatchObject({ score: 5 });
    expect((await shop.api('GET', 'promos/decision?customer=c-1001')).body.reasons).not.toContainEqual(
      expect.objectContaining({ code: 'negative_sentiment' }),
    );
    home.clock.advance(1);
    expect(await say({ score: 1 })).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect(await sentiment()).toHaveLength(2);
  });

  test('F3 ok: the same answer twenty times at once is one answer and one case', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => say(unhappy)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await sentiment()).toHaveLength(1);
    expect(await alerts()).toHaveLength(1);
  });

  test('ok: a problem may be told before delivery, without a score', async () => {
    ({ portal } = await shop.order('1002', { shipments: [{ id: 's-1002' }] }));
    const told = await say({ shipmentId: 's-1002', occasion: 'problem', reasons: ['late'] });
    expect(told).toMatchObject({
      status: 200,
      body: { answer: { score: 2, reasons: ['late'] }, care: { status: 'open' } },
    });
  });

  test('F27 refuses NUL and 1 MB, and keeps right-to-left text and emoji joiners', async () => {
    expect((await say({ score: 1, comment: 'a\u0000b' })).body.fields).toMatchObject([{ field: 'comment' }]);
    expect((await say({ score: 1, comment: 'x'.repeat(4001) })).body.fields).toMatchObject([{ field: 'comment' }]);
    expect((await say({ score: 1, comment: 'x'.repeat(1_000_000) })).status).toBe(413);
    expect(await sentiment()).toEqual([]);
    const comment = 'وصل مكسوراً 👩‍👩‍👧‍👦\nZeile zwei \u202Eabc';
    expect((await say({ score: 1, comment })).body.answer.comment).toBe(comment);
    expect((await sentiment())[0].comment).toBe(comment);
  });

  test.each([
    [{ score: 0 }, 'score'],
    [{ score: 6 }, 'score'],
    [{ score: 2.5 }, 'score'],
    [{ score: '1' }, 'score'],
    [{}, 'score'],
    [{ score: 1, reasons: ['boring'] }, 'reasons.0'],
    [{ score: 1, reasons: 'late' }, 'reasons'],
    [{ score: 1, contactWish: 'pigeon' }, 'contactWish'],
    [{ score: 1, shipmentId: 7 }, 'shipmentId'],
    [{ score: 1, customerId: 'c-2' }, 'customerId'],
    [{ score: 1, source: 'api' }, 'source'],
  ])('S5 refuses %j, naming %s', async (said, field) => {
    const answer = await say(said);
    expect([answer.status, answer.body.fields?.[0]?.field]).toEqual([422, field]);
  });

  test('F28 refuses what is not JSON', async () => {
    const send = (body: string, type = 'application/json') =>
      shop.ask(`${portal}/sentiment`, { method: 'POST', body, headers: { 'content-type': type } });
    expect((await send('{')).status).toBe(400);
    expect((await send('{"score":1,"score":5}')).status).toBe(400);
    expect((await send('score=1', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await send('{"score":1}', 'text/plain')).status).toBe(415);
  });
});

describe('the case', () => {
  const caseOf = async () => (await say(unhappy)).body.care.caseId as string;
  const write = (id: string, body: object) => shop.ask(`${portal}/cases/${id}/messages`, { method: 'POST', body });
  const settle = (id: string, body: object) => shop.ask(`${portal}/cases/${id}/confirmation`, { method: 'PUT', body });
  const resolve = (id: string) =>
    shop.api('PUT', `alerts/${id}/resolution`, { outcome: 'replaced', by: 'Mara Lindner' });

  test('ok: she writes, support resolves, she confirms', async () => {
    const id = await caseOf();
    expect((await write(id, { text: 'Wann?' })).body.care.messages).toMatchObject([{ from: 'shopper', text: 'Wann?' }]);
    expect((await settle(id, { resolved: true })).status).toBe(409);
    await resolve(id);
    const confirmed = await settle(id, { resolved: true });
    expect(confirmed.body.care).toMatchObject({
      caseId: id,
      status: 'confirmed',
      outcome: 'replaced',
      agentName: 'Mara',
      promotionsHeld: true,
      promotionsHeldUntil: new Date(home.clock().getTime() + days(7)).toISOString(),
    });
    expect(await settle(id, { resolved: true })).toMatchObject({ status: 200 });
    expect(await alerts('confirmed')).toHaveLength(1);
  });

  test('ok: a no opens it again, with her words, and promotions are held again', async () => {
    const id = await caseOf();
    await resolve(id);
    home.clock.advance(days(8));
    const reopened = await settle(id, { resolved: false, text: 'Wieder kaputt' });
    expect(reopened.body.care).toMatchObject({ status: 'open', promotionsHeld: true });
    expect(reopened.body.care.messages.at(-1)).toMatchObject({ from: 'shopper', text: 'Wieder kaputt' });
    expect(await alerts()).toMatchObject([{ id, reopenedCount: 1, severity: 'high' }]);
  });

  test('S1 refuses the case and the parcel of another order like those that nobody has', async () => {
    const id = await caseOf();
    const nobodys = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`;
    const own = portal;
    ({ portal } = await delivered('1002'));
    expect(portal).not.toBe(own);
    for (const attempt of [write, settle]) {
      const body = attempt === write ? { text: 'Hallo' } : { resolved: true };
      const [theirs, none] = [await attempt(id, body), await attempt(nobodys, body)];
      expect([theirs.status, none.status]).toEqual([404, 404]);
      expect(without(theirs)).toEqual(without(none));
    }
    const [theirs, none] = [await say(unhappy), await say({ ...unhappy, shipmentId: 's-9' })];
    expect([theirs.status, without(theirs)]).toEqual([404, without(none)]);
  });

  test('refuses an empty message and one that is too long', async () => {
    const id = await caseOf();
    for (const text of ['', '  \n ', 'x'.repeat(4001)]) expect((await write(id, { text })).status).toBe(422);
    expect((await settle(id, { resolved: 'yes' })).status).toBe(422);
  });
});

describe('links that open nothing', () => {
  test('ok: forged, revoked, another brand’s and nonsense are answered alike', async () => {
    const other = await home.addBrand();
    const good = page.slice(3);
    const swapped = `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`;
    const ofOther = (await other.order('1001')).link;
    await home.house.perform((work) => revokeLinks(work, shop.id, '1001'));
    const bodies = new Set<string>();
    for (const link of [good, swapped, ofOther, 'x', 'x'.repeat(500), '%00', '..%2f..']) {
      const answer = await shop.ask(`/api/portal/t/${link}/sentiment`, {
        method: 'POST',
        body: { shipmentId: 's-1001', score: 1 },
      });
      expect.soft(answer.status, link).toBe(404);
      if (/^[\w-]+$/.test(link)) bodies.add(JSON.stringify(without(answer)));
      expect.soft(answer.headers.get('referrer-policy')).toMatch(/no-referrer|same-origin/);
    }
    expect(bodies.size).toBe(1);
    expect((await form('sentiment', { shipmentId: 's-1001', score: '1' })).status).toBe(404);
    expect(await sentiment()).toEqual([]);
  });

  test('S36 ok: no link, name or address is ever in the log', async () => {
    await say(unhappy);
    await say({ score: 9 });
    await form('sentiment', { shipmentId: 's-9', score: '1' });
    await shop.ask(page);
    await shop.ask(`${page}/nothing`, { method: 'POST', body: 'x' });
    await shop.ask(`//t/${page.slice(3)}`);
    const log = home.logged.join('');
    expect(log).toContain('/api/portal/t/:link/sentiment');
    for (const secret of [page.slice(3), shop.key, 'shopper.example', 'Unverkennbar', 'Zerbrochen']) {
      expect(log).not.toContain(secret);
    }
  });

  test('S4 ok: no answer of the portal holds a name, address, e-mail or phone', async () => {
    const answers = [
      await say(unhappy),
      await say({ score: 2, comment: 'doch nicht' }),
      await form('sentiment', { shipmentId: 's-1001', score: '5' }),
    ];
    const id = (await alerts())[0].id;
    answers.push(await shop.ask(`${portal}/cases/${id}/messages`, { method: 'POST', body: { text: 'Hallo' } }));
    await shop.api('PUT', `alerts/${id}/resolution`, {
      outcome: 'replaced',
      note: 'Interner Vermerk',
      by: 'Mara Lindner',
    });
    answers.push(await shop.ask(`${portal}/cases/${id}/confirmation`, { method: 'PUT', body: { resolved: true } }));
    for (const { text } of answers) {
      expect(text).not.toMatch(/Unverkennbar|Geheimgasse|50667|shopper\.example|4915112345678|Interner|Lindner|c-1001/);
    }
  });
});
