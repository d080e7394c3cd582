/**
 * The same stories through every source: each is told in the source's own format, signed as it signs, taken in by the
 * real inbox into a real store, and must come out alike on both engines. The matrix at the end, printed by SQLite's run,
 * says what a source cannot tell, and why.
 */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialect } from '../../db/dialect.ts';
import { orders, shipments, subscriptions, trackingEvents } from '../../db/schema/index.ts';
import type { Store } from '../../db/store.ts';
import { type Brand, getBrand, putBrand } from '../brands/index.ts';
import { idsRisingWith } from '../kit/ids.ts';
import type { OrderScript, ParcelScript, Saying, SubscriptionScript, Teller } from '../kit/parcelScript.ts';
import { putOrder } from '../orders/index.ts';
import { doorstepOrderStories } from '../orders/sources/doorstep/scenarios.ts';
import {
  shopifyOrderStories,
  shopifyParcelStories,
  shopifySubscriptionStories,
} from '../orders/sources/shopify/scenarios.ts';
import { woocommerceOrderStories } from '../orders/sources/woocommerce/scenarios.ts';
import { findShipment } from '../shipments/index.ts';
import { aftershipStories } from '../shipments/sources/aftership/scenarios.ts';
import { carrierStories } from '../shipments/sources/carriers/scenarios.ts';
import { dhlStories } from '../shipments/sources/dhl/scenarios.ts';
import { doorstepStories } from '../shipments/sources/doorstep/scenarios.ts';
import { easypostStories } from '../shipments/sources/easypost/scenarios.ts';
import { fedexStories } from '../shipments/sources/fedex/scenarios.ts';
import { karrioStories } from '../shipments/sources/karrio/scenarios.ts';
import { seventeentrackStories } from '../shipments/sources/seventeentrack/scenarios.ts';
import { shippoStories } from '../shipments/sources/shippo/scenarios.ts';
import { upsStories } from '../shipments/sources/ups/scenarios.ts';
import type { Delivery, Source } from '../source.ts';
import { rechargeStories } from '../subscriptions/sources/recharge/scenarios.ts';
import { openTestStore } from '../testing/store.ts';
import { createPerform, type Perform } from '../work.ts';
import { takeDelivery } from './inbox.ts';
import { sources } from './sources.ts';

const parcelTellers: Readonly<Record<string, Teller<ParcelScript>>> = {
  aftership: aftershipStories,
  easypost: easypostStories,
  shippo: shippoStories,
  '17track': seventeentrackStories,
  karrio: karrioStories,
  dhl: dhlStories,
  ups: upsStories,
  fedex: fedexStories,
  ...carrierStories,
  doorstep: doorstepStories,
  shopify: shopifyParcelStories,
};
const orderTellers: Readonly<Record<string, Teller<OrderScript>>> = {
  shopify: shopifyOrderStories,
  woocommerce: woocommerceOrderStories,
  'doorstep-orders': doorstepOrderStories,
};
const subscriptionTellers: Readonly<Record<string, Teller<SubscriptionScript>>> = {
  shopify: shopifySubscriptionStories,
  recharge: rechargeStories,
};

const stories = [
  'happy path',
  'attempt failed',
  'held at customs',
  'pick-up',
  'return',
  'lost',
  'duplicates',
  'out of order',
  'no time zone',
  'null ETA',
  'several parcels',
] as const;
type Story = (typeof stories)[number];

const receivedAt = new Date('2026-11-20T12:00:00Z');
const secret = 'a-secret-of-the-connection';

let store: Store;
let perform: Perform;
let made = 0;

beforeAll(async () => {
  store = await openTestStore();
  perform = createPerform({
    store,
    clock: () => receivedAt,
    newId: idsRisingWith(() => Date.now()),
    react: async () => {},
    committed: () => {},
  });
});
afterAll(() => store.close());

/** A brand of its own in New York, so that no zone-less time comes out right by chance, with one order. */
const openShop = async (source: Source) => {
  made += 1;
  const id = `b${made}`;
  await perform((work) =>
    putBrand(work, {
      id,
      name: id,
      origin: `https://${id}.example`,
      locale: 'de',
      timeZone: 'America/New_York',
      currency: 'EUR',
    }),
  );
  const brand: Brand = await store.read((reader) => getBrand(reader, id));
  await perform((work) =>
    putOrder(
      work,
      id,
      '1001',
      {
        number: '1001',
        placedAt: new Date('2026-11-15T10:00:00Z'),
        currency: 'EUR',
        totalMinor: 2580,
        customer: { id: 'c-1' },
        items: [],
        shipments: ['s-1', 's-2'].map((one) => ({ id: one, trackingNumber: `JJD00${one.toUpperCase()}` })),
      },
      'api',
    ),
  );
  const connection = { id: `c-${id}`, brandId: id, source, secrets: [secret] };
  const deliver = async <Script>(teller: Teller<Script>, script: Script) => {
    const message = teller.sign(teller.tell(script), secret, receivedAt);
    const delivery: Delivery = {
      rawBody: Buffer.from(message.body),
      headers: { ...teller.tell(script).headers, ...message.headers },
      url: message.url ?? '/hooks/c',
      receivedAt,
    };
    expect(source.verify(delivery, ['another', secret])).toBe('genuine');
    expect(source.verify(delivery, ['another'])).toBe('forged');
    const stumbled = (error: unknown): void => {
      throw error;
    };
    return takeDelivery({ perform, count: () => {}, stumbled }, brand, connection, delivery);
  };
  const shipment = (externalId = 's-1') => store.read((reader) => findShipment(reader, id, externalId));
  const events = async (externalId = 's-1') => {
    const row = await shipment(externalId);
    const found = await store.read((reader) =>
      reader
        .select()
        .from(trackingEvents)
        .where(eq(trackingEvents.shipmentId, row?.id ?? '')),
    );
    return found.sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
  };
  return { id, brand, deliver, shipment, events };
};

const step = (says: Saying, at: string) => ({ says, at, city: 'Köln', countryCode: 'DE' });
const happy = [
  step('label', '2026-11-16T08:00:00Z'),
  step('picked_up', '2026-11-16T15:00:00Z'),
  step('transit', '2026-11-17T03:00:00Z'),
  step('out_for_delivery', '2026-11-18T07:00:00Z'),
  step('delivered', '2026-11-18T10:30:00Z'),
];
const parcel = (steps: readonly ReturnType<typeof step>[], more: Partial<ParcelScript> = {}): ParcelScript => ({
  orderId: '1001',
  shipmentId: 's-1',
  trackingNumber: 'JJD00S-1',
  steps,
  estimateOn: '2026-11-18',
  ...more,
});
/** Some carriers say nothing of a parcel before they have it. */
const happyBy = ({ cannot }: Teller<ParcelScript>) => (cannot?.label === undefined ? happy : happy.slice(1));
const prefixes = (steps: typeof happy) => steps.map((_, index) => parcel(steps.slice(0, index + 1)));
const withTrouble = (says: Saying) => [...happy.slice(0, 3), step(says, '2026-11-17T09:00:00Z')];

type Shop = Awaited<ReturnType<typeof openShop>>;
type Telling = (shop: Shop, teller: Teller<ParcelScript>) => Promise<void>;

const endsIn =
  (says: Saying, statuses: readonly string[], reasons?: readonly string[]): Telling =>
  async (shop, teller) => {
    await shop.deliver(teller, parcel(withTrouble(says)));
    const row = await shop.shipment();
    expect(statuses).toContain(row?.status);
    if (reasons !== undefined && teller.cannot?.[`${says} reason`] === undefined) {
      expect(reasons).toContain(row?.reason);
    }
    expect(row?.statusAt).toEqual(new Date('2026-11-17T09:00:00Z'));
  };

const tellings: Readonly<Record<Story, Telling>> = {
  'happy path': async (shop, teller) => {
    const seen: (string | undefined)[] = [];
    const steps = happyBy(teller);
    for (const script of prefixes(steps)) {
      expect(await shop.deliver(teller, script)).toMatchObject({ outcome: 'understood', unmappedCodes: [] });
      seen.push((await shop.shipment())?.status);
    }
    expect(seen).toEqual([
      ...(steps === happy ? ['info_received'] : []),
      expect.stringMatching(/^(picked_up|in_transit)$/),
      'in_transit',
      'out_for_delivery',
      'delivered',
    ]);
    const row = await shop.shipment();
    expect(row?.deliveredAt).toEqual(new Date('2026-11-18T10:30:00Z'));
    expect(row?.estimateOn).toBe(teller.cannot?.estimate === undefined ? '2026-11-18' : null);
    expect((await shop.events()).map(({ occurredAt }) => occurredAt)).toEqual(steps.map(({ at }) => new Date(at)));
  },
  'attempt failed': async (shop, teller) => {
    await endsIn('attempt', ['attempt_failed'])(shop, teller);
    await shop.deliver(teller, parcel([...withTrouble('attempt'), step('delivered', '2026-11-18T10:30:00Z')]));
    expect((await shop.shipment())?.status).toBe('delivered');
  },
  'held at customs': endsIn('customs', ['on_hold', 'delayed'], ['customs', 'documents']),
  'pick-up': endsIn('pickup', ['ready_for_pickup']),
  return: endsIn('returning', ['returning', 'returned']),
  lost: endsIn('lost', ['exception'], ['lost']),
  duplicates: async (shop, teller) => {
    const steps = happyBy(teller);
    for (const script of prefixes(steps)) {
      await shop.deliver(teller, script);
      expect(await shop.deliver(teller, script)).toMatchObject({ outcome: 'duplicate' });
    }
    // A message that differs in nothing but its spelling still tells of nothing new.
    const spaced: Teller<ParcelScript> = {
      ...teller,
      tell: (script) => {
        const message = teller.tell(script);
        return { ...message, body: JSON.stringify(JSON.parse(message.body), null, 2) };
      },
    };
    await shop.deliver(spaced, parcel(steps));
    expect(await shop.events()).toHaveLength(steps.length);
  },
  'out of order': async (shop, teller) => {
    const source = sources.find((one) => parcelTellers[one.name] === teller);
    const other = source === undefined ? shop : await openShop(source);
    const scripts = prefixes(happyBy(teller));
    for (const script of scripts) await shop.deliver(teller, script);
    for (const script of scripts.toReversed()) await other.deliver(teller, script);
    const stateOf = async (one: Shop) => {
      const row = await one.shipment();
      const told = (await one.events()).map(({ status, rawCode, occurredAt }) => [status, rawCode, occurredAt]);
      return [row?.status, row?.reason, row?.statusAt, row?.deliveredAt, row?.lastEventAt, told];
    };
    expect(await stateOf(other)).toEqual(await stateOf(shop));
    expect((await other.shipment())?.status).toBe('delivered');
  },
  'no time zone': async (shop, teller) => {
    await shop.deliver(teller, parcel([step('transit', '2026-11-18T09:30:00')]));
    const [event] = await shop.events();
    const expected = teller.zoneLessIn === 'brand' ? '2026-11-18T14:30:00Z' : '2026-11-18T08:30:00Z';
    expect(event?.occurredAt).toEqual(new Date(expected));
    expect(event?.saidAt).toMatch(/^2026-?11-?18T09:?30(:?00)?$/);
  },
  'null ETA': async (shop, teller) => {
    const taken = await shop.deliver(teller, parcel(happy.slice(0, 3), { estimateOn: null }));
    expect(taken.outcome).toBe('understood');
    expect(await shop.shipment()).toMatchObject({ estimateOn: null, estimateFrom: null, estimateTo: null });
  },
  'several parcels': async (shop, teller) => {
    const second = { shipmentId: 's-2', trackingNumber: 'JJD00S-2' };
    const steps = happyBy(teller);
    const some = steps.slice(0, -2);
    for (const script of prefixes(steps)) await shop.deliver(teller, script);
    for (const script of prefixes(some)) await shop.deliver(teller, { ...script, ...second });
    expect((await shop.shipment('s-1'))?.status).toBe('delivered');
    expect((await shop.shipment('s-2'))?.status).toBe('in_transit');
    expect(await shop.events('s-2')).toHaveLength(some.length);
  },
};

type Cell = 'ok' | 'n/a' | 'failed';
const matrix = new Map<string, Map<Story, Cell>>();
const footnotes: string[] = [];
const mark = (row: string, story: Story, cell: Cell, why?: string) => {
  const cells = matrix.get(row) ?? new Map<Story, Cell>();
  cells.set(story, cell);
  matrix.set(row, cells);
  if (why !== undefined) footnotes.push(`${row}, ${story}: ${why}`);
};

/** Every story is either told or named with the reason why it cannot be. */
const tellAll = <Script>(
  row: string,
  teller: Teller<Script>,
  told: Readonly<Partial<Record<Story, () => Promise<void>>>>,
  never: string,
) => {
  for (const story of stories) {
    const tell = told[story];
    const why = teller.cannot?.[story] ?? (tell === undefined ? never : undefined);
    if (tell === undefined || why !== undefined) {
      test(`n/a: ${story} (${why})`, () => mark(row, story, 'n/a', why));
      continue;
    }
    test(`ok: ${story}`, async () => {
      mark(row, story, 'failed');
      await tell();
      mark(row, story, 'ok');
    });
  }
  const reasons = Object.entries(teller.cannot ?? {}).filter(([name]) => !stories.some((story) => story === name));
  for (const [what, why] of reasons) footnotes.push(`${row}, ${what}: ${why}`);
};

const named = (name: string): Source => {
  const found = sources.find((source) => source.name === name);
  if (found === undefined) throw new Error(`no source ${name}`);
  return found;
};

describe.each(Object.entries(parcelTellers))('parcels by %s', (name, teller) => {
  const told = Object.fromEntries(
    stories.map((story) => [story, async () => tellings[story](await openShop(named(name)), teller)]),
  );
  tellAll(`${name} (parcels)`, teller, told, '');
});

describe.each(Object.entries(orderTellers))('orders by %s', (name, teller) => {
  const script = (more: Partial<OrderScript> = {}): OrderScript => ({
    orderId: '2002',
    placedAt: '2026-11-15T10:00:00Z',
    updatedAt: '2026-11-15T11:00:00Z',
    total: '25.80',
    cancelled: false,
    parcels: [],
    ...more,
  });
  const rowsOf = (shop: Shop) =>
    store.read(async (reader) => {
      const found = await reader.select().from(orders).where(eq(orders.brandId, shop.id));
      return found.filter(({ externalId }) => externalId === '2002');
    });
  tellAll<OrderScript>(
    `${name} (orders)`,
    teller,
    {
      'happy path': async () => {
        const shop = await openShop(named(name));
        expect(await shop.deliver(teller, script())).toMatchObject({ outcome: 'understood' });
        await shop.deliver(teller, script({ updatedAt: '2026-11-15T12:00:00Z', total: '30.00' }));
        const [row] = await rowsOf(shop);
        expect(row).toMatchObject({ totalMinor: 3000, placedAt: new Date('2026-11-15T10:00:00Z'), cancelledAt: null });
        await shop.deliver(teller, script({ updatedAt: '2026-11-15T13:00:00Z', cancelled: true }));
        expect((await rowsOf(shop))[0]?.cancelledAt).toEqual(new Date('2026-11-15T13:00:00Z'));
      },
      duplicates: async () => {
        const shop = await openShop(named(name));
        await shop.deliver(teller, script());
        expect(await shop.deliver(teller, script())).toMatchObject({ outcome: 'duplicate' });
        expect(await rowsOf(shop)).toHaveLength(1);
      },
      'out of order': async () => {
        const shop = await openShop(named(name));
        await shop.deliver(teller, script({ updatedAt: '2026-11-15T12:00:00Z', total: '30.00' }));
        await shop.deliver(teller, script());
        expect((await rowsOf(shop))[0]?.totalMinor).toBe(3000);
      },
      'no time zone': async () => {
        const shop = await openShop(named(name));
        await shop.deliver(teller, script({ placedAt: '2026-11-15T10:00:00', updatedAt: '2026-11-15T11:00:00' }));
        // A shop has no place of its own to look a zone up by: its times are the brand's, in New York here.
        expect((await rowsOf(shop))[0]?.placedAt).toEqual(new Date('2026-11-15T15:00:00Z'));
      },
      'several parcels': async () => {
        const shop = await openShop(named(name));
        const parcels = ['a', 'b', 'c'].map((id) => ({ id, trackingNumber: `JJD00${id}` }));
        await shop.deliver(teller, script({ parcels }));
        const found = await store.read((reader) =>
          reader.select().from(shipments).where(eq(shipments.brandId, shop.id)),
        );
        const numbers = found.map(({ trackingNumber }) => trackingNumber);
        expect(numbers).toEqual(expect.arrayContaining(['JJD00a', 'JJD00b', 'JJD00c']));
      },
    },
    name === 'shopify' ? 'told by its parcels, see there' : 'an order says nothing of the way of its parcels',
  );
});

describe.each(Object.entries(subscriptionTellers))('subscriptions by %s', (name, teller) => {
  const script = (more: Partial<SubscriptionScript> = {}): SubscriptionScript => ({
    id: '501',
    customerId: 'c-1',
    productId: 'p-1',
    status: 'active',
    createdAt: '2026-11-15T10:00:00Z',
    updatedAt: '2026-11-15T10:00:00Z',
    ...more,
  });
  const rowsOf = (shop: Shop) =>
    store.read((reader) => reader.select().from(subscriptions).where(eq(subscriptions.brandId, shop.id)));
  const later = { updatedAt: '2026-11-16T10:00:00Z', status: 'cancelled' } as const;
  tellAll<SubscriptionScript>(
    `${name} (subscriptions)`,
    teller,
    {
      'happy path': async () => {
        const shop = await openShop(named(name));
        expect(await shop.deliver(teller, script())).toMatchObject({ outcome: 'understood' });
        const [row] = await rowsOf(shop);
        expect(row).toMatchObject({ externalId: '501', status: 'active', intervalCount: 1, intervalUnit: 'month' });
        if (teller.cannot?.items === undefined) {
          expect(row?.items).toMatchObject([{ productId: 'p-1', unitPriceMinor: 1290 }]);
        }
        await shop.deliver(teller, script(later));
        expect(await rowsOf(shop)).toMatchObject([{ status: 'cancelled', nextChargeOn: null }]);
      },
      duplicates: async () => {
        const shop = await openShop(named(name));
        await shop.deliver(teller, script());
        expect(await shop.deliver(teller, script())).toMatchObject({ outcome: 'duplicate' });
        expect(await rowsOf(shop)).toHaveLength(1);
      },
      'out of order': async () => {
        const shop = await openShop(named(name));
        await shop.deliver(teller, script(later));
        await shop.deliver(teller, script());
        expect((await rowsOf(shop))[0]?.status).toBe('cancelled');
      },
      'no time zone': async () => {
        const shop = await openShop(named(name));
        await shop.deliver(teller, script({ createdAt: '2026-11-15T10:00:00', updatedAt: '2026-11-15 11:00:00' }));
        const [row] = await rowsOf(shop);
        expect([row?.startedAt, row?.sourceUpdatedAt]).toEqual([
          new Date('2026-11-15T15:00:00Z'),
          new Date('2026-11-15T16:00:00Z'),
        ]);
      },
    },
    'a subscription has no parcel',
  );
});

test('every source is told through', () => {
  const all = new Set([parcelTellers, orderTellers, subscriptionTellers].flatMap((tellers) => Object.keys(tellers)));
  expect([...all].sort()).toEqual(sources.map((source) => source.name).sort());
});

afterAll(() => {
  if (dialect !== 'sqlite') return;
  const widest = Math.max(...[...matrix.keys()].map((row) => row.length));
  const lines = [...matrix].map(
    ([row, cells]) =>
      `${row.padEnd(widest)}  ${stories.map((story) => (cells.get(story) ?? '-').padEnd(story.length)).join('  ')}`,
  );
  const head = `${''.padEnd(widest)}  ${stories.join('  ')}`;
  const whys = [...new Set(footnotes.filter((note) => !/an order says|has no parcel|see there/.test(note)))];
  process.stdout.write(`\n${[head, ...lines, ...whys].join('\n')}\n`);
});
