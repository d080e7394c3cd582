import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { estimateModels, estimates } from '../../../db/schema/index.ts';
import { putBrand } from '../../brands/index.ts';
import { days } from '../../kit/clock.ts';
import { orderInput, putOrder } from '../../orders/index.ts';
import { react } from '../../testing/reactions.ts';
import { openWorkshop, type Workshop } from '../../testing/workshop.ts';
import { explainShipment, findShipment, keepModel, listJourneys, putShipment, refreshEstimates } from '../index.ts';
import { madeUpParcels } from './madeUp.ts';
import { trainModel } from './train.ts';

let brandId = '';
let brands = 0;
let workshop: Workshop;

beforeEach(async () => {
  // The tests of a file share a database.
  brands += 1;
  brandId = `north-${brands}`;
  workshop = await openWorkshop(react);
  workshop.clock.set('2025-09-20T09:00:00Z');
  await workshop.perform((work) =>
    putBrand(work, { id: brandId, name: 'North', origin: `https://${brandId}.example`, timeZone: 'UTC' }),
  );
});
afterEach(() => workshop.close());

/** Orders of the made-up shop, as far as they have come by now. */
const takeHistory = async (count: number): Promise<void> => {
  for (const [at, journey] of madeUpParcels(count).entries()) {
    await put(`h-${at}`, journey.placedAt, {
      region: journey.region ?? '',
      promisedOn: journey.promisedOn ?? '',
      events: [
        { status: 'picked_up', occurredAt: journey.handedOverAt },
        ...(journey.deliveredAt && journey.deliveredAt <= workshop.clock()
          ? [{ status: 'delivered', occurredAt: journey.deliveredAt }]
          : []),
      ],
    });
  }
};

const put = (
  id: string,
  placedAt: Date,
  told: { region: string; promisedOn: string; events: readonly { status: string; occurredAt: Date | null }[] },
) =>
  workshop.perform((work) =>
    putOrder(
      work,
      brandId,
      id,
      orderInput.parse({
        number: id,
        placedAt: placedAt.toISOString(),
        currency: 'EUR',
        totalMinor: 1000,
        customer: { id: `c-${id}` },
        shippingAddress: { countryCode: 'DE', region: told.region, postalCode: '50667' },
        items: [],
        shipments: [
          {
            id,
            promisedOn: told.promisedOn,
            events: told.events.map(({ status, occurredAt }) => ({
              status,
              occurredAt: occurredAt?.toISOString(),
              place: { countryCode: 'DE', region: 'NW' },
            })),
          },
        ],
      }),
      'api',
    ),
  );

const train = async (): Promise<void> => {
  const at = workshop.clock();
  const model = trainModel(await workshop.store.read((reader) => listJourneys(reader, brandId, at)), {
    at,
    timeZone: 'UTC',
  });
  await workshop.perform((work) => keepModel(work, brandId, model));
};

const shipment = async (id: string) => {
  const row = await workshop.store.read((reader) => findShipment(reader, brandId, id));
  if (!row) throw new Error('the shipment is there');
  return row;
};

const ordered = () =>
  put('new', new Date('2025-09-20T08:00:00Z'), {
    region: 'NW',
    promisedOn: '2025-09-27',
    events: [{ status: 'info_received', occurredAt: new Date('2025-09-20T08:30:00Z') }],
  });

test('ok: without a model, and with too few parcels, nothing is said', async () => {
  await ordered();
  expect(await shipment('new')).toMatchObject({ ourFrom: null, ourTo: null, missProbability: null });
  await train();
  expect(
    await workshop.store.read((reader) =>
      reader.select().from(estimateModels).where(eq(estimateModels.brandId, brandId)),
    ),
  ).toMatchObject([{ rows: 0, model: null }]);
  await workshop.perform((work) => refreshEstimates(work, { brandId, afterId: '', limit: 100 }));
  expect(await shipment('new')).toMatchObject({ ourFrom: null, ourTo: null, missProbability: null });
});

test('ok: each piece of news moves the window, and its history is kept', async () => {
  await takeHistory(76);
  await train();
  await ordered();
  const first = await shipment('new');
  expect(first.ourFrom).toMatch(/^2025-09-2/);
  expect(first.missProbability).toBeLessThan(0.5);
  const about = { brandId, externalId: 'new', now: workshop.clock() };
  const told = await workshop.store.read((reader) => explainShipment(reader, about));
  expect(told?.estimate).toMatchObject({ stage: 'announced', from: first.ourFrom, to: first.ourTo });
  workshop.clock.set('2025-09-23T12:00:00Z');
  await workshop.perform(async (work) => {
    const events = [{ status: 'picked_up' as const, occurredAt: new Date('2025-09-23T11:00:00Z') }];
    await putShipment(work, { id: first.orderId, brandId, customerId: 'c' }, { id: 'new', events }, 'api');
  });
  const second = await shipment('new');
  expect(second.ourTo && first.ourTo && second.ourTo > first.ourTo).toBe(true);
  const history = await workshop.store.read((reader) =>
    reader.select().from(estimates).where(eq(estimates.shipmentId, second.id)).orderBy(asc(estimates.notedAt)),
  );
  expect(history.filter(({ kind }) => kind === 'our_estimate').map(({ source }) => source)).toEqual([
    'doorstep/announced',
    'doorstep/handed_over',
  ]);
});

test('ok: silence moves it on, page by page, until the parcel has come', async () => {
  await takeHistory(76);
  await ordered();
  await train();
  const refresh = async (limit: number): Promise<number> => {
    let pages = 0;
    for (let afterId: string | null = ''; afterId !== null; pages += 1) {
      const page: { brandId: string; afterId: string; limit: number } = { brandId, afterId, limit };
      afterId = (await workshop.perform((work) => refreshEstimates(work, page))).last;
    }
    return pages;
  };
  expect(await refresh(2)).toBeGreaterThan(1);
  const first = await shipment('new');
  workshop.clock.advance(days(9));
  await refresh(100);
  const second = await shipment('new');
  expect(second.ourFrom && first.ourTo && second.ourFrom > first.ourTo).toBe(true);
  expect(second.missProbability).toBe(1);
  expect(second.updatedAt).toEqual(first.updatedAt);
  await workshop.perform(async (work) => {
    const events = [{ status: 'delivered' as const, occurredAt: workshop.clock() }];
    await putShipment(work, { id: second.orderId, brandId, customerId: 'c' }, { id: 'new', events }, 'api');
  });
  expect(await shipment('new')).toMatchObject({ ourFrom: null, ourTo: null, missProbability: null });
});

test('refuses to let one brand learn from another', async () => {
  await takeHistory(60);
  await workshop.perform((work) =>
    putBrand(work, { id: 'south', name: 'South', origin: 'https://south.example', timeZone: 'UTC' }),
  );
  const at = workshop.clock();
  expect(await workshop.store.read((reader) => listJourneys(reader, 'south', at))).toEqual([]);
  expect((await workshop.store.read((reader) => listJourneys(reader, brandId, at))).length).toBe(60);
});
