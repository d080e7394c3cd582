/** News of the account, from the fact to what leaves the house and to her own log, on the real store. */
import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notices, outboxMessages, pointLots, scheduledRuns } from '../../../db/schema/index.ts';
import { findCustomer } from '../../customers/index.ts';
import { days, hours } from '../../kit/clock.ts';
import { listOrdersOfCustomer } from '../../orders/index.ts';
import { setHold } from '../../promos/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../../testing/house.ts';
import type { EmailPayload, PushPayload, SmsPayload } from '../channel.ts';
import { setConsents } from '../consents.ts';
import {
  connectSms,
  hearOfUndelivered,
  noticesOf,
  providePushKey,
  putSubscription,
  setNoticeSettings,
} from '../index.ts';
import type { ContentOf, NoticeContent } from './rules.ts';

let theHouse: TestHouse;
let brand: TestBrand;
let link: string;
let customerId: string;
let lots = 0;
beforeAll(async () => {
  theHouse = await openTestHouse();
});
afterAll(() => theHouse.close());
beforeEach(async () => {
  theHouse.clock.set('2026-11-20T11:00:00Z');
  brand = await theHouse.addBrand({ support: { email: 'hallo@roesterei.example' } });
  ({ link } = await brand.order('1001', { locale: 'en' }));
  const customer = await theHouse.house.store.read((reader) => findCustomer(reader, brand.id, 'c-1001'));
  customerId = customer?.id ?? '';
});

const perform: TestHouse['house']['perform'] = (change) => theHouse.house.perform(change);
const whose = () => ({ brandId: brand.id, customerId });

const addLot = async (points: number, expiresAt: string): Promise<string> => {
  lots += 1;
  const id = `${brand.id}-lot-${lots}`;
  await perform((work) =>
    work.tx.insert(pointLots).values({
      id,
      ...whose(),
      kind: 'order',
      points,
      remaining: points,
      earnedAt: work.now,
      spendableAt: work.now,
      expiresAt: new Date(expiresAt),
    }),
  );
  return id;
};
const spendAll = (lotId: string) =>
  perform((work) => work.tx.update(pointLots).set({ remaining: 0 }).where(eq(pointLots.id, lotId)));

const expiring: ContentOf<'points.expiring'> = {
  kind: 'points.expiring',
  points: 500,
  expiresOn: '2026-11-27',
  daysBefore: 7,
};
const endOf27th = '2026-11-27T23:00:00Z';
const happens = (...news: readonly NoticeContent[]) =>
  perform(async (work) => {
    for (const content of news) await work.record({ ...content, ...whose() });
  });
const tell = async () => {
  // The clock goes back between tests; jobs would wait for what they believe to be their next time.
  await perform((work) => work.tx.delete(scheduledRuns));
  await theHouse.house.recurring.runDue();
};
const queued = () =>
  theHouse.house.store.read((reader) =>
    reader
      .select()
      .from(outboxMessages)
      .where(and(eq(outboxMessages.brandId, brand.id), eq(outboxMessages.customerId, customerId)))
      .orderBy(asc(outboxMessages.id)),
  );
const log = () =>
  theHouse.house.store.read((reader) =>
    reader
      .select()
      .from(notices)
      .where(and(eq(notices.brandId, brand.id), eq(notices.customerId, customerId)))
      .orderBy(asc(notices.id)),
  );
/** As the runner does when no later try can succeed. */
const giveUp = (message: typeof outboxMessages.$inferSelect | undefined) =>
  perform(async (work) => {
    if (message === undefined) throw new Error('there is no message');
    await work.tx.update(outboxMessages).set({ status: 'dead' }).where(eq(outboxMessages.id, message.id));
    await hearOfUndelivered(work, { ...message, reason: 'gone' });
  });
/** As its channel has it. */
const payloadOf = <Payload>(message: typeof outboxMessages.$inferSelect | undefined): Payload => {
  if (message === undefined) throw new Error('nothing is queued');
  return message.payload as Payload;
};
const addDevice = () =>
  perform(async (work) => {
    await providePushKey(work, theHouse.house.sealer, brand.id);
    const target = theHouse.house.links.readLink(link, brand.id);
    await putSubscription(work, {
      brandId: brand.id,
      orderId: target?.orderId ?? '',
      deviceId: 'd-1',
      endpoint: 'https://updates.push.services.mozilla.com/wpush/v2/abc',
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      locale: 'de',
    });
  });

describe('points that are about to expire', () => {
  test('ok: a mail in her language, with a link, an end to such mails, and a line in her log', async () => {
    await addLot(500, endOf27th);
    await happens(expiring);
    await tell();
    const [message, ...others] = await queued();
    expect(others).toEqual([]);
    const mail = payloadOf<EmailPayload>(message);
    expect(mail.subject).toBe('500 points, good until November 27');
    expect(mail.to.address).toBe('1001@shopper.example');
    expect(mail.text).toContain(`${brand.brand.origin}/t/${link}/rewards`);
    expect(mail.unsubscribeUrl).toMatch(new RegExp(`^${brand.brand.origin}/u/[\\w-]{44}$`));
    expect(mail.text).toContain(mail.unsubscribeUrl);
    expect(await log()).toMatchObject([
      {
        kind: 'points.expiring',
        topic: 'points',
        status: 'sent',
        channel: 'email',
        why: null,
        sentAs: message?.causeId,
      },
    ]);
  });

  test('ok: told of twice, it is one notice; and the last day before replaces what still waits', async () => {
    await addLot(500, endOf27th);
    await happens(expiring, expiring, { ...expiring, daysBefore: 1 });
    await tell();
    expect(await log()).toMatchObject([{ status: 'held_back', why: 'replaced' }, { status: 'sent' }]);
    expect(await queued()).toHaveLength(1);
  });

  test('refuses what is spent meanwhile, and tells the rest with the figure of now', async () => {
    const lot = await addLot(500, endOf27th);
    await happens(expiring);
    await spendAll(lot);
    await tell();
    expect(await log()).toMatchObject([{ status: 'held_back', why: 'outdated' }]);
    await addLot(120, endOf27th);
    await happens({ ...expiring, daysBefore: 1 });
    await tell();
    expect((await queued()).map(({ payload }) => (payload as EmailPayload).subject)).toEqual([
      '120 points, good until November 27',
    ]);
  });

  test('refuses while she is unhappy with us, without her consent, and without any way', async () => {
    await addLot(500, endOf27th);
    await perform((work) =>
      setHold(work, {
        ...whose(),
        reason: 'negative_sentiment',
        channel: null,
        productId: null,
        source: 'sentiment:page',
        alertId: null,
        until: null,
        maxUntil: null,
      }),
    );
    await happens(expiring);
    await tell();
    expect(await log()).toMatchObject([{ status: 'held_back', why: 'hold' }]);
    expect(await queued()).toEqual([]);
  });

  test('refuses to send what still waits in the outbox when she says that she is unhappy; other news goes', async () => {
    await addLot(500, endOf27th);
    await happens(expiring);
    await tell();
    await happens({ kind: 'points.expired', points: 20, expiredOn: '2026-11-19' });
    await tell();
    await perform((work) =>
      setHold(work, {
        ...whose(),
        reason: 'negative_sentiment',
        channel: null,
        productId: null,
        source: 'sentiment:page',
        alertId: null,
        until: null,
        maxUntil: null,
      }),
    );
    expect((await queued()).map(({ status }) => status)).toEqual(['spared', 'waiting']);
    expect(await log()).toMatchObject([
      { kind: 'points.expiring', status: 'held_back', why: 'hold' },
      { kind: 'points.expired', status: 'sent' },
    ]);
  });

  test('refuses a topic that she does not want', async () => {
    await addLot(500, endOf27th);
    await perform((work) =>
      setConsents(work, { ...whose(), source: 'portal' }, [
        { topic: 'points', channel: 'email', given: false },
        { topic: 'points', channel: 'push', given: false },
      ]),
    );
    await happens(expiring);
    await tell();
    expect(await log()).toMatchObject([{ status: 'held_back', why: 'no_consent' }]);
    expect(await queued()).toEqual([]);
  });

  test('ok: on her device first, after her quiet hours; by mail when the device is gone', async () => {
    await addDevice();
    await addLot(500, endOf27th);
    theHouse.clock.set('2026-11-20T21:00:00Z');
    await happens(expiring);
    await tell();
    expect(await log()).toMatchObject([
      { status: 'waiting', why: 'quiet_hours', dueAt: new Date('2026-11-21T08:00:00Z') },
    ]);
    theHouse.clock.set('2026-11-21T08:00:00Z');
    await tell();
    const [push] = await queued();
    expect(push).toMatchObject({ channel: 'push', endpointId: 'https://updates.push.services.mozilla.com' });
    const { notification } = JSON.parse(payloadOf<PushPayload>(push).body);
    expect(notification).toMatchObject({ title: 'Noch gültig bis Freitag: 500 Punkte', lang: 'de' });
    expect(notification.navigate).toBe(`${brand.brand.origin}/t/${link}/rewards`);
    expect(await log()).toMatchObject([{ status: 'sent', channel: 'push' }]);

    await giveUp(push);
    expect(await log()).toMatchObject([{ status: 'waiting', why: 'undelivered' }]);
    await tell();
    const [, mail] = await queued();
    expect(mail).toMatchObject({ channel: 'email' });
    await giveUp(mail);
    await tell();
    expect(await log()).toMatchObject([{ status: 'held_back', why: 'undelivered' }]);
    expect(await queued()).toHaveLength(2);
  });
});

describe('digest', () => {
  test('ok: what a day brings comes in one mail at nine', async () => {
    const lot = await addLot(500, endOf27th);
    await perform((work) => setNoticeSettings(work, whose(), { digest: 'daily', quietHours: null }));
    await happens(expiring);
    await tell();
    theHouse.clock.advance(hours(3));
    await happens({ kind: 'points.earned', lotId: lot, points: 120, earnedFor: 'order', spendableAt: null });
    await tell();
    expect(await log()).toMatchObject([
      { status: 'waiting', why: 'digest' },
      { status: 'waiting', why: 'digest', dueAt: new Date('2026-11-21T08:00:00Z') },
    ]);
    expect(await queued()).toEqual([]);
    theHouse.clock.set('2026-11-21T08:00:00Z');
    await tell();
    const [mail, ...others] = await queued();
    expect(others).toEqual([]);
    expect(payloadOf<EmailPayload>(mail).subject).toBe('2 pieces of news from Rösterei');
    expect(payloadOf<EmailPayload>(mail).text).toContain('120 points for you');
    const told = await log();
    expect(told.map(({ status, sentAs }) => [status, sentAs])).toEqual([
      ['sent', mail?.causeId],
      ['sent', mail?.causeId],
    ]);
    // Quite the past by now, and nothing is told again.
    theHouse.clock.advance(days(20));
    await tell();
    expect(await queued()).toHaveLength(1);
  });
});

describe('her log', () => {
  const read = () =>
    theHouse.house.store.read((reader) =>
      noticesOf(reader, brand.brand, { customerId, locale: 'en', now: theHouse.clock() }),
    );
  const refuseParcelNews = () =>
    perform((work) =>
      setConsents(work, { ...whose(), source: 'portal' }, [
        { topic: 'parcel', channel: 'email', given: false },
        { topic: 'parcel', channel: 'push', given: false },
      ]),
    );
  const scan = (shipment: string, status: string) =>
    brand.api('POST', `shipments/${shipment}/events`, {
      events: [{ status, occurredAt: theHouse.clock().toISOString() }],
    });

  test('ok: points that say the same name the order that they are from', async () => {
    await brand.order('1002', { customer: { id: 'c-1001', email: '1001@shopper.example' } });
    const orders = await theHouse.house.store.read((reader) => listOrdersOfCustomer(reader, brand.id, customerId, 9));
    for (const { id: orderId } of orders) {
      const lotId = await addLot(120, endOf27th);
      await perform((work) => work.tx.update(pointLots).set({ orderId, remaining: 0 }).where(eq(pointLots.id, lotId)));
      await happens({ kind: 'points.earned', lotId, points: 120, earnedFor: 'order', spendableAt: null });
    }
    await tell();
    const told = (await read()).filter(({ topic }) => topic === 'points');
    expect(told.map(({ title, state, about }) => [title, state, about]).toSorted()).toEqual([
      ['120 points for you', { is: 'held_back', why: 'outdated' }, 'Order 1001'],
      ['120 points for you', { is: 'held_back', why: 'outdated' }, 'Order 1002'],
    ]);
  });

  test('ok: of several parcels of an order each is named, with how far it had come', async () => {
    await addDevice();
    await refuseParcelNews();
    await brand.order('1001', {
      locale: 'en',
      shipments: [
        { id: 's-1', trackingNumber: 'JJD1' },
        { id: 's-2', trackingNumber: 'JJD2' },
      ],
    });
    await scan('s-1', 'out_for_delivery');
    await scan('s-2', 'out_for_delivery');
    theHouse.clock.advance(hours(1));
    await scan('s-2', 'delivered');
    const told = await read();
    expect(told.map(({ line, about, orderId, shipmentId }) => [line, about, orderId, shipmentId]).toSorted()).toEqual([
      ['Arrived', 'Order 1001 · JJD2', '1001', 's-2'],
      ['Loaded into the van', 'Order 1001 · JJD1', '1001', 's-1'],
      ['Loaded into the van', 'Order 1001 · JJD2', '1001', 's-2'],
    ]);
  });

  test('ok: a mail about a parcel names its order; newer news says that it took the place of older', async () => {
    await addLot(500, endOf27th);
    await happens(expiring);
    await happens({ ...expiring, daysBefore: 1 });
    await scan('s-1001', 'returning');
    await tell();
    const told = await read();
    expect(told.filter(({ topic }) => topic === 'parcel')).toMatchObject([
      { kind: 'parcel.trouble', about: 'Order 1001', orderId: '1001', shipmentId: 's-1001' },
    ]);
    expect(told.map(({ state }) => state)).toContainEqual({ is: 'held_back', why: 'replaced' });
  });

  test('ok: a change that was rolled back is named', async () => {
    await happens({
      kind: 'subscription.change_rolled_back',
      subscriptionId: 'sub',
      changeId: 'change',
      action: 'skip',
    });
    await tell();
    expect(await read()).toMatchObject([{ topic: 'subscription', about: 'Skip' }]);
  });
});

describe('points of several origins', () => {
  test('ok: one section of a mail says the sum, and where each of them is from', async () => {
    const lots = [await addLot(120, endOf27th), await addLot(80, endOf27th)];
    await perform((work) => setNoticeSettings(work, whose(), { digest: 'daily', quietHours: null }));
    for (const [at, lotId] of lots.entries()) {
      await happens({
        kind: 'points.earned',
        lotId,
        points: [120, 80][at] ?? 0,
        earnedFor: 'order',
        spendableAt: null,
      });
    }
    await tell();
    theHouse.clock.set('2026-11-21T08:00:00Z');
    await tell();
    const [mail] = await queued();
    const { subject, text } = payloadOf<EmailPayload>(mail);
    expect(subject).toBe('200 points for you');
    expect(text).toMatch(/: 120 points · .*: 80 points\./);
  });
});

describe('texts', () => {
  test('ok: where she wants them and nothing else is left', async () => {
    await perform((work) =>
      connectSms(work, theHouse.house, {
        brandId: brand.id,
        kind: 'twilio',
        url: 'https://api.sms.example/Messages.json',
        from: 'Roesterei',
        secret: 'AC1:token',
      }),
    );
    await perform((work) =>
      setConsents(work, { ...whose(), source: 'portal' }, [
        { topic: 'points', channel: 'email', given: false },
        { topic: 'points', channel: 'sms', given: true },
      ]),
    );
    await addLot(500, endOf27th);
    await happens(expiring);
    await tell();
    const [text] = await queued();
    expect(text).toMatchObject({ channel: 'sms' });
    expect(payloadOf<SmsPayload>(text)).toMatchObject({ to: '+4915112345678', from: 'Roesterei' });
    expect(payloadOf<SmsPayload>(text).text).toMatch(/^Rösterei: 500 points, good until November 27\. /);
    expect(JSON.stringify(text?.payload)).not.toContain('AC1:token');
  });
});
