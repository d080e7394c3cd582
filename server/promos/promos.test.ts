import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { orderItems } from '../../db/schema/index.ts';
import { raiseAlert, resolveAlert } from '../alerts/index.ts';
import { putCustomer, setPromoConsent } from '../customers/index.ts';
import { days } from '../kit/clock.ts';
import { type Shopper, settleShopper } from '../testing/people.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import type { Work } from '../work.ts';
import {
  holdsOfCustomer,
  liftSuppression,
  listSuppressions,
  type PromoChannel,
  promoDecision,
  putSuppression,
  releaseEndedHolds,
  setHold,
} from './index.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const perform = <T>(change: (work: Work) => Promise<T>) => workshop.perform(change);
const settle = (with_: Parameters<typeof settleShopper>[1] = {}) => {
  workshop.clock.set('2026-11-20T12:00:00Z');
  return perform((work) => settleShopper(work, with_));
};
const decision = ({ brandId, customerExternalId }: Shopper, ask: { productId?: string; channel?: PromoChannel } = {}) =>
  workshop.store.read((reader) =>
    promoDecision(reader, { brandId, customerExternalId, now: workshop.clock(), ...ask }),
  );
const suppress = (shopper: Shopper, more: Partial<Parameters<typeof putSuppression>[1]> = {}) =>
  perform((work) =>
    putSuppression(work, {
      brandId: shopper.brandId,
      customerId: shopper.customerId,
      id: 'sup-1',
      source: 'api:crm',
      ...more,
    }),
  );
const lift = (brandId: string, id = 'sup-1') =>
  perform((work) => liftSuppression(work, { brandId, id, source: 'api:crm' }));
const list = (brandId: string, after?: string, limit = 10) =>
  workshop.store.read((reader) => listSuppressions(reader, { brandId, now: workshop.clock(), limit, after }));
const historyOf = ({ brandId, customerId }: Shopper) =>
  workshop.store.read((reader) => holdsOfCustomer(reader, brandId, customerId));
const factsOf = (brandId: string) =>
  workshop.facts.flatMap((fact) => (fact.brandId === brandId && fact.kind.startsWith('hold.') ? [fact.kind] : []));

describe('somebody who is known by several ids of one mailbox', () => {
  const pair = async (with_: Parameters<typeof settle>[0] = {}) => {
    const guest = await settle(with_);
    const known = (id: string, email: string) =>
      perform((work) => putCustomer(work, guest.brandId, { id, email, promoConsent: true }));
    await known(guest.customerExternalId, 'Naomi@Example.com');
    const { id: customerId } = await known('account', 'naomi+coffee@example.com');
    await known('stranger', 'noemi@example.com');
    const account = { ...guest, customerId, customerExternalId: 'account' };
    return { guest, account, stranger: { ...guest, customerExternalId: 'stranger' } };
  };
  const codes = async (...asked: Parameters<typeof decision>) =>
    (await decision(...asked)).reasons.map(({ code }) => code);
  const says = ({ brandId, customerId }: Shopper, given: boolean) =>
    perform((work) => setPromoConsent(work, { brandId, customerId, given, byHer: true }));

  test('ok: what she bought, what support holds and which parcel is in trouble counts under each of them', async () => {
    const placedAt = new Date('2026-11-10T12:00:00Z');
    const { guest, account, stranger } = await pair({ placedAt, status: 'attempt_failed' });
    await suppress(guest);
    const all = ['suppressed_by_support', 'delivery_trouble', 'delivery_trouble', 'recently_bought'];
    expect(await codes(account, { productId: 'p-1' })).toEqual(all);
    expect(await codes(guest, { productId: 'p-1' })).toEqual(all);
    expect(await codes(stranger, { productId: 'p-1' })).toEqual([]);
  });

  test('refuses to take for one person what more ids share than anybody has', async () => {
    const { guest, account } = await pair();
    await suppress(guest);
    const share = (n: number) =>
      perform((work) => putCustomer(work, guest.brandId, { id: `till-${n}`, email: 'naomi@example.com' }));
    for (let n = 3; n <= 20; n += 1) await share(n);
    expect(await codes(account)).toEqual(['suppressed_by_support']);
    await share(21);
    expect(await codes(account)).toEqual([]);
    expect(await codes(guest)).toEqual(['suppressed_by_support']);
  });

  test('ok: who withdrew under one of them gets no mail under the other, unless she said there that she wants it', async () => {
    const { guest, account, stranger } = await pair();
    await says(guest, false);
    expect(await codes(account, { channel: 'email' })).toEqual(['no_consent']);
    expect(await codes(account)).toEqual(['no_consent']);
    expect(await codes(account, { channel: 'push' })).toEqual([]);
    expect(await codes(stranger, { channel: 'email' })).toEqual([]);
    await says(account, true);
    expect(await codes(account, { channel: 'email' })).toEqual([]);
    expect(await codes(guest, { channel: 'email' })).toEqual(['no_consent']);
  });
});

describe('promoDecision', () => {
  test('ok: allowed to someone who consented and has all her parcels', async () => {
    expect(await decision(await settle(), { productId: 'p-1', channel: 'email' })).toEqual({
      allowed: true,
      reasons: [],
    });
  });

  test.each([null, false])('refuses without consent (%s)', async (promoConsent) => {
    expect(await decision(await settle({ promoConsent }))).toEqual({
      allowed: false,
      reasons: [{ code: 'no_consent', until: null, source: 'customer' }],
    });
  });

  test.each([{ status: 'attempt_failed' }, { status: 'in_transit', promisedOn: '2026-11-19' }] as const)(
    'refuses while a delivery is in trouble: %j',
    async (trouble) => {
      const shopper = await settle(trouble);
      const reasons = shopper.shipmentIds.map((id) => ({
        code: 'delivery_trouble',
        until: null,
        source: `shipment:s-${id}`,
      }));
      const refused = await decision(shopper);
      expect(refused.allowed).toBe(false);
      expect(refused.reasons).toEqual(expect.arrayContaining(reasons));
      expect(refused.reasons).toHaveLength(2);
    },
  );

  test('refuses while a case about a delivery stands', async () => {
    const shopper = await settle();
    const [shipmentId] = shopper.shipmentIds;
    const news = { ...shopper, shipmentId, severity: 'normal', answerId: null, text: 'lost' } as const;
    const { alertId } = await perform((work) => raiseAlert(work, news));
    expect((await decision(shopper)).reasons).toEqual([
      { code: 'delivery_trouble', until: null, source: `alert:${alertId}` },
    ]);
    const agent = { id: 'a', name: 'Anna' };
    await perform((work) =>
      resolveAlert(work, { brandId: shopper.brandId, alertId, agent, outcome: 'replaced', note: null }),
    );
    expect((await decision(shopper)).allowed).toBe(true);
  });

  test('refuses the product that was just bought, and no other', async () => {
    const placedAt = new Date('2026-11-01T12:00:00Z');
    const shopper = await settle({ placedAt });
    await perform(async (work) => {
      const item = {
        brandId: shopper.brandId,
        orderId: shopper.orderId,
        name: 'Filter',
        quantity: 1,
        unitPriceMinor: 1,
      };
      await work.tx.insert(orderItems).values({ ...item, id: work.newId(), externalId: 'i-2', position: 1 });
    });
    expect((await decision(shopper, { productId: 'p-1' })).reasons).toEqual([
      { code: 'recently_bought', until: new Date('2026-12-01T12:00:00Z'), source: `order:o-${shopper.orderId}` },
    ]);
    expect((await decision(shopper, { productId: 'p-2' })).allowed).toBe(true);
    expect((await decision(shopper)).allowed).toBe(true);
  });

  test('refuses to disturb her in her night', async () => {
    const shopper = await settle({ timeZone: 'Asia/Tokyo' });
    expect((await decision(shopper, { channel: 'push' })).reasons).toMatchObject([
      { code: 'quiet_hours', until: new Date('2026-11-21T00:00:00Z') },
    ]);
    expect((await decision(shopper, { channel: 'email' })).allowed).toBe(true);
  });

  test('S2 refuses a customer of another brand, and one that nobody knows', async () => {
    const [shopper, other] = [await settle(), await settle()];
    await expect(decision({ ...shopper, brandId: other.brandId })).rejects.toMatchObject({ code: 'not_found' });
    await expect(decision({ ...shopper, customerExternalId: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('the merchant’s suppressions', () => {
  test('ok: set once, lifted once, set anew under the same id with its history', async () => {
    const shopper = await settle();
    expect([await suppress(shopper), await suppress(shopper)]).toEqual(['set', 'unchanged']);
    expect((await decision(shopper)).reasons).toEqual([
      { code: 'suppressed_by_support', until: null, source: 'api:crm' },
    ]);
    workshop.clock.advance(days(200));
    expect((await decision(shopper)).allowed).toBe(false);
    await lift(shopper.brandId);
    expect((await decision(shopper)).allowed).toBe(true);
    await expect(lift(shopper.brandId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await suppress(shopper)).toBe('set');
    expect(await historyOf(shopper)).toMatchObject([
      { externalId: 'sup-1', liftedBy: 'api:crm', liftedWhy: 'deleted' },
      { externalId: 'sup-1', liftedAt: null },
    ]);
    expect(factsOf(shopper.brandId)).toEqual(['hold.set', 'hold.released', 'hold.set']);
  });

  test('ok: another scope or end replaces the one before', async () => {
    const shopper = await settle();
    await suppress(shopper);
    const until = new Date(workshop.clock().getTime() + days(3));
    expect(await suppress(shopper, { channel: 'ads', productId: 'p-1', until })).toBe('set');
    expect(await historyOf(shopper)).toMatchObject([
      { liftedWhy: 'replaced' },
      { channel: 'ads', productId: 'p-1', until },
    ]);
    expect((await decision(shopper, { channel: 'ads', productId: 'p-1' })).reasons).toMatchObject([{ until }]);
    expect((await decision(shopper, { channel: 'email', productId: 'p-1' })).allowed).toBe(true);
  });

  test('ok: over by the clock, and then marked as over', async () => {
    const shopper = await settle();
    await suppress(shopper, { until: new Date(workshop.clock().getTime() + days(1)) });
    workshop.clock.advance(days(1));
    expect((await decision(shopper)).allowed).toBe(true);
    expect(await list(shopper.brandId)).toEqual({ suppressions: [], next: null });
    const release = () => perform((work) => releaseEndedHolds(work, { brandId: shopper.brandId, limit: 10 }));
    expect([await release(), await release()]).toEqual([1, 0]);
    expect(await historyOf(shopper)).toMatchObject([{ liftedBy: 'doorstep', liftedWhy: 'ended' }]);
  });

  test('refuses to touch a hold of ours, which lives on beside theirs', async () => {
    const shopper = await settle();
    const { brandId, customerId } = shopper;
    const ours = await perform((work) =>
      setHold(work, {
        brandId,
        customerId,
        reason: 'negative_sentiment',
        channel: null,
        productId: null,
        source: 'sentiment:page',
        alertId: 'alert-1',
        until: null,
        maxUntil: new Date(work.now.getTime() + days(90)),
      }),
    );
    await suppress(shopper);
    expect((await decision(shopper)).reasons).toEqual([
      { code: 'negative_sentiment', until: null, source: 'alert:alert-1' },
      { code: 'suppressed_by_support', until: null, source: 'api:crm' },
    ]);
    await expect(lift(brandId, ours)).rejects.toMatchObject({ code: 'conflict' });
    await expect(suppress(shopper, { id: ours })).rejects.toMatchObject({ code: 'conflict' });
    await lift(brandId);
    expect((await decision(shopper)).reasons).toMatchObject([{ code: 'negative_sentiment' }]);
    workshop.clock.advance(days(90));
    expect((await decision(shopper)).allowed).toBe(true);
  });

  test('ok: all that is held, page by page; S2 a brand sees and lifts its own only', async () => {
    const [shopper, other] = [await settle(), await settle()];
    for (const id of ['sup-1', 'sup-2', 'sup-3']) await suppress(shopper, { id });
    await suppress(other, { id: 'sup-9' });
    const first = await list(shopper.brandId, undefined, 2);
    expect(first.suppressions).toMatchObject([
      { id: 'sup-1', customerId: shopper.customerExternalId, reason: 'suppressed_by_support', until: null },
      { id: 'sup-2' },
    ]);
    expect(await list(shopper.brandId, first.next ?? '', 2)).toMatchObject({
      suppressions: [{ id: 'sup-3' }],
      next: null,
    });
    await expect(lift(shopper.brandId, 'sup-9')).rejects.toMatchObject({ code: 'not_found' });
  });
});
