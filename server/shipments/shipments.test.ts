import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putBrand } from '../brands/index.ts';
import { putOrder } from '../orders/index.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { foldEvents } from './fold.ts';
import type { ShipmentInput, TrackingEventInput } from './inputs.ts';
import { findShipment, listEstimates, listEvents } from './queries.ts';
import { putShipment, takeNews } from './shipments.ts';
import { shipmentStatuses } from './status.shared.ts';

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
});
afterAll(() => shop.close());

const event = (status: TrackingEventInput['status'], at: string, city = 'Köln'): TrackingEventInput => ({
  ...(status ? { status } : {}),
  rawCode: status ?? 'X9',
  occurredAt: new Date(at),
  place: { city },
});

const anOrder = async (brandId: string, id = '1001') =>
  shop.perform(async (work) => {
    await putBrand(work, {
      id: brandId,
      name: 'Test',
      origin: `https://${brandId}.example`,
      timeZone: 'Europe/Berlin',
    });
    const { order } = await putOrder(
      work,
      brandId,
      id,
      {
        number: id,
        placedAt: new Date('2026-11-18T09:00:00Z'),
        currency: 'EUR',
        totalMinor: 2580,
        customer: { id: 'c-1', email: 'C1@example.com' },
        items: [{ id: 'i-1', name: 'Yirgacheffe', quantity: 2, unitPriceMinor: 1290 }],
        shipments: [
          {
            id: `s-${id}`,
            carrier: 'DHL',
            trackingNumber: '0034 0434 1610',
            promisedOn: '2026-11-23',
            itemIds: ['i-1'],
          },
        ],
      },
      'test',
    );
    return order;
  });

const take = (brandId: string, customerId: string, events: TrackingEventInput[]) =>
  shop.perform((work) =>
    takeNews(work, brandId, { trackingNumber: '003404341610', events }, 'test', async () => customerId),
  );

const journey = [
  event('info_received', '2026-11-18T12:00:00Z'),
  event('picked_up', '2026-11-19T16:00:00Z'),
  event('in_transit', '2026-11-20T04:00:00Z', 'Hagen'),
  event('delayed', '2026-11-20T06:10:00Z', 'Hagen'),
  event('out_for_delivery', '2026-11-21T07:00:00Z'),
  event('delivered', '2026-11-21T10:24:00Z'),
];

const permutations = <T>(all: readonly T[]): T[][] =>
  all.length === 0
    ? [[]]
    : all.flatMap((one, at) => permutations(all.filter((_, i) => i !== at)).map((rest) => [one, ...rest]));

describe('a shipment', () => {
  it('ok F4: all 720 orders of arrival of six events end in one state', () => {
    const events = journey.map((told, at) => ({
      identity: String(at),
      status: told.status ?? null,
      reason: null,
      actionRequired: false,
      occurredAt: told.occurredAt,
    }));
    const states = new Set(permutations(events).map((arrival) => JSON.stringify(foldEvents(arrival))));
    expect(permutations(events)).toHaveLength(720);
    expect([...states]).toEqual([JSON.stringify(foldEvents(events))]);
    expect(foldEvents(events)).toMatchObject({ status: 'delivered', deliveredAt: new Date('2026-11-21T10:24:00Z') });
  });

  it('ok F4: every arrival of any events, however grouped, ends in the state of their set', () => {
    const anyEvent = fc.record({
      identity: fc.string({ minLength: 1, maxLength: 4 }),
      status: fc.constantFrom(null, ...shipmentStatuses),
      reason: fc.constant(null),
      actionRequired: fc.boolean(),
      occurredAt: fc.integer({ min: 0, max: 5 }).map((hour) => new Date(Date.UTC(2026, 10, 20, hour))),
    });
    const distinct = fc.uniqueArray(anyEvent, { selector: (told) => told.identity, maxLength: 8 });
    fc.assert(
      fc.property(distinct, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (events, random) => {
        const shuffled = events
          .map((told) => ({ told, at: random.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ told }) => told);
        expect(foldEvents(shuffled)).toEqual(foldEvents(events));
      }),
    );
  });

  it('ok F4: after delivered only a return or an exception counts', () => {
    const at = (status: TrackingEventInput['status'], hour: number) => ({
      identity: `${status}${hour}`,
      status: status ?? null,
      reason: null,
      actionRequired: false,
      occurredAt: new Date(Date.UTC(2026, 10, 21, hour)),
    });
    for (const status of shipmentStatuses) {
      const after = foldEvents([at('delivered', 10), at(status, 11)]).status;
      expect(after).toBe(['returning', 'returned', 'exception'].includes(status) ? status : 'delivered');
    }
    expect(foldEvents([at('returning', 10), at('delivered', 11)]).status).toBe('returned');
    expect(foldEvents([at('in_transit', 10), at('info_received', 11)]).status).toBe('in_transit');
  });

  it('ok keeps each event once and records the moves', async () => {
    const order = await anOrder('ship-a');
    for (const told of [...journey].reverse()) await take('ship-a', order.customerId, [told]);
    const again = await take('ship-a', order.customerId, journey);
    expect(again).toMatchObject({ status: 'delivered', deliveredAt: new Date('2026-11-21T10:24:00Z') });
    expect(await shop.store.read((reader) => listEvents(reader, [again?.id ?? '']))).toHaveLength(6);
    const moves = shop.facts.filter((fact) => fact.kind === 'shipment.moved' && fact.brandId === 'ship-a');
    expect(moves).toEqual([expect.objectContaining({ from: 'pending', to: 'delivered' })]);
  });

  it('ok keeps an unmapped code without moving', async () => {
    const order = await anOrder('ship-b');
    await take('ship-b', order.customerId, [event('in_transit', '2026-11-20T04:00:00Z')]);
    const told = await take('ship-b', order.customerId, [event(undefined, '2026-11-20T05:00:00Z')]);
    expect(told).toMatchObject({ status: 'in_transit', lastEventAt: new Date('2026-11-20T05:00:00Z') });
  });

  it('ok notes a promise that slips', async () => {
    const order = await anOrder('ship-c');
    const told = await shop.perform((work) =>
      putShipment(work, order, { id: 's-1001', promisedOn: '2026-11-24' }, 'test'),
    );
    expect(told.promisedOn).toBe('2026-11-24');
    expect((await shop.store.read((reader) => listEstimates(reader, [told.id]))).map((row) => row.on)).toEqual([
      '2026-11-23',
      '2026-11-24',
    ]);
    expect(shop.facts).toContainEqual(
      expect.objectContaining({ kind: 'promise.slipped', brandId: 'ship-c', was: '2026-11-23' }),
    );
  });

  it('ok gives recycled numbers to the shipment of their time', async () => {
    const first = await anOrder('ship-d');
    await shop.perform((work) =>
      putOrder(
        work,
        'ship-d',
        '2002',
        {
          number: '2002',
          placedAt: new Date('2027-03-01T00:00:00Z'),
          currency: 'EUR',
          totalMinor: 1,
          customer: { id: 'c-1' },
          items: [],
          shipments: [{ id: 's-2002', trackingNumber: '003404341610' }],
        },
        'test',
      ),
    );
    await take('ship-d', first.customerId, [event('delivered', '2026-11-21T10:24:00Z')]);
    const [old, recent] = await shop.store.read(async (reader) => [
      await findShipment(reader, 'ship-d', 's-1001'),
      await findShipment(reader, 'ship-d', 's-2002'),
    ]);
    expect([old?.status, recent?.status]).toEqual(['delivered', 'pending']);
  });

  it('ok tells carrier and page from a clear number, and keeps what the shop said', async () => {
    const order = await anOrder('ship-g');
    const put = (input: Omit<ShipmentInput, 'id'>) =>
      shop.perform((work) => putShipment(work, order, { id: 'new', ...input }, 'test'));
    expect(await put({ trackingNumber: '1Z5R89390357567127' })).toMatchObject({
      carrier: 'UPS',
      trackingUrl: 'https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=1Z5R89390357567127',
    });
    const own = { carrier: 'Our van', trackingUrl: 'https://shop.example/van' };
    expect(await put(own)).toMatchObject(own);
    expect(await put({ trackingNumber: '1Z5R89390357567127' })).toMatchObject(own);
  });

  it('refuses a shipment id that another order has', async () => {
    await anOrder('ship-e', '1');
    const second = await anOrder('ship-e', '2');
    await expect(shop.perform((work) => putShipment(work, second, { id: 's-1' }, 'test'))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('refuses an item that the order does not have', async () => {
    const order = await anOrder('ship-f');
    const put = shop.perform((work) => putShipment(work, order, { id: 'new', itemIds: ['nope'] }, 'test'));
    await expect(put).rejects.toMatchObject({ code: 'invalid', fields: [{ field: 'itemIds' }] });
    expect(await shop.store.read((reader) => findShipment(reader, 'ship-f', 'new'))).toBeNull();
  });
});
