/** The gate over whole audiences, line by line: the same verdict as for one, whatever the line is like. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { campaignSends, consents, noticeSettings, subscriptions } from '../../db/schema/index.ts';
import { raiseAlert } from '../alerts/index.ts';
import { days, hours } from '../kit/clock.ts';
import { promoChannels, promoDecision, setHold } from '../promos/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { settleShopper } from '../testing/people.ts';
import type { Work } from '../work.ts';

let theHouse: TestHouse;
let brand: TestBrand;
beforeAll(async () => {
  theHouse = await openTestHouse();
  brand = await theHouse.addBrand();
});
afterAll(() => theHouse.close());

const ask = (body: string | ReadableStream, headers: Readonly<Record<string, string>> = {}) =>
  brand.ask('/api/v1/promos/filter', {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${brand.key}`, 'content-type': 'application/x-ndjson', ...headers },
  });
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
const ndjson = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

interface Traits {
  readonly promoConsent: boolean | null;
  readonly status: 'delivered' | 'in_transit' | 'attempt_failed';
  readonly promisedOn: string;
  readonly boughtDaysAgo: number;
  readonly timeZone: string;
  readonly held: 'no' | 'unhappy' | 'email' | 'p-1' | 'lifted';
  readonly hasCase: boolean;
  readonly subscribed: 'no' | 'active' | 'paused' | 'cancelled';
  readonly promotions: number;
  readonly saysOfPush: boolean | null;
  readonly ownQuietHours: boolean;
}
const traits: fc.Arbitrary<Traits> = fc.record({
  promoConsent: fc.constantFrom(true, true, true, false, null),
  status: fc.constantFrom('delivered', 'delivered', 'in_transit', 'attempt_failed'),
  promisedOn: fc.constantFrom('2026-11-18', '2026-11-30'),
  boughtDaysAgo: fc.constantFrom(3, 29, 30, 60),
  timeZone: fc.constantFrom('Europe/Berlin', 'Asia/Tokyo', 'America/New_York'),
  held: fc.constantFrom('no', 'no', 'unhappy', 'email', 'p-1', 'lifted'),
  hasCase: fc.boolean(),
  subscribed: fc.constantFrom('no', 'no', 'active', 'paused', 'cancelled'),
  promotions: fc.integer({ min: 0, max: 4 }),
  saysOfPush: fc.constantFrom(null, true, false),
  ownQuietHours: fc.boolean(),
});

const settle = async (work: Work, brandId: string, made: Traits): Promise<string> => {
  const shopper = await settleShopper(work, {
    brandId,
    promoConsent: made.promoConsent,
    status: made.status,
    promisedOn: made.promisedOn,
    timeZone: made.timeZone,
    placedAt: new Date(work.now.getTime() - days(made.boughtDaysAgo)),
  });
  const { customerId, orderId } = shopper;
  const her = { brandId, customerId };
  if (made.hasCase)
    await raiseAlert(work, { ...her, orderId, shipmentId: null, severity: 'normal', answerId: null, text: null });
  if (made.held !== 'no') {
    await setHold(work, {
      ...her,
      reason: made.held === 'unhappy' ? 'negative_sentiment' : 'suppressed_by_support',
      channel: made.held === 'email' ? 'email' : null,
      productId: made.held === 'p-1' ? 'p-1' : null,
      source: 'test',
      alertId: null,
      until: made.held === 'lifted' ? work.now : null,
      maxUntil: null,
    });
  }
  if (made.subscribed !== 'no') {
    await work.tx.insert(subscriptions).values({
      id: work.newId(),
      ...her,
      externalId: `sub-${customerId}`,
      source: 'test',
      status: made.subscribed,
      items: [{ productId: 'p-2', name: 'Espresso', quantity: 1, unitPriceMinor: 990 }],
      currency: 'EUR',
      intervalCount: 1,
      intervalUnit: 'month',
      startedAt: work.now,
      sourceUpdatedAt: work.now,
      createdAt: work.now,
      updatedAt: work.now,
    });
  }
  for (let sent = 0; sent < made.promotions; sent += 1) {
    await work.tx.insert(campaignSends).values({
      id: work.newId(),
      ...her,
      campaignId: `campaign-${sent}`,
      channel: 'email',
      status: sent === 3 ? 'queued' : 'sent',
      reasons: [],
      at: new Date(work.now.getTime() - days(sent * 2) - hours(1)),
    });
  }
  if (made.saysOfPush !== null) {
    const said = { ...her, topic: 'promo', channel: 'push', given: made.saysOfPush, source: 'portal' } as const;
    await work.tx.insert(consents).values({ id: work.newId(), ...said, at: work.now });
  }
  if (made.ownQuietHours) {
    const own = { digest: 'at_once', quietFrom: '08:00', quietTo: '18:00', updatedAt: work.now } as const;
    await work.tx.insert(noticeSettings).values({ id: work.newId(), ...her, ...own });
  }
  return shopper.customerExternalId;
};

describe('POST promos/filter', () => {
  test('ok: the same verdict as one by one, for people of every kind', async () => {
    const people = fc.sample(traits, { numRuns: 80, seed: 7 });
    const ids: string[] = [];
    for (const made of people) ids.push(await theHouse.house.perform((work) => settle(work, brand.id, made)));
    const questions = fc.sample(
      fc.record(
        {
          customer: fc.constantFrom(...ids),
          product: fc.constantFrom('p-1', 'p-2', 'p-3'),
          channel: fc.constantFrom(...promoChannels),
        },
        { requiredKeys: ['customer'] },
      ),
      { numRuns: 300, seed: 11 },
    );
    const answer = await ask(ndjson(questions.map((question, at) => ({ ...question, at }))));
    expect(answer.status).toBe(200);
    const decided = linesOf(answer.text);
    expect(decided).toHaveLength(questions.length);
    const codes = new Set<string>();
    for (const [at, question] of questions.entries()) {
      const { customer: customerExternalId, product: productId, channel } = question;
      const one = await theHouse.house.store.read((reader) =>
        promoDecision(reader, { brandId: brand.id, customerExternalId, productId, channel, now: theHouse.clock() }),
      );
      expect(decided[at]).toEqual({ ...question, at, ...JSON.parse(JSON.stringify(one)) });
      for (const { code } of one.reasons) codes.add(code);
    }
    // Every reason there is was met, or the comparison would prove little.
    expect([...codes].sort()).toEqual([
      'already_subscribed',
      'delivery_trouble',
      'frequency_cap',
      'negative_sentiment',
      'no_consent',
      'quiet_hours',
      'recently_bought',
      'suppressed_by_support',
    ]);
  }, 60_000);

  test('refuses line by line: what is no question comes back as such, and the rest is answered', async () => {
    const shopper = await theHouse.house.perform((work) => settleShopper(work, { brandId: brand.id }));
    const good = { customer: shopper.customerExternalId, note: 'kept' };
    const { text } = await ask(
      [
        JSON.stringify(good),
        'not json',
        '',
        JSON.stringify({ customer: 'nobody' }),
        JSON.stringify({ customer: good.customer, channel: 'pigeon' }),
        `{"customer":"${'x'.repeat(5_000)}"}`,
        '[]',
        JSON.stringify(good),
      ].join('\n'),
    );
    expect(linesOf(text)).toMatchObject([
      { ...good, allowed: true, reasons: [] },
      { line: 2, allowed: false, fault: { code: 'invalid' } },
      { customer: 'nobody', allowed: false, fault: { code: 'not_found' } },
      { line: 5, allowed: false, fault: { code: 'invalid', message: expect.stringContaining('channel') } },
      { line: 6, allowed: false, fault: { code: 'invalid', message: expect.stringContaining('4000') } },
      { line: 7, allowed: false, fault: { code: 'invalid' } },
      { ...good, allowed: true },
    ]);
  });

  test('refuses another type, no key, a key without the scope, and the people of another brand', async () => {
    const shopper = await theHouse.house.perform((work) => settleShopper(work, { brandId: brand.id }));
    const line = ndjson([{ customer: shopper.customerExternalId }]);
    expect((await ask(line, { 'content-type': 'application/json' })).status).toBe(415);
    expect((await ask(line, { authorization: 'Bearer dsk_wrong' })).status).toBe(401);
    expect((await ask(line, { authorization: `Bearer ${await brand.addKey(['orders:read'])}` })).status).toBe(403);
    const other = await theHouse.addBrand();
    const { text } = await other.ask('/api/v1/promos/filter', {
      method: 'POST',
      body: line,
      headers: { authorization: `Bearer ${other.key}`, 'content-type': 'application/x-ndjson' },
    });
    expect(linesOf(text)).toMatchObject([{ allowed: false, fault: { code: 'not_found' } }]);
  });

  test('ok: answers while questions are still coming, and reads on only as it is read', async () => {
    const shopper = await theHouse.house.perform((work) => settleShopper(work, { brandId: brand.id }));
    const bytes = new TextEncoder().encode(ndjson([{ customer: shopper.customerExternalId }]).repeat(500));
    let given = 0;
    const audience = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          given += 1;
          if (given > 400) controller.close();
          else controller.enqueue(bytes);
        },
      },
      { highWaterMark: 0 },
    );
    const answer = await theHouse.app.request(
      new Request(`http://${brand.brand.host}/api/v1/promos/filter`, {
        method: 'POST',
        headers: {
          host: brand.brand.host,
          authorization: `Bearer ${brand.key}`,
          'content-type': 'application/x-ndjson',
        },
        body: audience,
        duplex: 'half',
      } as RequestInit),
    );
    const reader = answer.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('"allowed":true');
    // 400 chunks are there to be had; a reader that takes one answer makes us take a few.
    expect(given).toBeLessThan(8);
    await reader?.cancel();
  });
});
