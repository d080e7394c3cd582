/** Campaigns through the whole house: whom they reach, whom the gate refuses, and what an unhappy answer stops. */
import { setImmediate } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { alerts, campaignSends, outboxMessages, scheduledRuns } from '../../db/schema/index.ts';
import { createRunner } from '../jobs/runner.ts';
import { days } from '../kit/clock.ts';
import type { EmailPayload } from '../notifications/channel.ts';
import { createFakeChannels, permanent, sent } from '../testing/fakeChannels.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { hearOfFailedSend, holdBackAtTheGate } from './index.ts';

let theHouse: TestHouse;
let brand: TestBrand;
beforeAll(async () => {
  theHouse = await openTestHouse();
});
afterAll(() => theHouse.close());
beforeEach(async () => {
  theHouse.clock.set('2026-11-20T11:00:00Z');
  brand = await theHouse.addBrand({ policy: { frequencyCap: 2 } });
});

const sale = { en: { headline: 'Fresh from the roaster', text: 'Two new coffees.', url: 'https://shop.example/new' } };
const begin = (id: string, changes: object = {}) =>
  brand.api('POST', 'campaigns', {
    id,
    name: 'November',
    channel: 'email',
    content: sale,
    audience: 'all',
    ...changes,
  });
const standing = async (id: string) => (await brand.api('GET', `campaigns/${id}`)).body;
const runJobs = () => theHouse.house.recurring.runDue();
const again = async () => {
  // The clock goes back between tests; jobs would wait for what they believe to be their next time.
  await theHouse.house.perform((work) => work.tx.delete(scheduledRuns));
  await runJobs();
};
const fake = () => {
  const channels = createFakeChannels();
  const { store, perform, clock, log } = theHouse.house;
  const runner = createRunner({
    store,
    perform,
    clock,
    log,
    channels: channels.channels,
    holdBack: holdBackAtTheGate,
    gaveUp: (work, { causeId }) => (causeId === null ? Promise.resolve() : hearOfFailedSend(work, causeId)),
    limits: { concurrency: 2, perTarget: 2 },
  });
  return { ...channels, runner };
};
const promotionsTo = (sends: ReturnType<typeof fake>['sends']) =>
  sends.flatMap(({ payload }) => {
    const { to, subject } = payload as EmailPayload;
    return subject === sale.en.headline ? [to.address] : [];
  });
const unhappy = (portal: string, shipmentId: string) =>
  brand.ask(`${portal}/sentiment`, {
    method: 'POST',
    body: { shipmentId, score: 1, reasons: ['damaged'], comment: 'Broken.', contactWish: 'none' },
  });
/** On its way and in time: nothing against a promotion. */
const order = (id: string, changes: object = {}) => brand.order(id, changes);

describe('a campaign', () => {
  test('ok: reaches those who may be promoted to, in the brand’s words, and says why not the others', async () => {
    await order('1');
    await order('2', { customer: { id: 'c-2', email: '2@shopper.example', promoConsent: false } });
    await order('3', { customer: { id: 'c-3', promoConsent: true } });
    const { status, body } = await begin('nov', { audience: ['c-1', 'c-2', 'c-3', 'c-9', 'c-1'] });
    expect({ status, unknown: body.unknown, counts: body.campaign.counts }).toEqual({
      status: 200,
      unknown: ['c-9'],
      counts: { waiting: 3, sent: 0, refused: 0, failed: 0 },
    });
    await again();
    const { runner, sends } = fake();
    await runner.sendDue();
    expect(promotionsTo(sends)).toEqual(['1@shopper.example']);
    const mail = sends.find(({ channel }) => channel === 'email')?.payload as EmailPayload;
    expect(mail.unsubscribeUrl).toMatch(/\/u\/[\w-]{44}$/);
    expect(mail.text).toContain('https://shop.example/new');
    await again();
    expect(await standing('nov')).toMatchObject({
      status: 'finished',
      counts: { waiting: 0, sent: 1, refused: 2, failed: 0 },
      reasons: expect.arrayContaining([
        { code: 'no_consent', people: 1 },
        { code: 'no_channel', people: 1 },
      ]),
    });
  });

  test('refuses the same id twice, a product that she has, and more than the cap', async () => {
    await order('1', { placedAt: '2026-11-10T09:12:00Z' });
    await begin('a');
    expect((await begin('a')).status).toBe(409);
    for (const id of ['a', 'b', 'c']) {
      if (id !== 'a') await begin(id);
      await again();
      await fake().runner.sendDue();
    }
    await begin('d', { product: 'p-1' });
    await again();
    expect((await standing('b')).counts.sent).toBe(1);
    expect((await standing('c')).reasons).toEqual([{ code: 'frequency_cap', people: 1 }]);
    expect((await standing('d')).reasons.map(({ code }: { code: string }) => code).sort()).toEqual([
      'frequency_cap',
      'recently_bought',
    ]);
    theHouse.clock.advance(days(8));
    await begin('e', { audience: ['c-1'] });
    await again();
    expect((await standing('e')).counts).toMatchObject({ refused: 1 });
  });

  test('ok: stopped, nothing of it leaves any more, not even what was in the outbox', async () => {
    await order('1');
    await begin('nov');
    await again();
    expect((await brand.api('PUT', 'campaigns/nov/stop')).body.status).toBe('stopped');
    const { runner, sends } = fake();
    await runner.sendDue();
    expect(promotionsTo(sends)).toEqual([]);
    expect((await standing('nov')).reasons).toEqual([{ code: 'stopped', people: 1 }]);
  });

  test('ok: arrives once in a mailbox, under whichever of its ids may be promoted to', async () => {
    await order('1', { customer: { id: 'guest', email: 'Naomi@shopper.example' } });
    await order('2', { customer: { id: 'c-1', email: 'naomi@shopper.example', promoConsent: true } });
    await order('3', { customer: { id: 'c-2', email: 'naomi+sale@shopper.example', promoConsent: true } });
    await order('4', { customer: { id: 'c-3', email: 'noemi@shopper.example', promoConsent: true } });
    await begin('nov');
    await again();
    const { runner, sends } = fake();
    await runner.sendDue();
    expect(promotionsTo(sends)).toEqual(['naomi@shopper.example', 'noemi@shopper.example']);
    await again();
    expect(await standing('nov')).toMatchObject({
      status: 'finished',
      counts: { sent: 2, refused: 2 },
      reasons: expect.arrayContaining([
        { code: 'no_consent', people: 1 },
        { code: 'same_mailbox', people: 1 },
      ]),
    });
  });

  test('ok: what could not be delivered is said', async () => {
    await order('1');
    await begin('nov');
    await again();
    const { runner, answerWith } = fake();
    answerWith(({ channel }) => (channel === 'email' ? permanent('no such mailbox') : sent));
    await runner.sendDue();
    expect((await standing('nov')).counts).toMatchObject({ sent: 0, failed: 1 });
  });

  test('ok: quiet hours are waited for', async () => {
    theHouse.clock.set('2026-11-20T21:00:00Z');
    await order('1');
    await begin('nov', { channel: 'push' });
    await again();
    const rows = await theHouse.house.store.read((reader) =>
      reader.select().from(campaignSends).where(eq(campaignSends.brandId, brand.id)),
    );
    expect(rows).toMatchObject([{ status: 'waiting', at: new Date('2026-11-21T08:00:00Z') }]);
  });
});

test('F38 ok: nobody is promoted to after her unhappy answer has committed, and she has one case', async () => {
  const people = 40;
  const orders: { portal: string; shipmentId: string; address: string }[] = [];
  for (let at = 0; at < people; at += 1) {
    const id = `f38-${at}`;
    orders.push({ portal: (await order(id)).portal, shipmentId: `s-${id}`, address: `${id}@shopper.example` });
  }
  await begin('nov');
  await again();
  await again();
  expect(
    await theHouse.house.store.read((reader) =>
      reader.$count(outboxMessages, and(eq(outboxMessages.brandId, brand.id), eq(outboxMessages.priority, 3))),
    ),
  ).toBe(people);

  const history: string[] = [];
  const { runner, answerWith } = fake();
  answerWith(async ({ payload }) => {
    const { to, subject } = payload as EmailPayload;
    if (subject === sale.en.headline) history.push(`promoted ${to.address}`);
    await setImmediate();
    return sent;
  });
  // Every second one, from the end: the campaign comes towards her.
  const complaining = orders.filter((_, at) => at % 2 === 1).reverse();
  const complain = async () => {
    for (const { portal, shipmentId, address } of complaining) {
      expect((await unhappy(portal, shipmentId)).status).toBe(200);
      history.push(`unhappy ${address}`);
    }
  };
  await Promise.all([runner.sendDue(), complain()]);
  await runner.sendDue();

  const refused = complaining.filter(({ address }) => !history.includes(`promoted ${address}`));
  for (const { address } of complaining) {
    const promoted = history.indexOf(`promoted ${address}`);
    expect(promoted, address).toBeLessThan(history.indexOf(`unhappy ${address}`));
  }
  // Without a race there was nothing to see.
  expect(refused.length).toBeGreaterThan(0);
  expect(await standing('nov')).toMatchObject({
    counts: { waiting: 0, sent: people - refused.length, refused: refused.length },
    reasons: [{ code: 'negative_sentiment', people: refused.length }],
  });
  const cases = await theHouse.house.store.read((reader) =>
    reader.select({ customerId: alerts.customerId }).from(alerts).where(eq(alerts.brandId, brand.id)),
  );
  expect(cases).toHaveLength(complaining.length);
  expect(new Set(cases.map(({ customerId }) => customerId)).size).toBe(complaining.length);
}, 60_000);
