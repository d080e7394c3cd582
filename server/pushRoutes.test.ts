/** From a device that subscribes to what it is sent, through the real house: on both engines. */
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deliveryAsks, outboxMessages, pushFollows, pushSubscriptions, scheduledRuns } from '../db/schema/index.ts';
import { schedule } from './jobs/schedule.ts';
import { days, hours, minutes } from './kit/clock.ts';
import { openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';
import { openPushService, type PushService, type TestSubscription } from './testing/pushService.ts';

let service: PushService;
let house: TestHouse;
let brand: TestBrand;
beforeAll(async () => {
  service = await openPushService();
  house = await openTestHouse({ testCertificate: service.certificate });
});
afterAll(async () => {
  await house.close();
  await service.close();
});
beforeEach(async () => {
  house.clock.set('2026-11-24T09:30:00Z');
  service.answer({ status: 201 });
  brand = await house.addBrand();
});

interface Followed {
  readonly id: string;
  readonly portal: string;
  readonly subscription: TestSubscription;
  readonly deviceId: string;
}

const subscribe = (portal: string, subscription: TestSubscription, deviceId: string) =>
  brand.ask(`${portal}/push-subscriptions`, { method: 'POST', body: { deviceId, subscription, locale: 'de' } });

const follow = async (id: string, order: Record<string, unknown> = {}): Promise<Followed> => {
  const { portal } = await brand.order(id, order);
  expect((await brand.ask(`${portal}/push-key`)).body.publicKey).toMatch(/^[\w-]{87}$/);
  const subscription = service.subscribe();
  const deviceId = randomUUID();
  expect(await subscribe(portal, subscription, deviceId)).toMatchObject({ status: 201 });
  return { id, portal, subscription, deviceId };
};

const scan = (id: string, status: string, occurredAt: Date | string | number) =>
  brand.api('POST', `shipments/s-${id}/events`, {
    events: [{ status, occurredAt: new Date(occurredAt).toISOString() }],
  });

const waiting = () =>
  house.house.store.read((reader) =>
    reader
      .select()
      .from(outboxMessages)
      .where(and(eq(outboxMessages.brandId, brand.id), eq(outboxMessages.status, 'waiting'))),
  );
const pushes = async () =>
  (await waiting())
    .filter(({ channel }) => channel === 'push')
    .map(({ payload }) => JSON.parse((payload as { body: string }).body).notification);
const mails = async () =>
  (await waiting())
    .filter(({ channel, availableAt }) => channel === 'email' && availableAt <= house.clock())
    .map(({ payload }) => payload as { text: string });
const rowsOf = (table: typeof pushSubscriptions | typeof pushFollows) =>
  house.house.store.read((reader) => reader.select().from(table).where(eq(table.brandId, brand.id)));
const asks = () =>
  house.house.store.read((reader) =>
    reader.select().from(deliveryAsks).where(eq(deliveryAsks.brandId, brand.id)).orderBy(deliveryAsks.id),
  );
/** The clock of these tests jumps: what asks and tells counts as never run, and the rest of the schedule as just run. */
const runJobs = async () => {
  const justRun = { brandId: '', startedAt: house.clock(), leasedUntil: house.clock() };
  await house.house.store.write(async (tx) => {
    await tx.delete(scheduledRuns);
    await tx.insert(scheduledRuns).values(schedule.map(({ name }) => ({ id: name, ...justRun })));
  });
  expect(await house.house.recurring.runDue()).toContain('ask after deliveries');
};

describe('subscribing', () => {
  test.each([
    'http://fcm.googleapis.com/x',
    'https://localhost.evil.example/x',
    'https://10.1.2.3/x',
    'https://169.254.169.254/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://fcm.googleapis.com:22/x',
  ])('refuses S19: %s', async (endpoint) => {
    const { portal } = await brand.order('1001');
    const answer = await subscribe(portal, { ...service.subscribe(), endpoint }, randomUUID());
    expect(answer).toMatchObject({ status: 422, body: { fields: [{ field: 'subscription.endpoint' }] } });
  });

  test('refuses keys that are none, a device that is no id, and a link that opens nothing', async () => {
    const { portal } = await brand.order('1001');
    const good = service.subscribe();
    const bad = { ...good, keys: { ...good.keys, auth: 'short' } };
    expect(await subscribe(portal, bad, randomUUID())).toMatchObject({ status: 422 });
    expect(await subscribe(portal, good, 'my-phone')).toMatchObject({ status: 422 });
    const forged = portal.replace(/.{4}$/, 'AAAA');
    expect(await subscribe(forged, good, randomUUID())).toMatchObject({ status: 404 });
    expect(await brand.ask(`${forged}/push-key`)).toMatchObject({ status: 404 });
  });

  test('ok: one subscription a device and brand, which follows every order that was opened on it', async () => {
    const { portal, deviceId } = await follow('1001');
    const renewed = service.subscribe();
    await subscribe(portal, renewed, deviceId);
    const { portal: second } = await brand.order('1002');
    await subscribe(second, renewed, deviceId);
    expect(await rowsOf(pushSubscriptions)).toMatchObject([{ deviceId, endpoint: renewed.endpoint, locale: 'de' }]);
    expect(await rowsOf(pushFollows)).toHaveLength(2);
    // Its storage was emptied: the same browser comes under a new id.
    await subscribe(portal, renewed, randomUUID());
    expect(await rowsOf(pushSubscriptions)).toHaveLength(1);
  });

  test('ok: it ends when the device says so, and ending it twice is the same', async () => {
    const { portal, deviceId } = await follow('1001');
    const path = `${portal}/push-subscriptions/${deviceId}`;
    expect(await brand.ask(path, { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(await brand.ask(path, { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect([...(await rowsOf(pushSubscriptions)), ...(await rowsOf(pushFollows))]).toEqual([]);
  });

  test('ok: the brand’s private key is sealed, and stays the same', async () => {
    const { portal } = await follow('1001');
    const [first, second] = [await brand.ask(`${portal}/push-key`), await brand.ask(`${portal}/push-key`)];
    expect(second.body).toEqual(first.body);
    expect(Object.keys(first.body)).toEqual(['publicKey']);
  });
});

describe('what is told', () => {
  test('ok: into the van and at the door, in her language, each opened by her browser alone', async () => {
    const { subscription } = await follow('1001');
    await scan('1001', 'out_for_delivery', '2026-11-24T07:00:00Z');
    await scan('1001', 'delivered', '2026-11-24T09:24:00Z');
    await house.house.runner.sendDue();
    const told = service.deliveries.filter(({ endpoint }) => endpoint === subscription.endpoint);
    expect(told.map(({ text }) => JSON.parse(text).notification)).toMatchObject([
      { title: 'Kommt heute' },
      { title: 'Heute um 10:24 angekommen' },
    ]);
    expect(told[0]?.headers.topic).toBe(told[1]?.headers.topic);
    expect(told[0]?.vapid.token).toBe(told[1]?.vapid.token);
  });

  test('ok: that it has arrived is news and no question: nothing to answer, nothing asked, at whatever hour', async () => {
    await follow('1001');
    house.clock.set('2026-11-24T02:30:00Z');
    await scan('1001', 'delivered', '2026-11-24T02:24:00Z');
    const [news, ...more] = await pushes();
    expect(more).toEqual([]);
    expect(news).toMatchObject({ title: 'Heute um 3:24 angekommen', data: { shipmentId: null } });
    expect(news).not.toHaveProperty('actions');
    expect(news.navigate).not.toContain('#ask-');
    expect(`${news.title} ${news.body}`).not.toMatch(/[?？؟]|Tipp/);
  });

  test('ok: a promise that slips and trouble on the way, with what happens next', async () => {
    await follow('1001');
    const shipments = [{ id: 's-1001', carrier: 'DHL', trackingNumber: 'JJD1001', promisedOn: '2026-11-27' }];
    await brand.order('1001', { shipments });
    await scan('1001', 'on_hold', '2026-11-24T09:00:00Z');
    const told = await pushes();
    expect(told.map(({ title }) => title)).toEqual(['Kommt Freitag', 'Unterwegs aufgehalten']);
    for (const { body } of told) expect(body.length).toBeGreaterThan(20);
  });

  test('refuses F5: a scan that comes a day late, a plain scan, and what a newer scan has overtaken', async () => {
    await follow('1001');
    await scan('1001', 'out_for_delivery', '2026-11-23T07:00:00Z');
    await scan('1001', 'in_transit', '2026-11-24T09:00:00Z');
    await scan('1001', 'in_transit', '2026-11-24T09:10:00Z');
    await scan('1001', 'out_for_delivery', '2026-11-24T08:00:00Z');
    expect(await pushes()).toEqual([]);
  });

  test.each(['delayed', 'returned'])('refuses F5: told a day late that it is %s', async (status) => {
    await follow('1001');
    await scan('1001', status, house.clock().getTime() - hours(24) - minutes(1));
    await follow('1002');
    await scan('1002', status, house.clock().getTime() - hours(24));
    expect(await pushes()).toEqual([]);
    // The page knows it all the same.
    expect((await brand.api('GET', 'shipments/s-1001')).body.shipment).toMatchObject({ status });
    await follow('1003');
    await scan('1003', status, house.clock().getTime() - hours(24) + minutes(1));
    expect(await pushes()).toHaveLength(1);
  });

  test('ok: what support answers, without its words on the lock screen; and the question whether it is solved', async () => {
    const { portal } = await follow('1001');
    await scan('1001', 'delivered', '2026-11-24T09:24:00Z');
    const body = { shipmentId: 's-1001', score: 1, reasons: ['damaged'] };
    await brand.ask(`${portal}/sentiment`, { method: 'POST', body });
    const { alerts } = (await brand.api('GET', 'alerts')).body;
    await brand.api('PUT', `alerts/${alerts[0].id}/acknowledgement`, { by: 'Mara' });
    await brand.api('PUT', `alerts/${alerts[0].id}/resolution`, { by: 'Mara', outcome: 'replaced' });
    expect((await pushes()).map(({ title }) => title)).toContain('Ist es gelöst?');
  });

  test('refuses F21: a subscription that is gone is removed, and nothing is tried again', async () => {
    await follow('1001');
    service.answer({ status: 410 });
    await scan('1001', 'out_for_delivery', '2026-11-24T09:00:00Z');
    await house.house.runner.sendDue();
    expect(await rowsOf(pushSubscriptions)).toEqual([]);
    expect(await rowsOf(pushFollows)).toEqual([]);
    expect(await waiting()).toEqual([]);
  });

  test('ok F24: what the operator has to mend is logged and kept as a dead letter, with the subscription', async () => {
    await follow('1001');
    service.answer({ status: 413 });
    await scan('1001', 'out_for_delivery', '2026-11-24T09:00:00Z');
    await house.house.runner.sendDue();
    expect(await rowsOf(pushSubscriptions)).toHaveLength(1);
    expect(await waiting()).toEqual([]);
    expect(house.logged.some((line) => line.includes('for the operator: answered 413'))).toBe(true);
  });

  test('ok F22: a Retry-After is waited for, with jitter, and then it goes through', async () => {
    const { subscription } = await follow('1001');
    service.answer({ status: 429, headers: { 'retry-after': '600' } });
    await scan('1001', 'out_for_delivery', '2026-11-24T09:00:00Z');
    await house.house.runner.sendDue();
    const [held] = (await waiting()).filter(({ channel }) => channel === 'push');
    const waitMs = (held?.availableAt.getTime() ?? 0) - house.clock().getTime();
    expect(waitMs).toBeGreaterThanOrEqual(minutes(10));
    expect(waitMs).toBeLessThanOrEqual(minutes(12));
    service.answer({ status: 201 });
    house.clock.advance(minutes(13));
    await house.house.runner.sendDue();
    expect(service.deliveries.filter(({ endpoint }) => endpoint === subscription.endpoint)).toHaveLength(2);
  });
});

describe('asking after a delivery', () => {
  const deliver = (id: string) => scan(id, 'delivered', new Date(house.clock().getTime() - minutes(6)));

  test('ok: two hours later by mail, with five faces that only lead to the page', async () => {
    const { link } = await brand.order('1001', { locale: 'de' });
    await deliver('1001');
    await runJobs();
    expect((await mails()).filter(({ text }) => text.includes('score='))).toEqual([]);
    house.clock.advance(hours(2));
    await runJobs();
    const [mail] = (await mails()).filter(({ text }) => text.includes('score='));
    for (const score of [1, 2, 3, 4, 5]) {
      expect(mail?.text).toContain(`https://${brand.id}.example/t/${link}?score=${score}&parcel=s-1001#ask-s-1001`);
    }
    expect(await asks()).toMatchObject([{ status: 'asked', channel: 'email' }]);
  });

  test('ok: on the device where there is one, with both answers, once, and then not by mail', async () => {
    const { subscription } = await follow('1001');
    await deliver('1001');
    await house.house.runner.sendDue();
    for (const pause of [2, 1, 5]) {
      house.clock.advance(hours(pause));
      await runJobs();
      await house.house.runner.sendDue();
    }
    const told = service.deliveries.filter(({ endpoint }) => endpoint === subscription.endpoint);
    expect(told.map(({ text }) => JSON.parse(text).notification)).toMatchObject([
      { title: 'Heute um 10:24 angekommen', data: { shipmentId: null } },
      {
        title: 'Wie war es?',
        body: 'Heute um 10:24 angekommen. Ist alles, wie es sein soll? Ein Tipp genügt.',
        actions: [{ action: 'good' }, { action: 'bad' }],
        data: { shipmentId: 's-1001' },
      },
    ]);
    expect((await mails()).filter(({ text }) => text.includes('score='))).toEqual([]);
    expect(await asks()).toMatchObject([{ status: 'asked', channel: 'push' }]);
  });

  test('ok: whoever the order belongs to by then is asked, and nobody who had it before', async () => {
    await brand.order('1001', { customer: { id: 'c-a', email: 'a@shopper.example' } });
    await deliver('1001');
    await brand.order('1001', { customer: { id: 'c-b', email: 'b@shopper.example' } });
    house.clock.advance(hours(2));
    await runJobs();
    const questions = (await waiting()).filter(({ occurrence }) => occurrence?.startsWith('ask '));
    expect(questions.map(({ payload }) => (payload as { to: { address: string } }).to.address)).toEqual([
      'b@shopper.example',
    ]);
  });

  test('refuses to send the question once she has answered, or about another parcel while her case is open', async () => {
    const questions = async () =>
      (await waiting()).flatMap(({ channel, occurrence }) => (occurrence?.startsWith('ask ') ? [channel] : [])).sort();
    const { portal } = await follow('1001', { customer: { id: 'c-2', email: 'two@shopper.example' } });
    await deliver('1001');
    house.clock.advance(hours(2));
    await runJobs();
    // The push, which nobody takes just now, and the mail that stands in for it.
    expect(await questions()).toEqual(['email', 'push']);
    await brand.ask(`${portal}/sentiment`, { method: 'POST', body: { shipmentId: 's-1001', score: 4 } });
    expect(await questions()).toEqual([]);

    const customer = { id: 'c-3', email: 'three@shopper.example' };
    const unhappy = await follow('1002', { customer });
    await follow('1003', { customer });
    await deliver('1003');
    house.clock.advance(hours(2));
    await runJobs();
    expect(await questions()).toEqual(['email', 'push']);
    const body = { shipmentId: 's-1002', occasion: 'problem', reasons: ['late'] };
    await brand.ask(`${unhappy.portal}/sentiment`, { method: 'POST', body });
    expect(await questions()).toEqual([]);
  });

  test('refuses to ask on the lock screen twice in a week, and at all while her case is open', async () => {
    const customer = { id: 'c-2', email: 'two@shopper.example' };
    const questions = async () => (await pushes()).filter(({ actions }) => actions !== undefined).length;
    const { portal } = await follow('1001', { customer });
    await deliver('1001');
    await follow('1002', { customer });
    await deliver('1002');
    house.clock.advance(hours(3));
    await runJobs();
    expect(await questions()).toBe(1);
    expect(await asks()).toMatchObject([{ status: 'asked' }, { droppedWhy: 'she was asked within the week' }]);
    // After that week nobody asks who is unhappy, and nothing on the lock screen does.
    await brand.ask(`${portal}/sentiment`, { method: 'POST', body: { shipmentId: 's-1001', score: 1 } });
    house.clock.advance(days(8));
    await follow('1003', { customer });
    await deliver('1003');
    house.clock.advance(hours(3));
    await runJobs();
    expect(await questions()).toBe(0);
    expect(await asks()).toMatchObject([{}, {}, { droppedWhy: 'her case is open' }]);
  });

  test('ok: never at night by her clock', async () => {
    await brand.order('1001');
    house.clock.set('2026-11-24T18:30:00Z');
    await deliver('1001');
    for (const pause of [2, 4, 6]) {
      house.clock.advance(hours(pause));
      await runJobs();
    }
    expect(await asks()).toMatchObject([{ status: 'waiting' }]);
    house.clock.set('2026-11-25T08:00:01Z');
    await runJobs();
    expect(await asks()).toMatchObject([{ status: 'asked' }]);
  });

  test('refuses to ask who has answered, whose case is open, who was asked within the week, and who gave it back', async () => {
    const customer = { id: 'c-1', email: 'one@shopper.example' };
    const first = await brand.order('1001', { customer });
    await deliver('1001');
    await brand.ask(`${first.portal}/sentiment`, { method: 'POST', body: { shipmentId: 's-1001', score: 1 } });
    await brand.order('1002', { customer });
    await deliver('1002');
    await brand.order('1003');
    await deliver('1003');
    await brand.order('1004', { customer: { id: 'c-1003', email: 'again@shopper.example' } });
    house.clock.advance(minutes(1));
    await deliver('1004');
    await brand.order('1005');
    await deliver('1005');
    await scan('1005', 'returning', house.clock());
    house.clock.advance(hours(3));
    await runJobs();
    const dealt = (await asks()).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.id < b.id ? -1 : 1));
    expect(dealt.map(({ status, droppedWhy }) => droppedWhy ?? status)).toEqual([
      'she has answered',
      'her case is open',
      'asked',
      'she was asked within the week',
      'the parcel is not there any more',
    ]);
  });

  test('refuses to ask about what arrived long ago: an import asks nobody', async () => {
    await brand.order('1001');
    await scan('1001', 'delivered', new Date(house.clock().getTime() - days(20)));
    expect(await asks()).toEqual([]);
  });
});

describe('answers that come twice', () => {
  test('ok: a message with the same key is written once, and another key writes another', async () => {
    const { portal } = await brand.order('1001');
    await scan('1001', 'delivered', '2026-11-24T09:24:00Z');
    const said = await brand.ask(`${portal}/sentiment`, { method: 'POST', body: { shipmentId: 's-1001', score: 1 } });
    const write = (key: string, text = 'Und der Karton war nass.') =>
      brand.ask(`${portal}/cases/${said.body.care.caseId}/messages`, {
        method: 'POST',
        body: { text },
        headers: { 'idempotency-key': key },
      });
    const answers = await Promise.all([write('one'), write('one'), write('one')]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await write('one')).headers.get('idempotent-replayed')).toBe('true');
    const { body } = await write('two', 'Und eine Tasse fehlt.');
    expect(body.care.messages).toHaveLength(2);
    const other = { shipmentId: 's-1001', score: 2 };
    const reused = { method: 'POST', body: other, headers: { 'idempotency-key': 'one' } };
    expect(await brand.ask(`${portal}/sentiment`, reused)).toMatchObject({ status: 409 });
  });

  test('ok: what was answered from a notification says so', async () => {
    const { portal } = await brand.order('1001');
    await scan('1001', 'delivered', '2026-11-24T09:24:00Z');
    const body = { shipmentId: 's-1001', score: 2 };
    expect(await brand.ask(`${portal}/sentiment?via=push`, { method: 'POST', body })).toMatchObject({ status: 200 });
  });
});
