/** One occurrence is told once: on her devices first, by mail where none of them hears it. Through the real house. */
import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outboxMessages, scheduledRuns } from '../db/schema/index.ts';
import { hours, minutes } from './kit/clock.ts';
import type { ChannelName } from './notifications/channel.ts';
import { openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';
import { openPushService, type PushService } from './testing/pushService.ts';

let services: readonly [PushService, PushService];
let house: TestHouse;
let brand: TestBrand;
beforeAll(async () => {
  const first = await openPushService();
  // One certificate is believed, so both answer under it.
  services = [first, await openPushService(first)];
  house = await openTestHouse({ testCertificate: first.certificate });
});
afterAll(async () => {
  await house.close();
  await Promise.all(services.map((service) => service.close()));
});
beforeEach(async () => {
  // Each test in a week of its own: a push service that failed is left alone for a while.
  week += 1;
  house.clock.set(new Date(Date.UTC(2026, 10, 24 + 7 * week, 9, 30)));
  for (const service of services) service.answer({ status: 201 });
  brand = await house.addBrand();
});
let week = 0;

/** An order that so many devices follow, the first at the first service. */
const orderOn = async (devices: number): Promise<void> => {
  const { portal } = await brand.order('1001');
  await brand.ask(`${portal}/push-key`);
  for (const service of services.slice(0, devices)) {
    const body = { deviceId: randomUUID(), subscription: service.subscribe(), locale: 'de' };
    expect(await brand.ask(`${portal}/push-subscriptions`, { method: 'POST', body })).toMatchObject({ status: 201 });
  }
};
const scan = (status: string, more: object = {}) =>
  brand.api('POST', 'shipments/s-1001/events', {
    events: [{ status, occurredAt: new Date(house.clock().getTime() - minutes(1)).toISOString(), ...more }],
  });
const expectOn = (day: string) =>
  brand.api('PUT', 'shipments/s-1001', { orderId: '1001', carrierEstimate: { on: day } });
const inDays = (days: number): string =>
  new Date(house.clock().getTime() + days * hours(24)).toISOString().slice(0, 10);

const send = () => house.house.runner.sendDue();
/** The clock of these tests jumps: every job counts as never run. */
const pass = async (ms: number): Promise<void> => {
  house.clock.advance(ms);
  await house.house.store.write((tx) => tx.delete(scheduledRuns));
  await house.house.recurring.runDue();
  await send();
};
const stateOf = async (channel: ChannelName): Promise<readonly string[]> =>
  (
    await house.house.store.read((reader) =>
      reader
        .select({ status: outboxMessages.status })
        .from(outboxMessages)
        .where(and(eq(outboxMessages.brandId, brand.id), eq(outboxMessages.channel, channel)))
        .orderBy(asc(outboxMessages.id)),
    )
  ).map(({ status }) => status);

describe('trouble', () => {
  test('ok: rings once on the device, and no mail says it again', async () => {
    await orderOn(1);
    await scan('on_hold');
    await send();
    expect(await stateOf('push')).toEqual(['sent']);
    expect(await stateOf('email')).toEqual(['spared']);
    await pass(hours(3));
    expect(await stateOf('email')).toEqual(['spared']);
  });

  test('ok: without a device the mail goes at once', async () => {
    await orderOn(0);
    await scan('on_hold');
    await send();
    expect([await stateOf('push'), await stateOf('email')]).toEqual([[], ['sent']]);
  });

  test.each([
    ['attempt_failed', {}],
    ['returning', {}],
    ['exception', { reason: 'lost' }],
    ['exception', { reason: 'damaged' }],
    ['exception', {}],
  ])('refuses to ring twice for %s %o, which is a move and on the watch list', async (status, more) => {
    await orderOn(1);
    await scan(status, more);
    await send();
    expect(await stateOf('push')).toEqual(['sent']);
  });

  test('refuses to ring for a slipped day and for being late: a day has one such piece of news', async () => {
    await orderOn(1);
    await brand.api('PUT', 'shipments/s-1001', { orderId: '1001', promisedOn: inDays(2) });
    await send();
    await scan('delayed');
    await send();
    expect(await stateOf('push')).toEqual(['sent']);
    await expectOn(inDays(4));
    await brand.api('PUT', 'shipments/s-1001', { orderId: '1001', promisedOn: inDays(5) });
    await send();
    expect(await stateOf('push')).toEqual(['sent']);
    await pass(hours(1));
    // She has heard it on her device before there was a mail to spare.
    expect(await stateOf('email')).toEqual([]);
  });

  test('refuses both while a case of hers is open: a person is speaking with her', async () => {
    const { portal } = await brand.order('1001');
    await orderOn(1);
    const body = { shipmentId: 's-1001', occasion: 'problem', score: 2, reasons: ['late'], comment: 'Wo ist es?' };
    expect(await brand.ask(`${portal}/sentiment`, { method: 'POST', body })).toMatchObject({ status: 200 });
    const before = await stateOf('email');
    await scan('on_hold');
    expect([await stateOf('push'), await stateOf('email')]).toEqual([[], before]);
  });
});

describe('a device that hears no more', () => {
  test.each([404, 410, 413])('ok: it answers %s, and the mail goes in the same minute', async (status) => {
    services[0].answer({ status });
    await orderOn(1);
    await scan('on_hold');
    await send();
    expect([await stateOf('push'), await stateOf('email')]).toEqual([['dead'], ['sent']]);
  });

  test('ok: one of two that hears it is enough; once both are gone, one mail goes', async () => {
    services[0].answer({ status: 410 });
    await orderOn(2);
    await scan('on_hold');
    await send();
    expect((await stateOf('push')).toSorted()).toEqual(['dead', 'sent']);
    expect(await stateOf('email')).toEqual(['spared']);
    services[1].answer({ status: 410 });
    await scan('returning');
    await send();
    expect((await stateOf('push')).toSorted()).toEqual(['dead', 'dead', 'sent']);
    expect(await stateOf('email')).toEqual(['spared', 'sent']);
  });

  test('ok: its service is away: the mail goes after half an hour, and the push is not heard on top of it', async () => {
    services[0].answer({ status: 503 });
    await orderOn(1);
    await scan('on_hold');
    await send();
    await pass(minutes(29));
    expect([await stateOf('push'), await stateOf('email')]).toEqual([['waiting'], ['waiting']]);
    await pass(minutes(2));
    expect([await stateOf('push'), await stateOf('email')]).toEqual([['spared'], ['sent']]);
    services[0].answer({ status: 201 });
    const heard = services[0].deliveries.length;
    await pass(hours(6));
    expect(services[0].deliveries).toHaveLength(heard);
  });
});

describe('the question after a delivery', () => {
  test('ok: on the device, with the question first; no mail', async () => {
    await orderOn(1);
    await scan('delivered');
    await send();
    await pass(hours(2));
    expect([await stateOf('push'), await stateOf('email')]).toEqual([['sent', 'sent'], ['spared']]);
    const [arrived, asked] = services[0].deliveries.slice(-2).map(({ text }) => JSON.parse(text).notification);
    expect(arrived.title).toMatch(/angekommen$/);
    expect(asked.title).toBe('Wie war es?');
    expect(asked.body).toContain(arrived.title);
    expect(asked.actions).toHaveLength(2);
    // Whatever parcel it is about, “my orders” goes on saying where that is.
    expect(asked.data.headline).toBeNull();
    await pass(hours(3));
    expect(await stateOf('email')).toEqual(['spared']);
  });

  test('ok: the device is gone by then, and the mail asks instead', async () => {
    await orderOn(1);
    await scan('delivered');
    await send();
    services[0].answer({ status: 410 });
    await pass(hours(2));
    expect([await stateOf('push'), await stateOf('email')]).toEqual([['sent', 'dead'], ['sent']]);
  });

  test('refuses to let the mail that waited for a device come in the night', async () => {
    await orderOn(1);
    // 17:45 in Berlin, so that the question comes at 19:45.
    house.clock.set(new Date(house.clock().getTime() + hours(7) + minutes(15)));
    await scan('delivered');
    await send();
    services[0].answer({ status: 503 });
    await pass(hours(2));
    await pass(hours(1));
    expect(await stateOf('email')).toEqual(['waiting']);
    await pass(hours(12));
    expect(await stateOf('email')).toEqual(['waiting']);
    await pass(hours(1));
    expect(await stateOf('email')).toEqual(['sent']);
  });
});

// Comes last: it keeps the weeks of the others, whose hours are told in winter time.
describe('a second slip', () => {
  test('ok: rings again for a day that slips once more, and once when the same message is a move', async () => {
    await orderOn(1);
    house.clock.advance(minutes(1));
    await brand.api('PUT', 'shipments/s-1001', {
      orderId: '1001',
      carrierEstimate: { on: inDays(3) },
      events: [{ status: 'delayed', occurredAt: house.clock().toISOString() }],
    });
    await send();
    expect(await stateOf('push')).toEqual(['sent']);
    house.clock.advance(minutes(1));
    await expectOn(inDays(4));
    await send();
    await expectOn(inDays(4));
    await send();
    expect(await stateOf('push')).toEqual(['sent', 'sent']);
  });
});
