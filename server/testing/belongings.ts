/** A shopper with one of everything that has an id, for tests that ask for it as somebody else. */
import { randomBytes, randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { passkeys, referralCodes, referrals } from '../../db/schema/index.ts';
import { addPasskey } from '../account/passkeys.ts';
import { openSession } from '../auth/index.ts';
import { findCustomer } from '../customers/index.ts';
import type { TestBrand, TestHouse } from './house.ts';

/** What a route may ask for by id: the merchant's id where there is one, else ours. */
export interface Belongings {
  readonly link: string;
  readonly order: string;
  readonly shipment: string;
  readonly customer: string;
  readonly alert: string;
  readonly suppression: string;
  readonly campaign: string;
  readonly referral: string;
  readonly referralCode: string;
  readonly subscription: string;
  /** The subscription under our id, which her page knows it by. */
  readonly plan: string;
  readonly change: string;
  readonly product: string;
  readonly reward: string;
  readonly redemption: string;
  readonly webhook: string;
  readonly connection: string;
  /** Of a browser other than the one of `cookie`. */
  readonly session: string;
  readonly passkey: string;
  readonly device: string;
  /** What her mails carry to end them. */
  readonly unsubscribing: string;
}

export interface Owner {
  readonly brand: TestBrand;
  readonly ids: Belongings;
  /** The header of a browser in which she is signed in. */
  readonly cookie: string;
}

/** The settings of a brand in which everything can be had. */
export const everything = {
  loyalty: { unlock: { when: 'placed', days: 0 }, earn: { order: { pointsPerUnit: 10 } } },
  referrals: {
    friend: { kind: 'percentage', percent: 15 },
    referrer: { kind: 'points', points: 300 },
    minimumOrderMinor: 2000,
    windowDays: 14,
    monthlyLimit: 3,
    shopLink: 'https://shop.example/invite/{code}',
  },
};

/** @param name what the merchant's ids end in, so that no two owners share one */
export const settleOwner = async ({ house }: TestHouse, brand: TestBrand, name: string): Promise<Owner> => {
  const id = (of: string): string => `${of}-${name}`;
  const send = async (method: string, path: string, body?: object, cookie = '') => {
    const headers = { authorization: `Bearer ${brand.key}`, ...(cookie === '' ? {} : { cookie }) };
    const answer = await brand.ask(path, { method, headers, body });
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const tell = (method: string, path: string, body?: object) => send(method, `/api/v1/${path}`, body);

  const { link, portal, page } = await brand.order(name);
  const customer = await house.store.read((reader) => findCustomer(reader, brand.id, id('c')));
  const hers = { brandId: brand.id, customerId: found(customer?.id) };
  const cookie = await brand.signInShopper(id('c'));
  const elsewhere = { brandId: brand.id, audience: 'shopper', subjectId: hers.customerId, userAgent: 'other' } as const;

  await tell('POST', `shipments/${id('s')}/events`, {
    events: [{ status: 'delivered', occurredAt: '2026-11-20T08:00:00Z' }],
  });
  await send('POST', `${portal}/sentiment`, { shipmentId: id('s'), score: 1, comment: 'Kaputt' });
  await tell('PUT', `suppressions/${id('hold')}`, { customerId: id('c') });
  await tell('PUT', `products/${id('p')}`, { name: 'Espresso' });
  await tell('PUT', `webhooks/${id('w')}`, { url: 'https://hooks.example.com/in' });
  await tell('POST', 'campaigns', {
    id: id('sale'),
    name: 'Sale',
    channel: 'email',
    content: { en: { headline: 'Sale', text: 'Less.' } },
    audience: [id('c')],
  });

  const reward = { kind: 'percentage', title: { en: 'A tenth off' }, pricePoints: 10, percent: 10 };
  await tell('PUT', `rewards/${id('r')}`, reward);
  await tell('POST', `customers/${id('c')}/points`, { id: id('gift'), kind: 'goodwill', points: 500 });
  const { redemption } = await tell('POST', `customers/${id('c')}/redemptions`, { id: id('use'), points: 10 });

  await tell('PUT', `subscriptions/${id('sub')}`, {
    customer: { id: id('c') },
    status: 'active',
    items: [{ productId: id('p'), name: 'Espresso', quantity: 2, unitPriceMinor: 1290 }],
    currency: 'EUR',
    interval: { count: 1, unit: 'month' },
    nextChargeOn: '2026-12-18',
  });
  const shown = await send('GET', `${portal}/subscriptions`, undefined, cookie);
  const [plan] = shown.subscriptions;
  const skip = { version: plan.version, on: '2026-12-18' };
  await send('POST', `${portal}/subscriptions/${plan.id}/skip`, skip, cookie);
  const { subscription } = await tell('GET', `subscriptions/${id('sub')}`);

  // Her code is made when she looks for it, also where nothing is drawn.
  await brand.ask(`${page}/refer`);
  const code = await house.store.read(async (reader) => {
    const ofHers = and(eq(referralCodes.brandId, brand.id), eq(referralCodes.customerId, hers.customerId));
    return (await reader.select().from(referralCodes).where(ofHers))[0];
  });
  await send('POST', `/r/${code?.code}`);
  const referral = await house.store.read(async (reader) => {
    const ofHers = and(eq(referrals.brandId, brand.id), eq(referrals.referrerId, hers.customerId));
    return (await reader.select().from(referrals).where(ofHers))[0];
  });

  const device = randomUUID();
  const keys = { p256dh: randomBytes(65).toString('base64url'), auth: randomBytes(16).toString('base64url') };
  const endpoint = `https://fcm.googleapis.com/fcm/send/${device}`;
  await send('POST', `${portal}/push-subscriptions`, { deviceId: device, subscription: { endpoint, keys } });
  const credential = { id: randomBytes(16).toString('base64url'), publicKey: new Uint8Array(77), counter: 0 };
  await house.perform((work) => addPasskey(work, hers, credential, 'Firefox'));
  const passkey = await house.store.read(async (reader) => {
    const ofHers = and(eq(passkeys.brandId, brand.id), eq(passkeys.customerId, hers.customerId));
    return (await reader.select().from(passkeys).where(ofHers))[0];
  });

  return {
    brand,
    cookie,
    ids: {
      link,
      order: name,
      shipment: id('s'),
      customer: id('c'),
      alert: found((await tell('GET', `customers/${id('c')}`)).alerts[0]?.id),
      suppression: id('hold'),
      campaign: id('sale'),
      referral: found(referral?.id),
      referralCode: found(code?.code),
      subscription: id('sub'),
      plan: found(plan.id),
      change: found(subscription.changes[0]?.id),
      product: id('p'),
      reward: id('r'),
      redemption: found(redemption.id),
      webhook: id('w'),
      connection: (await brand.connect('easypost')).id,
      session: (await house.perform((work) => openSession(work, elsewhere))).id,
      passkey: found(passkey?.id),
      device,
      unsubscribing: house.unsubscribes.tokenOf({ ...hers, topic: 'points' }),
    },
  };
};

const found = (id: string | undefined): string => {
  if (id === undefined) throw new Error('something that the owner should have was not made');
  return id;
};
