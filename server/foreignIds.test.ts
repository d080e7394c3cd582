/**
 * Ids of somebody else, at every route of the app's own table that takes one, and in every kind of place: answered like
 * ids that nobody has, for the same work of the store, and nothing of anybody's changes. A route that is added fails
 * here until it says what its ids are of.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Belongings, everything, type Owner, settleOwner } from './testing/belongings.ts';
import { dumpTables } from './testing/dump.ts';
import { type Answered, openTestHouse, orderBody, type TestHouse } from './testing/house.ts';
import { type Statements, watchStatements } from './testing/statements.ts';

type Kind = keyof Belongings;
/** The id of that kind, and with it the word that the request names one. */
type IdOf = (kind: Kind) => string;

interface Sent {
  readonly path: string;
  readonly body?: object;
  readonly form?: Readonly<Record<string, string>>;
}

interface Request {
  readonly as: 'merchant' | 'shopper' | 'staff' | 'anybody';
  readonly send: (id: IdOf) => Sent;
  /** Ids that the merchant chooses: what nobody has is made, whatever other brands have under the same ids. */
  readonly makes?: readonly Kind[];
  /** What an absent id is answered with, where that is not 404: a form leads its reader back to the page. */
  readonly absent?: Partial<Record<Kind, number>>;
  /** What one's own ids are answered with, where that is no success for want of something else. */
  readonly own?: number;
  /** A page, which is only drawn for a socket, or a stream, which does not end: one's own ids are not tried here. */
  readonly unread?: true;
}

const form = (path: string, fields: Readonly<Record<string, string>> = {}): Sent => ({ path, form: fields });
const api = (send: Request['send'], more: Partial<Request> = {}): Request => ({
  as: 'merchant',
  send: (id) => {
    const { path, ...rest } = send(id);
    return { path: `/api/v1/${path}`, ...rest };
  },
  ...more,
});
/** Below the shopper's link, as a form or as JSON. */
const page = (send: (id: IdOf) => Sent, more: Partial<Request> = {}): Request => ({
  as: 'shopper',
  send: (id) => {
    const { path, ...rest } = send(id);
    return { path: `/t/${id('link')}${path}`, ...rest };
  },
  ...more,
});
const portal = (send: (id: IdOf) => Sent, more: Partial<Request> = {}): Request => ({
  as: 'shopper',
  send: (id) => {
    const { path, ...rest } = send(id);
    return { path: `/api/portal/t/${id('link')}${path}`, ...rest };
  },
  ...more,
});
const desk = (send: (id: IdOf) => Sent): Request => ({ as: 'staff', send });
const anybody = (send: (id: IdOf) => Sent, more: Partial<Request> = {}): Request => ({ as: 'anybody', send, ...more });

/** As no browser would make it. */
const credential = { id: 'AAAA', response: {} };
const refundedAt = '2026-11-20T09:00:00Z';
const told = { status: 'active', currency: 'EUR', interval: { count: 1, unit: 'month' } };

/**
 * By route: who asks and what is sent. In the order in which the owner's own ids are tried at the end, so what ends
 * something comes after what needs it.
 */
const requests: Readonly<Record<string, Request>> = {
  'PUT /api/v1/orders/:id': api(
    (id) => ({
      path: `orders/${id('order')}`,
      body: orderBody('new', { customer: { id: id('customer') }, shipments: [] }),
    }),
    { makes: ['order', 'customer'] },
  ),
  'GET /api/v1/orders/:id': api((id) => ({ path: `orders/${id('order')}` })),
  'POST /api/v1/orders/:id/refunds': api((id) => ({
    path: `orders/${id('order')}/refunds`,
    body: { id: 'back', amountMinor: 1, currency: 'EUR', refundedAt },
  })),
  'PUT /api/v1/customers/:id': api((id) => ({ path: `customers/${id('customer')}`, body: { locale: 'de' } }), {
    makes: ['customer'],
  }),
  'PUT /api/v1/shipments/:id': api((id) => ({ path: `shipments/${id('shipment')}`, body: { orderId: id('order') } }), {
    makes: ['shipment'],
  }),
  'GET /api/v1/shipments/:id': api((id) => ({ path: `shipments/${id('shipment')}` })),
  'POST /api/v1/shipments/:id/events': api((id) => ({
    path: `shipments/${id('shipment')}/events`,
    body: { events: [{ status: 'in_transit', occurredAt: '2026-11-19T08:00:00Z' }] },
  })),
  'PUT /api/v1/watchlist/:id/acknowledgement': api(
    (id) => ({ path: `watchlist/${id('shipment')}/acknowledgement`, body: {} }),
    { own: 409 },
  ),
  'DELETE /api/v1/watchlist/:id/acknowledgement': api((id) => ({
    path: `watchlist/${id('shipment')}/acknowledgement`,
  })),
  'GET /api/v1/customers/:id': api((id) => ({ path: `customers/${id('customer')}` })),
  'GET /api/v1/customers/:id/export': api((id) => ({ path: `customers/${id('customer')}/export` })),
  'POST /api/v1/sentiment': api((id) => ({
    path: 'sentiment',
    body: {
      customerId: id('customer'),
      orderId: id('order'),
      shipmentId: id('shipment'),
      score: 3,
      source: 'survey',
    },
  })),
  'GET /api/v1/alerts/:id': api((id) => ({ path: `alerts/${id('alert')}` })),
  'PUT /api/v1/alerts/:id/acknowledgement': api((id) => ({ path: `alerts/${id('alert')}/acknowledgement`, body: {} })),
  'PUT /api/v1/suppressions/:id': api(
    (id) => ({ path: `suppressions/${id('suppression')}`, body: { customerId: id('customer') } }),
    { makes: ['suppression'] },
  ),
  'DELETE /api/v1/suppressions/:id': api((id) => ({ path: `suppressions/${id('suppression')}` })),
  'GET /api/v1/campaigns/:id': api((id) => ({ path: `campaigns/${id('campaign')}` })),
  'PUT /api/v1/campaigns/:id/stop': api((id) => ({ path: `campaigns/${id('campaign')}/stop` })),
  'GET /api/v1/referrals/:id': api((id) => ({ path: `referrals/${id('referral')}` })),
  'PUT /api/v1/referrals/:id/decision': api(
    (id) => ({
      path: `referrals/${id('referral')}/decision`,
      body: { decision: 'refuse' },
    }),
    { own: 409 },
  ),
  'GET /api/v1/referral-codes/:code': api((id) => ({ path: `referral-codes/${id('referralCode')}` })),
  'PUT /api/v1/subscriptions/:id/changes/:changeId': api((id) => ({
    path: `subscriptions/${id('subscription')}/changes/${id('change')}`,
    body: { status: 'confirmed' },
  })),
  'PUT /api/v1/subscriptions/:id': api(
    (id) => ({ path: `subscriptions/${id('subscription')}`, body: { customer: { id: id('customer') }, ...told } }),
    { makes: ['subscription', 'customer'] },
  ),
  'GET /api/v1/subscriptions/:id': api((id) => ({ path: `subscriptions/${id('subscription')}` })),
  'GET /api/v1/customers/:id/subscriptions': api((id) => ({ path: `customers/${id('customer')}/subscriptions` })),
  'PUT /api/v1/products/:id': api((id) => ({ path: `products/${id('product')}`, body: { name: 'Kanne' } }), {
    makes: ['product'],
  }),
  'GET /api/v1/products/:id': api((id) => ({ path: `products/${id('product')}` })),
  'GET /api/v1/customers/:id/points': api((id) => ({ path: `customers/${id('customer')}/points` })),
  'GET /api/v1/customers/:id/consents': api((id) => ({ path: `customers/${id('customer')}/consents` })),
  'GET /api/v1/customers/:id/notices': api((id) => ({ path: `customers/${id('customer')}/notices` })),
  'GET /api/v1/customers/:id/referral': api((id) => ({ path: `customers/${id('customer')}/referral` })),
  'POST /api/v1/customers/:id/points': api((id) => ({
    path: `customers/${id('customer')}/points`,
    body: { id: 'more', kind: 'goodwill', points: 1 },
  })),
  'POST /api/v1/customers/:id/redemptions': api((id) => ({
    path: `customers/${id('customer')}/redemptions`,
    body: { id: 'again', rewardId: id('reward') },
  })),
  'GET /api/v1/redemptions/:id': api((id) => ({ path: `redemptions/${id('redemption')}` })),
  'PUT /api/v1/redemptions/:id': api((id) => ({
    path: `redemptions/${id('redemption')}`,
    body: { status: 'redeemed', orderId: id('order') },
  })),
  'PUT /api/v1/rewards/:id': api(
    (id) => ({
      path: `rewards/${id('reward')}`,
      body: { kind: 'free_shipping', title: { en: 'Sent for free' }, pricePoints: 10, fulfilment: 'pool' },
    }),
    { makes: ['reward'] },
  ),
  'GET /api/v1/rewards/:id': api((id) => ({ path: `rewards/${id('reward')}` })),
  'POST /api/v1/rewards/:id/codes': api((id) => ({ path: `rewards/${id('reward')}/codes`, body: { codes: ['A-1'] } })),
  'DELETE /api/v1/rewards/:id/codes': api((id) => ({ path: `rewards/${id('reward')}/codes` })),
  'PUT /api/v1/webhooks/:id': api(
    (id) => ({ path: `webhooks/${id('webhook')}`, body: { url: 'https://hooks.example.com/two' } }),
    { makes: ['webhook'] },
  ),
  'DELETE /api/v1/webhooks/:id': api((id) => ({ path: `webhooks/${id('webhook')}` })),

  'GET /t/:link': page(() => ({ path: '' }), { unread: true }),
  'GET /t/:link/refer': page(() => ({ path: '/refer' }), { unread: true }),
  'GET /t/:link/sign-in': page(() => ({ path: '/sign-in' }), { unread: true }),
  'POST /t/:link/sign-in': page(() => form('/sign-in')),
  'POST /t/:link/sign-in/code': page(() => form('/sign-in/code', { code: '000000' })),
  'POST /api/portal/t/:link/passkeys/options': portal(() => ({ path: '/passkeys/options', body: {} })),
  'POST /api/portal/t/:link/passkeys': portal(() => ({ path: '/passkeys', body: { response: credential } }), {
    own: 401,
  }),
  'POST /api/portal/t/:link/sign-in/passkey/options': portal(() => ({ path: '/sign-in/passkey/options', body: {} })),
  'POST /api/portal/t/:link/sign-in/passkey': portal(
    () => ({ path: '/sign-in/passkey', body: { response: credential } }),
    { own: 401 },
  ),
  'GET /t/:link/settings/export': page(() => ({ path: '/settings/export' }), { absent: { link: 303 } }),
  'POST /t/:link/settings/profile': page(() => form('/settings/profile', { name: 'Noor' })),
  'POST /t/:link/settings/notices': page(() => form('/settings/notices', { digest: 'daily' })),
  'PUT /api/portal/t/:link/profile': portal(() => ({ path: '/profile', body: { name: 'Noor' } })),
  'PUT /api/portal/t/:link/consents': portal(() => ({
    path: '/consents',
    body: { consents: [{ topic: 'promo', channel: 'email', given: true }] },
  })),
  'POST /t/:link/settings/passkeys': page((id) => form('/settings/passkeys', { id: id('passkey') }), {
    absent: { passkey: 303 },
  }),
  'POST /t/:link/settings/devices': page((id) => form('/settings/devices', { id: id('session') }), {
    absent: { session: 303 },
  }),
  'DELETE /api/portal/t/:link/sessions/:id': portal((id) => ({ path: `/sessions/${id('session')}` })),
  'POST /api/portal/t/:link/sentiment': portal((id) => ({
    path: '/sentiment',
    body: { shipmentId: id('shipment'), score: 2, comment: 'Immer noch' },
  })),
  'GET /api/portal/t/:link/glance': portal(() => ({ path: '/glance' })),
  'POST /api/portal/t/:link/cases/:caseId/messages': portal((id) => ({
    path: `/cases/${id('alert')}/messages`,
    body: { text: 'Hallo?' },
  })),
  'POST /t/:link/sentiment': page((id) => form('/sentiment', { shipmentId: id('shipment'), score: '2' })),
  'POST /t/:link/message': page((id) => form('/message', { caseId: id('alert'), text: 'Hallo?' })),
  'GET /api/portal/t/:link/push-key': portal(() => ({ path: '/push-key' })),
  // The device names itself by an id that it made and that nobody else knows: whoever has it is the device.
  'POST /api/portal/t/:link/push-subscriptions': portal(() => ({
    path: '/push-subscriptions',
    body: {
      deviceId: randomUUID(),
      subscription: {
        endpoint: `https://fcm.googleapis.com/fcm/send/${randomUUID()}`,
        keys: { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: Buffer.alloc(16).toString('base64url') },
      },
    },
  })),
  'DELETE /api/portal/t/:link/push-subscriptions/:deviceId': portal(
    (id) => ({ path: `/push-subscriptions/${id('device')}` }),
    // What is absent has ended already.
    { absent: { device: 204 } },
  ),
  'GET /api/portal/t/:link/subscriptions': portal(() => ({ path: '/subscriptions' })),
  'POST /api/portal/t/:link/subscriptions/:id/:action': portal((id) => ({
    path: `/subscriptions/${id('plan')}/resume`,
    body: { version: '0' },
  })),
  'POST /t/:link/subscriptions/:id/:action': page((id) =>
    form(`/subscriptions/${id('plan')}/resume`, { version: '0' }),
  ),
  'POST /api/portal/t/:link/rewards/redeem': portal((id) => ({
    path: '/rewards/redeem',
    body: { reward: id('reward') },
  })),
  'POST /t/:link/rewards/redeem': page((id) => form('/rewards/redeem', { reward: id('reward') })),
  'GET /api/portal/t/:link/live': portal(() => ({ path: '/live' }), { unread: true }),

  'POST /desk/watch/:id/acknowledge': {
    ...desk((id) => form(`/desk/watch/${id('shipment')}/acknowledge`)),
    // Nothing is the matter with it.
    own: 303,
  },
  'POST /desk/watch/:id/withdraw': desk((id) => form(`/desk/watch/${id('shipment')}/withdraw`)),
  'POST /desk/cases/:id/acknowledge': desk((id) => form(`/desk/cases/${id('alert')}/acknowledge`)),
  'POST /desk/cases/:id/reply': desk((id) => form(`/desk/cases/${id('alert')}/reply`, { text: 'Wir sehen nach.' })),
  'POST /desk/cases/:id/goodwill': desk((id) =>
    form(`/desk/cases/${id('alert')}/goodwill`, { points: '5', reason: 'Entschuldigung', key: 'k' }),
  ),
  'POST /desk/cases/:id/resolve': desk((id) => form(`/desk/cases/${id('alert')}/resolve`, { outcome: 'replaced' })),
  'PUT /api/v1/alerts/:id/resolution': api((id) => ({
    path: `alerts/${id('alert')}/resolution`,
    body: { outcome: 'replaced' },
  })),
  'PUT /api/portal/t/:link/cases/:caseId/confirmation': portal((id) => ({
    path: `/cases/${id('alert')}/confirmation`,
    body: { resolved: true },
  })),
  'POST /t/:link/confirmation': page((id) => form('/confirmation', { caseId: id('alert'), resolved: 'yes' })),

  'POST /hooks/:connection': anybody((id) => ({ path: `/hooks/${id('connection')}`, body: {} }), { own: 401 }),
  'POST /r/:code': anybody((id) => form(`/r/${id('referralCode')}`), { absent: { referralCode: 303 } }),
  'POST /u/:token': anybody((id) => form(`/u/${id('unsubscribing')}`)),

  'POST /t/:link/settings/erase': page(() => form('/settings/erase', { understood: 'yes' })),
  'DELETE /api/v1/customers/:id': api((id) => ({ path: `customers/${id('customer')}` })),
};

/** Parameters that are nobody's. */
const withoutOwner: Readonly<Record<string, string>> = {
  'GET /brand/:file{icon-[a-z]+-[0-9]+\\.png}': 'a size of the brand’s own icon',
  'GET /brand/:file{screenshot-[a-z]+-[A-Za-z-]+\\.png}': 'a language of the picture that the brand’s app is shown by',
  'GET /media/:name': 'the public address of a picture, with a MAC',
};

/** Well-formed, and nobody's. */
const unknown: Belongings = {
  link: randomBytes(36).toString('base64url'),
  order: 'nobody',
  shipment: 's-nobody',
  customer: 'c-nobody',
  alert: randomUUID(),
  suppression: 'hold-nobody',
  campaign: 'sale-nobody',
  referral: randomUUID(),
  referralCode: '0123456789ABC',
  subscription: 'sub-nobody',
  plan: randomUUID(),
  change: randomUUID(),
  product: 'p-nobody',
  reward: 'r-nobody',
  redemption: randomUUID(),
  webhook: 'w-nobody',
  connection: randomUUID(),
  session: randomUUID(),
  passkey: randomUUID(),
  device: randomUUID(),
  unsubscribing: randomBytes(33).toString('base64url'),
};

/** What a shopper's brand gives to all its shoppers, and what opens by itself to whoever holds it. */
const sharedInTheBrand: ReadonlySet<Kind> = new Set(['link', 'reward']);

let house: TestHouse;
let me: Owner;
/** In the same brand, and in another. */
let neighbour: Owner;
let stranger: Owner;
let agent = '';
let statements: Statements;

beforeAll(async () => {
  house = await openTestHouse();
  const [here, elsewhere] = [await house.addBrand(everything), await house.addBrand(everything)];
  me = await settleOwner(house, here, 'mine');
  neighbour = await settleOwner(house, here, 'next');
  stranger = await settleOwner(house, elsewhere, 'far');
  agent = await here.signInStaff('admin');
  statements = watchStatements();
});
afterAll(async () => {
  statements.stop();
  await house.close();
});

let knocks = 0;
/** Sends a request of mine with the ids that `id` gives; each from an address of its own, as limits count by that. */
const knock = (route: string, id: IdOf): Promise<Answered> => {
  const { as, send } = requests[route] ?? expect.unreachable();
  const { path, body, form } = send(id);
  knocks += 1;
  const credentials = {
    merchant: { authorization: `Bearer ${me.brand.key}` },
    shopper: { cookie: me.cookie, 'sec-fetch-site': 'same-origin' },
    staff: { cookie: agent },
    anybody: {},
  }[as];
  return me.brand.ask(path, {
    method: route.split(' ')[0] ?? '',
    headers: { ...credentials, ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
    body: form ? new URLSearchParams(form) : body,
    address: `203.0.${knocks >> 8}.${knocks & 255}`,
  });
};

const kindsOf = ({ send }: Request): readonly Kind[] => {
  const named = new Set<Kind>();
  send((kind) => {
    named.add(kind);
    return unknown[kind];
  });
  return [...named];
};

/** Those whose id of that kind is not to be had by me. */
const foreigners = ({ as }: Request, kind: Kind): readonly Owner[] =>
  as === 'shopper' && !sharedInTheBrand.has(kind) ? [neighbour, stranger] : [stranger];

/** Ids that are to be had. The merchant has those of both shoppers; what one ends, the other does not miss. */
const ownIds = ({ as }: Request): Belongings => (as === 'merchant' ? neighbour : me).ids;

/** An answer without what differs by the id that was sent, and by request. */
const plain = ({ status, headers, text }: Answered, id: string) => {
  const without = (said: string): string =>
    said
      .replaceAll(encodeURIComponent(id), '[id]')
      .replaceAll(id, '[id]')
      .replace(/"requestId":"[^"]*"/, '');
  const { cookies, ...rest } = { cookies: headers.getSetCookie(), location: without(headers.get('location') ?? '') };
  return { status, ...rest, cookies: cookies.length, text: without(text) };
};

/** A brand is looked up by its host, and remembered for a second: at whose knock that is over says nothing of an id. */
const workFor = (ran: readonly string[]): readonly string[] => ran.filter((one) => !/ from "?brands"? /.test(one));

const dump = () => Promise.all([me, stranger].map(({ brand }) => dumpTables(house.house.store, brand.id)));

const allRoutes = (): readonly string[] => [
  ...new Set(
    house.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.includes(':') && !path.includes('*'))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];

describe('ids of others', () => {
  test('S1 S2 ok: every route that takes an id is asked below, with one in each place', () => {
    const known = new Set([...Object.keys(requests), ...Object.keys(withoutOwner)]);
    expect(allRoutes().filter((route) => !known.has(route))).toEqual([]);
    const params = (route: string): number => route.match(/:(?!action\b)\w+/g)?.length ?? 0;
    const short = Object.entries(requests).filter(([route, request]) => kindsOf(request).length < params(route));
    expect(short.map(([route]) => route)).toEqual([]);
  });

  test.each(Object.keys(requests))('S1 S2 refuses them like ids that nobody has: %s', async (route) => {
    const request = requests[route] ?? expect.unreachable();
    for (const kind of kindsOf(request).filter((one) => !request.makes?.includes(one))) {
      const askFor = (ids: Belongings) =>
        statements.during(() => knock(route, (one) => (one === kind ? ids : ownIds(request))[one]));
      const nobodys = await askFor(unknown);
      expect(nobodys.result.status, kind).toBe(request.absent?.[kind] ?? 404);
      if (request.as === 'merchant') expect(workFor(nobodys.ran)).not.toEqual([]);
      const before = await dump();
      for (const owner of foreigners(request, kind)) {
        const theirs = await askFor(owner.ids);
        const whose = `${kind} of ${owner === stranger ? 'another brand' : 'another shopper'}`;
        expect.soft(plain(theirs.result, owner.ids[kind]), whose).toEqual(plain(nobodys.result, unknown[kind]));
        expect.soft(workFor(theirs.ran), `what the store did for the ${whose}`).toEqual(workFor(nobodys.ran));
      }
      expect(await dump()).toEqual(before);
    }
  });
});

describe('ids that the merchant chooses', () => {
  const makers = Object.entries(requests).flatMap(([route, { makes = [] }]) =>
    makes.map((kind) => [route, kind] as const),
  );
  test.each(makers)(
    'S2 ok: of another brand they are free, and stay as they are there: %s, %s',
    async (route, kind) => {
      const asked = requests[route] ?? expect.unreachable();
      const before = await dumpTables(house.house.store, stranger.brand.id);
      for (const ids of [stranger.ids, unknown]) {
        expect((await knock(route, (one) => (one === kind ? ids : ownIds(asked))[one])).status).toBe(200);
      }
      expect(await dumpTables(house.house.store, stranger.brand.id)).toEqual(before);
    },
  );
});

describe('ids of one’s own', () => {
  // Else the refusals above could be about anything.
  test.each(Object.keys(requests).filter((route) => !requests[route]?.unread))('ok: %s', async (route) => {
    const request = requests[route] ?? expect.unreachable();
    const { status, headers, text } = await knock(route, (kind) => ownIds(request)[kind]);
    expect(request.own === undefined ? [200, 201, 204, 303] : [request.own], text).toContain(status);
    if (request.own !== 303) expect(headers.get('location') ?? '').not.toContain('fault=');
  });
});
