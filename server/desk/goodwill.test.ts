import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pointEntries } from '../../db/schema/index.ts';
import { findStanding, subjectOf } from '../alerts/index.ts';
import { putBrand } from '../brands/index.ts';
import { answerSentiment } from '../sentiment/index.ts';
import { type DeskHouse, openDeskHouse } from '../testing/deskHouse.ts';
import { settleShopper } from '../testing/people.ts';

let house: DeskHouse;
let agent: string;
let admin: string;
let marketer: string;
beforeAll(async () => {
  house = await openDeskHouse();
  const settings = { loyalty: 'points', policy: { goodwillPointsMax: 200 } } as const;
  await house.house.perform((work) =>
    putBrand(work, {
      id: house.brandId,
      name: 'Rösterei',
      origin: `https://${house.brandId}.example`,
      settings,
    }),
  );
  agent = await house.signIn(await house.hire('agent'));
  admin = await house.signIn(await house.hire('admin'));
  marketer = await house.signIn(await house.hire('marketer'));
});
afterAll(() => house.close());

const openCase = async (): Promise<{ id: string; customerId: string }> => {
  const { brandId } = house;
  const { perform, store } = house.house;
  const { customerId, orderId, shipmentIds } = await perform((work) =>
    settleShopper(work, { brandId, statusAt: work.now }),
  );
  const bad = { score: 1, reasons: ['damaged'], comment: 'Broken.', contactWish: 'email' } as const;
  await perform((work) =>
    answerSentiment(work, {
      ...{ brandId, customerId, orderId, shipmentId: shipmentIds[0], occasion: 'delivered', source: 'page' },
      ...bad,
    }),
  );
  const standing = await store.read((reader) => findStanding(reader, brandId, subjectOf({ customerId, orderId })));
  if (!standing) throw new Error('no case was opened');
  return { id: standing.id, customerId };
};

const givenTo = async (customerId: string) => {
  const isHers = and(eq(pointEntries.brandId, house.brandId), eq(pointEntries.customerId, customerId));
  const entries = await house.house.store.read((reader) => reader.select().from(pointEntries).where(isHers));
  return entries.filter(({ by }) => by !== null).map(({ points, note, by }) => ({ points, note, by }));
};

const give = (id: string, form: Record<string, string>, cookie = agent) =>
  house.ask(`/desk/cases/${id}/goodwill`, { cookie, form: { key: 'k-1', reason: 'Für die Tüte', ...form } });

const locationOf = (answer: Response) => answer.headers.get('location');

describe('goodwill from a case', () => {
  it('ok: points with their reason, from whoever has the case; the same form twice gives once', async () => {
    const { id, customerId } = await openCase();
    expect(locationOf(await give(id, { points: '120' }))).toBe(`/desk/cases/${id}?done=goodwill#actions`);
    await give(id, { points: '120' });
    expect(await givenTo(customerId)).toEqual([{ points: 120, note: 'Für die Tüte', by: 'Mara Lindner' }]);
  });

  it('ok: an administrator is not bound by the limit', async () => {
    const { id, customerId } = await openCase();
    await give(id, { points: '201' }, admin);
    expect(await givenTo(customerId)).toHaveLength(1);
  });

  it.each([
    ['more than the shop allows', { points: '201' }, 'points-wrong'],
    ['none', { points: '0' }, 'points-wrong'],
    ['a part of one', { points: '1.5' }, 'points-wrong'],
    ['no number', { points: '' }, 'points-wrong'],
    ['no reason', { points: '20', reason: ' ' }, 'text-missing'],
  ])('refuses %s', async (_what, form, word) => {
    const { id, customerId } = await openCase();
    expect(locationOf(await give(id, form))).toBe(`/desk/cases/${id}?fault=${word}#actions`);
    expect(await givenTo(customerId)).toEqual([]);
  });

  it('refuses whoever only reads along, and a case that is not there', async () => {
    const { id, customerId } = await openCase();
    expect((await give(id, { points: '20' }, marketer)).status).toBe(403);
    expect((await give('01a20006-d7fa-70e2-9b89-fd3ed93f7964', { points: '20' })).status).toBe(404);
    expect(await givenTo(customerId)).toEqual([]);
  });
});
