import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { referralCodes, referrals } from '../../db/schema/index.ts';
import { findCustomer } from '../customers/index.ts';
import { days } from '../kit/clock.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { forgetInvitations, payDueReferrals } from './index.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

const programme = {
  friend: { kind: 'percentage', percent: 15 },
  referrer: { kind: 'points', points: 300 },
  minimumOrderMinor: 2000,
  windowDays: 14,
  monthlyLimit: 3,
  shopLink: 'https://shop.example/invite/{code}',
};

/** A brand with a referrer, who has looked at her page in a browser of her own. */
const begin = async (changes: object = {}) => {
  house.clock.set('2026-11-20T09:00:00Z');
  const brand = await house.addBrand({ loyalty: 'points', referrals: { ...programme, ...changes } });
  const hers = await brand.order('1', { customer: { id: 'ann', email: 'ann@shopper.example' }, paymentHash: 'visa-1' });
  // Nothing is drawn without a build; what happens on the way has happened by then.
  const seen = await brand.ask(`${hers.page}/refer`);
  const [row] = await house.house.store.read((reader) =>
    reader.select().from(referralCodes).where(eq(referralCodes.brandId, brand.id)),
  );
  if (!row) throw new Error('she has no code');
  return { brand, hers, code: row.code, herBrowser: cookieOf(seen.headers) };
};

const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

/** An order of somebody who has nothing in common with anybody. */
const strangersOrder = (id: string, changes: object = {}) => ({
  placedAt: house.clock().toISOString(),
  customer: { id: `c-${id}`, email: `${id}@elsewhere.example` },
  shippingAddress: { line1: `Waldweg ${id.length}${id.charCodeAt(0)}`, postalCode: '10115', countryCode: 'DE' },
  shipments: [{ id: `s-${id}` }],
  ...changes,
});

const take = (brand: TestBrand, code: string, cookie = '') =>
  brand.ask(`/r/${code}`, { method: 'POST', headers: cookie === '' ? {} : { cookie } });
const list = async (brand: TestBrand, status = '') => {
  const answer = await brand.api('GET', `referrals${status === '' ? '' : `?status=${status}`}`);
  expect(answer.status).toBe(200);
  return answer.body.referrals as readonly Record<string, unknown>[];
};
const scan = (brand: TestBrand, id: string, status: string) =>
  brand.api('POST', `shipments/s-${id}/events`, { events: [{ status, occurredAt: house.clock().toISOString() }] });
const pay = ({ id: brandId }: TestBrand) =>
  house.house.perform((work) => payDueReferrals(work, { brandId, limit: 50 }));
const factsOf = async (brand: TestBrand) => {
  const { facts } = await import('../../db/schema/index.ts');
  const rows = await house.house.store.read((reader) => reader.select().from(facts).where(eq(facts.brandId, brand.id)));
  return rows.filter(({ kind }) => kind.startsWith('referral.')).map(({ kind }) => kind);
};

describe('a friend', () => {
  test('S30 ok: invited, ordered, on its way, and paid only once the return window is over', async () => {
    const { brand, code } = await begin();
    const taken = await take(brand, code);
    expect([taken.status, taken.headers.get('location')]).toEqual([303, `/r/${code}?step=taken`]);
    expect(await list(brand)).toMatchObject([{ status: 'invited', referrerId: 'ann', friendId: null, code }]);

    await brand.order('f', strangersOrder('f', { codes: [code.toLowerCase()] }));
    expect((await list(brand, 'ordered'))[0]).toMatchObject({ friendId: 'c-f', orderId: 'f', rewardAt: null });
    const hers = (await brand.api('GET', 'customers/ann/referral')).body;
    const url = `${brand.brand.origin}/r/${code}`;
    expect(hers).toMatchObject({ customerId: 'ann', code, url, invited: 1, referrals: [{ orderId: 'f' }] });
    expect((await brand.api('GET', 'customers/c-f/referral')).body).toEqual({
      customerId: 'c-f',
      code: null,
      url: null,
      invited: 0,
      referrals: [],
    });
    await scan(brand, 'f', 'in_transit');
    expect(await list(brand, 'on_its_way')).toHaveLength(1);
    await scan(brand, 'f', 'delivered');
    const rewardAt = new Date(house.clock().getTime() + days(14)).toISOString();
    expect(await list(brand, 'on_its_way')).toMatchObject([{ rewardAt }]);

    house.clock.advance(days(14) - 1);
    expect(await pay(brand)).toBe(0);
    house.clock.advance(1);
    expect(await pay(brand)).toBe(1);
    expect(await pay(brand)).toBe(0);
    expect(await list(brand, 'rewarded')).toMatchObject([{ friendId: 'c-f', rewardAt }]);
    expect(await factsOf(brand)).toEqual([
      'referral.invited',
      'referral.ordered',
      'referral.on_its_way',
      'referral.rewarded',
    ]);
  });

  test('ok: by the visit that the shop passes on, and by her own browser', async () => {
    const { brand, code } = await begin();
    const first = cookieOf((await take(brand, code)).headers);
    const token = /doorstep-visit=([^;]+)/.exec(first)?.[1];
    await brand.order('g', strangersOrder('g', { codes: [`ref:${token}`] }));

    const second = cookieOf((await take(brand, code)).headers);
    house.clock.advance(days(1));
    const { page } = await brand.order('h', strangersOrder('h'));
    expect(await list(brand, 'ordered')).toMatchObject([{ orderId: 'g' }]);
    await brand.ask(page, { headers: { cookie: second } });
    await brand.ask(page, { headers: { cookie: second } });
    expect(await list(brand)).toMatchObject([
      { orderId: 'g', status: 'ordered' },
      { orderId: 'h', status: 'ordered' },
    ]);
  });

  test('ok: the same browser takes an invitation once; an order told again counts once', async () => {
    const { brand, code } = await begin();
    const cookie = cookieOf((await take(brand, code)).headers);
    await take(brand, code, cookie);
    expect(await list(brand)).toHaveLength(1);
    for (let times = 0; times < 3; times += 1) await brand.order('f', strangersOrder('f', { codes: [code] }));
    await brand.order('f2', strangersOrder('f2', { customer: { id: 'c-f' }, codes: [code] }));
    expect((await list(brand)).filter(({ orderId }) => orderId !== null)).toMatchObject([{ orderId: 'f' }]);
  });

  test('refuses to count who is no new customer, and says so', async () => {
    const { brand, code } = await begin();
    await brand.order('old', strangersOrder('f'));
    house.clock.advance(days(3));
    await brand.order('f', strangersOrder('f', { codes: [code], shipments: [] }));
    expect(await list(brand)).toMatchObject([{ status: 'refused', settledBy: 'rule:not_new' }]);
  });

  test('refuses an order below the least, and one from before the invitation', async () => {
    const { brand, code } = await begin();
    const { page } = await brand.order('f', strangersOrder('f'));
    house.clock.advance(days(1));
    const cookie = cookieOf((await take(brand, code)).headers);
    await brand.ask(page, { headers: { cookie } });
    await brand.order('g', strangersOrder('g', { codes: [code], totalMinor: 1999 }));
    expect(await list(brand)).toMatchObject([{ status: 'invited' }]);
    await brand.order('h', strangersOrder('h', { codes: [code], totalMinor: 2000 }));
    expect(await list(brand, 'ordered')).toHaveLength(1);
  });

  test('S30 refuses to pay what was called off, or refunded below the least; a small refund changes nothing', async () => {
    const { brand, code } = await begin();
    for (const id of ['f', 'g', 'h']) await brand.order(id, strangersOrder(id, { codes: [code], totalMinor: 2580 }));
    const refund = (id: string, amountMinor: number) =>
      brand.api('POST', `orders/${id}/refunds`, {
        id: `r-${id}`,
        amountMinor,
        currency: 'EUR',
        refundedAt: house.clock().toISOString(),
      });
    await brand.order('f', strangersOrder('f', { codes: [code], cancelledAt: house.clock().toISOString() }));
    await refund('g', 581);
    await refund('h', 580);
    for (const id of ['f', 'g', 'h']) await scan(brand, id, 'delivered');
    house.clock.advance(days(20));
    expect(await pay(brand)).toBe(1);
    expect(await list(brand)).toMatchObject([
      { orderId: 'f', status: 'cancelled', settledBy: 'rule:cancelled' },
      { orderId: 'g', status: 'cancelled', settledBy: 'rule:refunded' },
      { orderId: 'h', status: 'rewarded' },
    ]);
  });
});

describe('what becomes known later', () => {
  const refundAll = (brand: TestBrand, id: string) =>
    brand.api('POST', `orders/${id}/refunds`, {
      id: `r-${id}`,
      amountMinor: 2580,
      currency: 'EUR',
      refundedAt: house.clock().toISOString(),
    });

  test('S30 refuses to count an order that was refunded before anybody said whose friend it is', async () => {
    const { brand, code } = await begin();
    const { page } = await brand.order('f', strangersOrder('f'));
    await scan(brand, 'f', 'delivered');
    await refundAll(brand, 'f');
    await brand.order('f', strangersOrder('f', { codes: [code] }));
    const { headers } = await take(brand, code);
    await brand.ask(page, { headers: { cookie: cookieOf(headers) } });
    house.clock.advance(days(20));
    expect(await pay(brand)).toBe(0);
    expect(await list(brand)).toMatchObject([{ status: 'invited', friendId: null }]);
  });

  test('S30 refuses to pay what the shop has made smaller than the least meanwhile', async () => {
    const { brand, code } = await begin();
    await brand.order('f', strangersOrder('f', { codes: [code] }));
    await brand.order('f', strangersOrder('f', { codes: [code], totalMinor: 100 }));
    expect(await list(brand)).toMatchObject([{ status: 'cancelled', settledBy: 'rule:refunded' }]);
  });

  test.each([
    ['same_email', { customer: { id: 'c-x', email: 'ann+2@shopper.example' } }],
    ['same_address', { shippingAddress: { line1: 'Geheimgasse 7', postalCode: '50667', countryCode: 'DE' } }],
    ['same_payment', { paymentHash: 'visa-1' }],
  ])('S29 refuses to pay at once: %s, told only with the second telling of the order', async (reason, late) => {
    const { brand, code } = await begin();
    await brand.order('x', { ...strangersOrder('x', { codes: [code] }), shippingAddress: undefined });
    expect(await list(brand, 'ordered')).toHaveLength(1);
    await brand.order('x', strangersOrder('x', { codes: [code], ...late }));
    expect(await list(brand, 'held')).toMatchObject([{ heldFor: expect.arrayContaining([reason]) }]);
    await scan(brand, 'x', 'delivered');
    house.clock.advance(days(60));
    expect(await pay(brand)).toBe(0);
    const points = await brand.api('GET', 'customers/ann/points');
    expect(points.body.account.lots.filter(({ kind }: { kind: string }) => kind === 'referral')).toMatchObject([
      { state: 'pending', spendableOn: null },
    ]);
  });

  test('S29 refuses to pay at once: same_device, where a code was typed and no visit is known', async () => {
    const { brand, code, herBrowser } = await begin();
    const { page } = await brand.order('x', strangersOrder('x', { codes: [code] }));
    await brand.ask(page, { headers: { cookie: herBrowser } });
    expect(await list(brand, 'held')).toMatchObject([{ heldFor: ['same_device'] }]);
  });

  test('S29 ok: the friend’s own browser holds nothing; the referrer’s does, also after it', async () => {
    const { brand, code, herBrowser } = await begin();
    const { page } = await brand.order('x', strangersOrder('x', { codes: [code] }));
    for (let times = 0; times < 2; times += 1)
      await brand.ask(page, { headers: { cookie: 'doorstep-device=somebody-elses' } });
    expect(await list(brand, 'ordered')).toHaveLength(1);
    await brand.ask(page, { headers: { cookie: herBrowser } });
    expect(await list(brand, 'held')).toMatchObject([{ heldFor: ['same_device'] }]);
  });

  test.each([
    ['mailbox', { customer: { id: 'guest', email: 'Mar.shall+x@gmail.com' } }],
    ['means of payment', { paymentHash: 'visa-9' }],
  ])('S29 refuses to pay at once: bought_before, the same %s under another id', async (_, guest) => {
    const { brand, code } = await begin();
    await brand.order('old', {
      ...strangersOrder('old'),
      customer: { id: 'marshall', email: 'marshall@gmail.com' },
      paymentHash: 'visa-9',
    });
    house.clock.advance(days(30));
    await brand.order('x', strangersOrder('x', { codes: [code], ...guest }));
    expect(await list(brand, 'held')).toMatchObject([{ heldFor: ['bought_before'] }]);
  });

  test('ok: what a person accepted is not questioned again', async () => {
    const { brand, code } = await begin();
    await brand.order('x', strangersOrder('x', { codes: [code], paymentHash: 'visa-1' }));
    const [held] = await list(brand, 'held');
    await brand.api('PUT', `referrals/${held?.id}/decision`, { decision: 'accept' });
    await brand.order('x', strangersOrder('x', { codes: [code], paymentHash: 'visa-1' }));
    await scan(brand, 'x', 'delivered');
    house.clock.advance(days(14));
    expect(await pay(brand)).toBe(1);
  });

  test('S30 ok: never paid before the friend’s points unlock, whatever the referral’s own window says', async () => {
    const brand = await house.addBrand({
      loyalty: { unlock: { when: 'delivered', returnDays: 30 } },
      referrals: { ...programme, windowDays: 7 },
    });
    const hers = await brand.order('1', { customer: { id: 'ann' } });
    await brand.ask(`${hers.page}/refer`);
    const [row] = await house.house.store.read((reader) =>
      reader.select().from(referralCodes).where(eq(referralCodes.brandId, brand.id)),
    );
    await brand.order('f', strangersOrder('f', { codes: [row?.code ?? ''] }));
    await scan(brand, 'f', 'delivered');
    const rewardAt = new Date(house.clock().getTime() + days(30)).toISOString();
    expect(await list(brand)).toMatchObject([{ rewardAt }]);
  });
});

describe('both sides', () => {
  const pointsOf = async (brand: TestBrand, id: string): Promise<number> => {
    const answer = await brand.api('GET', `customers/${id}/points`);
    expect(answer.status).toBe(200);
    return answer.body.account.spendable;
  };

  const bring = async (changes: object) => {
    const { brand, code } = await begin(changes);
    const before = await pointsOf(brand, 'ann');
    await brand.order('f', strangersOrder('f', { codes: [code] }));
    await scan(brand, 'f', 'delivered');
    house.clock.advance(days(14));
    const friendsBefore = await pointsOf(brand, 'c-f');
    expect(await pointsOf(brand, 'ann')).toBe(before);
    expect(await pay(brand)).toBe(1);
    expect(await pay(brand)).toBe(0);
    return [(await pointsOf(brand, 'ann')) - before, (await pointsOf(brand, 'c-f')) - friendsBefore];
  };

  test('S30 ok: her points are there when the window is over, and not before; the discount was the shop’s', async () => {
    expect(await bring({})).toEqual([300, 0]);
  });

  test('ok: points for the friend as well', async () => {
    expect(await bring({ friend: { kind: 'points', points: 150 } })).toEqual([300, 150]);
  });

  test('ok: a reward that the shop took away keeps nobody else from being paid', async () => {
    const gone = { kind: 'reward', id: 'gone' };
    expect(await bring({ referrer: gone, friend: { kind: 'points', points: 150 } })).toEqual([0, 150]);
  });
});

describe('held', () => {
  const tricks: readonly (readonly [string, object])[] = [
    ['same_customer', { customer: { id: 'ann' }, shippingAddress: undefined }],
    ['same_email', { customer: { id: 'c-x', email: 'ANN+new@shopper.example' } }],
    ['same_address', { shippingAddress: { line1: 'GEHEIMGASSE 7', postalCode: '50 667', countryCode: 'DE' } }],
    ['same_payment', { paymentHash: 'visa-1' }],
  ];

  test.each(tricks)('S29 refuses to pay at once: %s is held, and never paid by itself', async (reason, trick) => {
    const { brand, code } = await begin();
    await brand.order('x', strangersOrder('x', { codes: [code], ...trick }));
    await scan(brand, 'x', 'delivered');
    house.clock.advance(days(60));
    expect(await pay(brand)).toBe(0);
    expect(await list(brand, 'held')).toMatchObject([{ heldFor: expect.arrayContaining([reason]), orderId: 'x' }]);
    expect(await factsOf(brand)).toEqual(['referral.held']);
  });

  test('S29 refuses to pay at once: same_device, of the referrer or of a friend before', async () => {
    const { brand, code, herBrowser } = await begin();
    const visitOf = (headers: Headers) => /doorstep-visit=([^;]+)/.exec(cookieOf(headers))?.[1];
    const own = visitOf((await take(brand, code, herBrowser)).headers);
    await brand.order('x', strangersOrder('x', { codes: [`ref:${own}`] }));
    expect(await list(brand, 'held')).toMatchObject([{ heldFor: ['same_device'] }]);

    const friends = await take(brand, code);
    await brand.order('y', strangersOrder('y', { codes: [`ref:${visitOf(friends.headers)}`] }));
    const device = cookieOf(friends.headers)
      .split('; ')
      .find((cookie) => cookie.includes('device'));
    const again = await take(brand, code, device ?? '');
    await brand.order('z', strangersOrder('z', { codes: [`ref:${visitOf(again.headers)}`] }));
    expect(await list(brand, 'ordered')).toMatchObject([{ orderId: 'y' }]);
    expect(await list(brand, 'held')).toMatchObject([{ orderId: 'x' }, { orderId: 'z', heldFor: ['same_device'] }]);
  });

  test('S29 ok: what is over the month’s limit is held; the next month begins anew', async () => {
    const { brand, code } = await begin();
    for (const id of ['a', 'b', 'c', 'd']) await brand.order(id, strangersOrder(id, { codes: [code] }));
    expect(await list(brand, 'held')).toMatchObject([{ orderId: 'd', heldFor: ['over_limit'] }]);
    house.clock.set('2026-11-30T23:30:00Z');
    // In Berlin it is December by now.
    await brand.order('e', strangersOrder('e', { codes: [code] }));
    expect(await list(brand, 'held')).toHaveLength(1);
  });

  test('ok: accepted, it is paid as its order stands; refused, it ends and is told; deciding twice is no fault', async () => {
    const { brand, code } = await begin();
    for (const id of ['x', 'y']) await brand.order(id, strangersOrder(id, { codes: [code], paymentHash: 'visa-1' }));
    await scan(brand, 'x', 'delivered');
    house.clock.advance(days(15));
    const [x, y] = await list(brand, 'held');
    const decide = (referral: typeof x, decision: string) =>
      brand.api('PUT', `referrals/${referral?.id}/decision`, { decision });
    expect((await decide(x, 'accept')).body.referral).toMatchObject({
      status: 'on_its_way',
      settledBy: 'accepted by Shop',
    });
    expect((await decide(x, 'accept')).status).toBe(200);
    expect((await decide(x, 'refuse')).status).toBe(409);
    expect((await decide(y, 'refuse')).body.referral).toMatchObject({ status: 'refused', rewardAt: null });
    expect(await pay(brand)).toBe(1);
    expect(await list(brand)).toMatchObject([{ status: 'rewarded' }, { status: 'refused' }]);
    expect(await factsOf(brand)).toContain('referral.refused');
  });

  test('refuses a decision about another brand’s referral, or by a key that may only read', async () => {
    const { brand, code } = await begin();
    await brand.order('x', strangersOrder('x', { codes: [code], paymentHash: 'visa-1' }));
    const [held] = await list(brand, 'held');
    const path = `referrals/${held?.id}/decision`;
    const other = await house.addBrand({ referrals: programme });
    expect((await other.api('PUT', path, { decision: 'accept' })).status).toBe(404);
    const authorization = `Bearer ${await brand.addKey(['referrals:read'])}`;
    expect((await brand.api('PUT', path, { decision: 'accept' }, { authorization })).status).toBe(403);
    expect(await list(brand, 'held')).toHaveLength(1);
  });
});

describe('the code', () => {
  test('ok: the shop asks what it is good for, however it is typed', async () => {
    const { brand, code } = await begin();
    const typed = encodeURIComponent(`${code.slice(0, 5)}-${code.slice(5)}`.toLowerCase());
    expect((await brand.api('GET', `referral-codes/${typed}`)).body).toEqual({
      code,
      referrerId: 'ann',
      friendBenefit: { kind: 'percentage', percent: 15 },
      minimumOrderMinor: 2000,
      newCustomersOnly: true,
    });
    const other = await house.addBrand({ referrals: programme });
    expect((await other.api('GET', `referral-codes/${code}`)).status).toBe(404);
  });

  test('ok: one for each, however often and in however many browsers she looks', async () => {
    const { brand, hers } = await begin();
    await Promise.all(Array.from({ length: 6 }, () => brand.ask(`${hers.page}/refer`)));
    const rows = await house.house.store.read((reader) =>
      reader.select().from(referralCodes).where(eq(referralCodes.brandId, brand.id)),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.deviceHashes).toHaveLength(7);
  });

  test('S31 refuses to go on guessing: an address gets no further than its share, right or wrong', async () => {
    const { brand, code } = await begin();
    // The share grows with every second: this one does not pass.
    vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    const statuses: number[] = [];
    for (let guess = 0; guess < 70; guess += 1) statuses.push((await take(brand, `WRONG${guess}`)).status);
    expect(statuses.filter((status) => status === 303)).toHaveLength(60);
    expect((await take(brand, code)).status).toBe(429);
    expect(await list(brand)).toEqual([]);
  });

  test('ok: an unknown code is answered alike, gives no cookie and leaves nothing; nor does another site’s form', async () => {
    const { brand, code } = await begin();
    const unknown = await take(brand, 'NOTHING');
    expect([unknown.status, unknown.headers.get('location')]).toEqual([303, '/r/NOTHING']);
    expect(unknown.headers.getSetCookie()).toEqual([]);
    const foreign = await brand.ask(`/r/${code}`, { method: 'POST', headers: { origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
    const read = await brand.ask(`/r/${code}`);
    expect(read.headers.getSetCookie()).toEqual([]);
    expect(await list(brand)).toEqual([]);
  });

  test('ok: invitations that nobody followed are forgotten, others stay', async () => {
    const { brand, code } = await begin();
    await take(brand, code);
    await brand.order('f', strangersOrder('f', { codes: [code] }));
    house.clock.advance(days(46));
    const before = new Date(house.clock().getTime() - days(45));
    await house.house.perform((work) => forgetInvitations(work, { brandId: brand.id, before, limit: 10 }));
    const left = await house.house.store.read((reader) =>
      reader.select().from(referrals).where(eq(referrals.brandId, brand.id)),
    );
    expect(left.map(({ status }) => status)).toEqual(['ordered']);
  });

  test('ok: of somebody who was erased no browser is known, and her code leads nowhere', async () => {
    const { brand, code } = await begin();
    await take(brand, code);
    const kind = 'customer.erased';
    await house.house.perform(async (work) => {
      const ann = await findCustomer(work.tx, brand.id, 'ann');
      await work.record({ kind, brandId: brand.id, customerId: ann?.id ?? '' });
    });
    expect((await take(brand, code)).headers.getSetCookie()).toEqual([]);
    const [kept] = await house.house.store.read((reader) =>
      reader.select().from(referrals).where(eq(referrals.brandId, brand.id)),
    );
    expect(kept).toMatchObject({ visitHash: null, deviceHash: null });
  });

  test('ok: without a programme nothing is made, taken or counted', async () => {
    const brand = await house.addBrand();
    const { page } = await brand.order('1', { codes: ['0123456789ABC'] });
    const seen = await brand.ask(`${page}/refer`);
    expect(seen.headers.getSetCookie()).toEqual([]);
    expect(await list(brand)).toEqual([]);
  });
});
