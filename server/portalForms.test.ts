/** The page without a script: its forms, the way back, and who may send them. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { days } from './kit/clock.ts';
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
  ({ portal, page } = await shop.order('1001', {
    shipments: [{ id: 's 1', events: [{ status: 'delivered', occurredAt: '2026-11-20T08:00:00Z' }] }],
  }));
});

const form = (path: string, body: URLSearchParams | FormData | string, headers = {}) =>
  shop.ask(`${page}/${path}`, { method: 'POST', body, headers });
const fields = (values: Record<string, string>) => new URLSearchParams(values);
const latest = async () => (await shop.api('GET', 'customers/c-1001')).body.sentiment[0];
const openCase = async () => (await shop.api('GET', 'alerts')).body.alerts[0]?.id as string;
const location = ({ headers }: { headers: Headers }) => headers.get('location');

describe('forms', () => {
  test('ok: urlencoded and multipart, with several reasons, go back to the parcel', async () => {
    const urlencoded = fields({
      shipmentId: 's 1',
      score: '1',
      comment: 'Größe & Ärger 💔',
      contactWish: 'phone',
      callNumber: '0221 123456',
    });
    urlencoded.append('reasons', 'late');
    urlencoded.append('reasons', 'damaged');
    const sent = await form('sentiment', urlencoded);
    expect([sent.status, location(sent)]).toEqual([303, `${page}#parcel-s%201`]);
    expect(await latest()).toMatchObject({
      score: 1,
      reasons: ['late', 'damaged'],
      comment: 'Größe & Ärger 💔',
      contactWish: 'phone',
    });

    const multipart = new FormData();
    for (const [name, value] of Object.entries({ shipmentId: 's 1', score: '2', comment: 'زجاج مكسور' }))
      multipart.append(name, value);
    expect((await form('sentiment', multipart)).status).toBe(303);
    expect(await latest()).toMatchObject({ score: 2, comment: 'زجاج مكسور' });
  });

  test('asks for a number where a call is wished for and none fits, and keeps the one that was given', async () => {
    const delivered = [{ id: 's-1002', events: [{ status: 'delivered', occurredAt: '2026-11-20T08:00:00Z' }] }];
    const other = await shop.order('1002', { customer: { id: 'c-1002' }, shipments: delivered });
    const send = async (values: object) => {
      const body = fields({ shipmentId: 's-1002', score: '1', ...values });
      const sent = await shop.ask(`${other.page}/sentiment`, { method: 'POST', body });
      return location(sent) ?? sent.body.fields;
    };
    const wish = { comment: 'Kaputt', contactWish: 'phone' };
    const fault = (message: string) => [{ field: 'callNumber', message }];
    expect(await send({ ...wish, callNumber: ' ' })).toEqual(fault('number_missing'));
    for (const callNumber of ['abends', '0221', '+49 151 99', '1'.repeat(41)])
      expect(await send({ ...wish, callNumber }), callNumber).toEqual(fault('number_unfit'));
    expect(await openCase()).toBeUndefined();

    const given = async () => (await shop.api('GET', `alerts/${await openCase()}`)).body.alert.sentiment.callNumber;
    expect(await send({ ...wish, callNumber: '+49 221 123456' })).toBe(`${other.page}#parcel-s-1002`);
    expect(await given()).toBe('+49221123456');
    await send({ ...wish, comment: 'Ganz kaputt', callNumber: '' });
    await send({ score: '2' });
    expect(await given()).toBe('+49221123456');
    await send({ ...wish, contactWish: 'email', callNumber: '+49 221 123456' });
    expect(await given()).toBeNull();
  });

  test('ok: a number without a country is of the one that the order goes to, or else of the brand’s', async () => {
    const called = async (id: string, countryCode: string | undefined, callNumber: string) => {
      const shipments = [{ id: `s-${id}`, events: [{ status: 'delivered', occurredAt: '2026-11-20T08:00:00Z' }] }];
      const there = await shop.order(id, { shippingAddress: countryCode && { countryCode }, shipments });
      const body = { shipmentId: `s-${id}`, score: 1, comment: 'Kaputt', contactWish: 'phone', callNumber };
      const sent = await shop.ask(`${there.portal}/sentiment`, { method: 'POST', body });
      return sent.status === 200
        ? (await shop.api('GET', `alerts/${sent.body.care.caseId}`)).body.alert.sentiment.callNumber
        : [sent.status, sent.body.fields[0].field];
    };
    expect(await called('2001', 'FR', '06 12 34 56 78')).toBe('+33612345678');
    expect(await called('2002', 'FR', '0151 12345678')).toEqual([422, 'callNumber']);
    expect(await called('2003', 'AE', '٠٥٠ ١٢٣ ٤٥٦٧')).toBe('+971501234567');
    expect(await called('2004', undefined, '0151 12345678')).toBe('+4915112345678');
  });

  test('ok: a tap alone is an answer, and keeps the words that were sent before', async () => {
    await form('sentiment', fields({ shipmentId: 's 1', score: '1', comment: 'Kaputt' }));
    await form('sentiment', fields({ shipmentId: 's 1', score: '2' }));
    expect(await latest()).toMatchObject({ score: 2, comment: 'Kaputt' });
  });

  test('ok: writes, confirms and reopens', async () => {
    await form('sentiment', fields({ shipmentId: 's 1', score: '1' }));
    const caseId = await openCase();
    expect((await form('message', fields({ shipmentId: 's 1', caseId, text: 'Hallo' }))).status).toBe(303);
    const early = await form('confirmation', fields({ shipmentId: 's 1', caseId, resolved: 'yes' }));
    expect(location(early)).toContain('?fault=closed&parcel=s%201');
    await shop.api('PUT', `alerts/${caseId}/resolution`, { outcome: 'replaced' });
    expect((await form('confirmation', fields({ caseId, resolved: 'no', text: 'Nein' }))).status).toBe(303);
    expect((await shop.api('GET', `alerts/${caseId}`)).body.alert).toMatchObject({ status: 'open', reopenedCount: 1 });
    await shop.api('PUT', `alerts/${caseId}/resolution`, { outcome: 'refunded' });
    await form('confirmation', fields({ caseId, resolved: 'yes' }));
    expect((await shop.api('GET', `alerts/${caseId}`)).body.alert.status).toBe('confirmed');
  });

  test.each([
    ['sentiment', {}, 'score_missing'],
    ['sentiment', { score: 'five' }, 'score_missing'],
    ['sentiment', { score: '1', comment: 'x'.repeat(4001) }, 'comment_too_long'],
    ['message', { text: ' ' }, 'text_missing'],
    ['message', { text: 'x'.repeat(4001) }, 'comment_too_long'],
  ])(
    'refuses %s of %o with a word that the page knows, and draws it again around what was sent',
    async (path, values, word) => {
      const sent = await form(path, fields({ shipmentId: 's 1', ...values }));
      expect([sent.status, sent.body.fields[0].message]).toEqual([422, word]);
      expect(await latest()).toBeUndefined();
    },
  );

  test('ok: whatever script the id of the parcel is written in', async () => {
    const shipmentId = '包裹';
    const events = [{ status: 'delivered', occurredAt: '2026-11-20T08:00:00Z' }];
    const other = await shop.order('1002', { shipments: [{ id: shipmentId, events }] });
    const body = fields({ shipmentId, score: '4' });
    const sent = await shop.ask(`${other.page}/sentiment`, { method: 'POST', body });
    expect(location(sent)).toBe(`${other.page}#parcel-%E5%8C%85%E8%A3%B9`);
  });

  test('refuses an answer after 14 days with the word for it', async () => {
    await form('sentiment', fields({ shipmentId: 's 1', score: '4' }));
    home.clock.advance(days(15));
    expect(location(await form('sentiment', fields({ shipmentId: 's 1', score: '1' })))).toContain('fault=closed');
  });

  test('refuses a parcel that is not hers: 404, and back to the page', async () => {
    const sent = await form('sentiment', fields({ shipmentId: 's-2', score: '1' }));
    expect(sent.status).toBe(404);
    expect(sent.text).toContain(`url=${page}"`);
    expect(sent.headers.get('content-type')).toContain('text/html');
  });

  test('refuses what is no form, half a form, and one that is too large', async () => {
    expect((await form('sentiment', '{"score":1}', { 'content-type': 'application/json' })).status).toBe(415);
    expect((await form('sentiment', '')).status).toBe(415);
    expect((await form('sentiment', '--x\r\nhalf', { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(
      400,
    );
    expect((await form('sentiment', 'x', { 'content-type': 'multipart/form-data' })).status).toBe(400);
    expect((await form('message', fields({ text: 'x'.repeat(70_000) }))).status).toBe(413);
    expect(await latest()).toBeUndefined();
  });
});

describe('who sends', () => {
  const own = () => shop.brand.origin;
  const bySelf = () => [
    {},
    { origin: own() },
    { origin: own(), 'sec-fetch-site': 'same-origin' },
    { origin: 'null', 'sec-fetch-site': 'same-origin' },
  ];
  const byStrangers = () => [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: own().replace('b-', 'x.b-') },
    { 'sec-fetch-site': 'none' },
    { origin: own().replace('https', 'http') },
    { origin: `${own()}.evil.example` },
  ];
  const sendAll = async (headers: Record<string, string>) => {
    const body = { shipmentId: 's 1', score: 4 };
    return [
      (await shop.ask(`${portal}/sentiment`, { method: 'POST', body, headers })).status,
      (await form('sentiment', fields({ shipmentId: 's 1', score: '4' }), headers)).status,
      (await shop.ask(`${portal}/cases/x/confirmation`, { method: 'PUT', body: { resolved: true }, headers })).status,
    ];
  };

  test('S14 ok: our own pages, and clients that are no browser and say nothing of where they come from', async () => {
    for (const headers of bySelf())
      expect.soft(await sendAll(headers), JSON.stringify(headers)).toEqual([200, 303, 404]);
  });

  test('S14 refuses other sites’ pages, as form and as JSON', async () => {
    for (const headers of byStrangers())
      expect.soft(await sendAll(headers), JSON.stringify(headers)).toEqual([403, 403, 403]);
    expect(await latest()).toBeUndefined();
  });

  test.each(['GET', 'HEAD'])('S10 ok: %s on what only takes POST changes nothing', async (method) => {
    for (const path of [`${page}/sentiment`, `${page}/message`, `${portal}/sentiment`]) {
      expect((await shop.ask(path, { method })).status).toBe(404);
    }
    expect(await latest()).toBeUndefined();
  });

  test('S6 refuses more than so many from one address, whoever they are about', async () => {
    const answers = await Promise.all(
      Array.from({ length: 130 }, (_, n) =>
        shop.ask(`/api/portal/t/${'A'.repeat(45)}${100 + n}/sentiment`, {
          method: 'POST',
          body: { shipmentId: 's', score: 1 },
        }),
      ),
    );
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThanOrEqual(10);
    expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404, 429]));
  });
});
