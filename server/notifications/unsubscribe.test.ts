/** Ending mails by the link in one of them, and the log that tells of what was sent. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findCustomer } from '../customers/index.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { consentsOf, setConsents } from './consents.ts';
import type { NoticeLogEntry } from './index.ts';
import { noticesOf } from './index.ts';

let theHouse: TestHouse;
let brand: TestBrand;
let customerId: string;
beforeAll(async () => {
  theHouse = await openTestHouse();
});
afterAll(() => theHouse.close());
beforeEach(async () => {
  brand = await theHouse.addBrand();
  await brand.order('1001');
  customerId = (await theHouse.house.store.read((reader) => findCustomer(reader, brand.id, 'c-1001')))?.id ?? '';
});

const tokenOf = (topic: 'points' | 'promo' | 'account') =>
  theHouse.house.unsubscribes.tokenOf({ brandId: brand.id, customerId, topic });
const consents = () => theHouse.house.store.read((reader) => consentsOf(reader, brand.id, customerId));
const post = (token: string, fields: Record<string, string>, headers = {}) =>
  brand.ask(`/u/${token}`, { method: 'POST', body: new URLSearchParams(fields), headers });

describe('unsubscribing', () => {
  test('ok: with one tap in the mail program, without cookie or origin (RFC 8058)', async () => {
    const answer = await post(tokenOf('points'), { 'List-Unsubscribe': 'One-Click' });
    expect(answer.status).toBe(200);
    const { points, tier, promo } = await consents();
    expect({ points, tier: tier.email, promo: promo.email }).toEqual({
      points: { push: true, email: false, sms: false },
      tier: true,
      promo: true,
    });
    expect((await post(tokenOf('points'), { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
  });

  test('ok: by the button of the page; promotions end for the gate as well', async () => {
    const answer = await post(tokenOf('promo'), {});
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/u/${tokenOf('promo')}?done=yes`]);
    const { body } = await brand.api('GET', 'promos/decision?customer=c-1001&channel=email');
    expect(body.reasons.map(({ code }: { code: string }) => code)).toContain('no_consent');
    // What she said herself, the shop's next message does not undo.
    await brand.order('1001');
    expect((await consents()).promo.email).toBe(false);
  });

  test('ok: all of the account at once', async () => {
    await post(tokenOf('account'), {});
    const { parcel, points, tier, subscription, referral } = await consents();
    expect([parcel, points, tier, subscription, referral].map(({ email }) => email)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  test('S10 refuses to end anything by looking at it', async () => {
    for (const method of ['GET', 'HEAD']) await brand.ask(`/u/${tokenOf('points')}`, { method });
    expect((await consents()).points.email).toBe(true);
  });

  test('S2 refuses the token of another brand, and one that was made up', async () => {
    const other = await theHouse.addBrand();
    const strange = theHouse.house.unsubscribes.tokenOf({ brandId: other.id, customerId, topic: 'points' });
    for (const token of [strange, 'A'.repeat(44), 'x']) expect((await post(token, {})).status).toBe(404);
    expect((await consents()).points.email).toBe(true);
  });
});

describe('her log', () => {
  const log = (): Promise<readonly NoticeLogEntry[]> =>
    theHouse.house.store.read((reader) =>
      noticesOf(reader, brand.brand, { customerId, locale: 'en', now: theHouse.clock() }),
    );
  const answer = (portal: string) =>
    brand.ask(`${portal}/sentiment`, {
      method: 'POST',
      body: { shipmentId: 's-1001', score: 1, reasons: ['damaged'], comment: 'Broken.', contactWish: 'none' },
    });
  const shipmentGoesWrong = () =>
    brand.api('POST', 'shipments/s-1001/events', {
      events: [{ status: 'returning', occurredAt: theHouse.clock().toISOString(), description: 'Back to sender' }],
    });

  test('ok: what was told of a parcel, as it left; support’s alert about her is not hers', async () => {
    const { portal } = await brand.order('1001');
    await shipmentGoesWrong();
    await answer(portal);
    const [entry, ...others] = await log();
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ topic: 'parcel', state: { is: 'waiting', why: 'now' } });
    await theHouse.house.runner.sendDue();
    expect(await log()).toMatchObject([{ state: { is: 'sent', by: 'email' }, title: expect.stringContaining('1001') }]);
  });

  test('ok: what was held back because she does not want to hear of parcels, and nothing leaves', async () => {
    await theHouse.house.perform((work) =>
      setConsents(work, { brandId: brand.id, customerId, source: 'portal' }, [
        { topic: 'parcel', channel: 'email', given: false },
      ]),
    );
    await shipmentGoesWrong();
    expect(await log()).toMatchObject([
      { topic: 'parcel', state: { is: 'held_back', why: 'no_consent' }, about: 'Order 1001' },
    ]);
  });
});
