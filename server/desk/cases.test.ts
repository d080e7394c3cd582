import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderItems } from '../../db/schema/index.ts';
import { getAlert } from '../alerts/index.ts';
import { getBrand } from '../brands/index.ts';
import { hours } from '../kit/clock.ts';
import { answerSentiment } from '../sentiment/index.ts';
import { type DeskHouse, openDeskHouse } from '../testing/deskHouse.ts';
import { type Shopper, settleShopper } from '../testing/people.ts';
import { findCase, listClosedCases, listOpenCases } from './cases.ts';

let house: DeskHouse;
let agent: string;
let marketer: string;
beforeAll(async () => {
  house = await openDeskHouse();
  agent = await house.signIn(await house.hire('agent'));
  marketer = await house.signIn(await house.hire('marketer'));
});
afterAll(() => house.close());

const read: DeskHouse['house']['store']['read'] = (query) => house.house.store.read(query);

/** A case in the brand, about a parcel that came a day late and damaged. */
const unhappy = async (brandId = house.brandId): Promise<{ shopper: Shopper; id: string }> => {
  const shopper = await house.house.perform((work) =>
    settleShopper(work, { brandId, promisedOn: '2026-11-19', statusAt: work.now }),
  );
  await house.house.perform((work) =>
    answerSentiment(work, {
      brandId,
      customerId: shopper.customerId,
      orderId: shopper.orderId,
      shipmentId: shopper.shipmentIds[0],
      occasion: 'delivered',
      source: 'page',
      score: 1,
      reasons: ['damaged'],
      comment: 'Broken.',
      contactWish: 'email',
    }),
  );
  const { rows } = await read((reader) => listOpenCases(reader, { brandId, now: house.clock(), limit: 500 }));
  const mine = await Promise.all(rows.map(({ id }) => caseOf(id, brandId)));
  const found = mine.find((one) => one?.order?.link === linkOf(shopper));
  if (!found) throw new Error('no case was opened');
  return { shopper, id: found.id };
};

const linkOf = ({ brandId, orderId }: Shopper) => house.house.links.linkOf({ brandId, orderId, version: 1 });

const caseOf = (id: string, brandId = house.brandId) =>
  read(async (reader) => {
    const brand = await getBrand(reader, brandId);
    return findCase(reader, { links: house.house.links }, brand, { id, now: house.clock() });
  });

const statusOf = async (id: string) =>
  (await read((reader) => getAlert(reader, { brandId: house.brandId, alertId: id, now: house.clock() }))).status;

const step = (id: string, name: string, form: Record<string, string> = {}, cookie = agent, brandId = house.brandId) =>
  house.ask(`/desk/cases/${id}/${name}`, { cookie, form, brandId });

describe('a case', () => {
  it('ok: all that there is to know, on one page', async () => {
    const { shopper, id } = await unhappy();
    const one = await caseOf(id);
    expect(one).toMatchObject({
      orderNumber: '1001',
      status: 'open',
      severity: 'high',
      score: 1,
      contactWish: 'email',
      order: { number: '1001', totalMinor: 2580, items: [{ name: 'Espresso', quantity: 1, imagePath: null }] },
      customer: { orderCount: 1, phone: null },
      held: [{ what: 'promotions', until: null }],
      earlierCases: [],
    });
    expect(one?.parcels.map(({ concerned }) => concerned)).toEqual([true, false]);
    // Promised for the 19th, and on the 20th still not there by its events.
    expect(one?.parcels[0]).toMatchObject({ firstPromisedOn: '2026-11-19', lateDays: 1 });
    expect(one?.entries.map(({ kind }) => kind)).toEqual(['answer', 'opened', 'hold_set']);
    expect(one?.order?.link).toBe(linkOf(shopper));
  });

  it('ok: the number that she gave for the call, and no wish while she was not asked for it', async () => {
    const { shopper, id } = await unhappy();
    const say = (said: object) =>
      house.house.perform((work) =>
        answerSentiment(work, {
          brandId: shopper.brandId,
          customerId: shopper.customerId,
          orderId: shopper.orderId,
          shipmentId: shopper.shipmentIds[0],
          occasion: 'delivered',
          source: 'page',
          score: 1,
          ...said,
        } as Parameters<typeof answerSentiment>[1]),
      );
    const wishes = async () =>
      (await caseOf(id))?.entries.flatMap((entry) => (entry.kind === 'answer' ? [entry.contactWish] : []));
    house.clock.advance(1_000);
    await say({});
    house.clock.advance(1_000);
    await say({ comment: 'Broken.' });
    house.clock.advance(1_000);
    await say({ comment: 'Broken.', contactWish: 'phone', callNumber: '+49 221 1' });
    expect(await wishes()).toEqual(['email', null, 'none', 'phone']);
    expect((await caseOf(id))?.customer.phone).toBe('+49 221 1');
  });

  it('ok: pictures come from our own origin or not at all', async () => {
    const { shopper, id } = await unhappy();
    const shown = async (imageUrl: string) => {
      await house.house.store.write((tx) =>
        tx.update(orderItems).set({ imageUrl }).where(eq(orderItems.orderId, shopper.orderId)),
      );
      return (await caseOf(id))?.order?.items[0]?.imagePath;
    };
    expect(await shown('/demo/espresso.svg')).toBe('/demo/espresso.svg');
    expect(await shown('https://cdn.example/espresso.jpg')).toBeNull();
    expect(await shown('//cdn.example/espresso.jpg')).toBeNull();
  });

  it('ok: the list has what waits for us first, and says when there is more', async () => {
    const brandId = house.otherBrandId;
    const first = await unhappy(brandId);
    const second = await unhappy(brandId);
    const other = await house.signIn(await house.hire('agent', brandId), brandId);
    await step(first.id, 'reply', { text: 'A new one is on its way.' }, other, brandId);
    const ask = { brandId, now: house.clock() };
    const { rows, more } = await read((reader) => listOpenCases(reader, { ...ask, limit: 10 }));
    expect(rows.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(more).toBe(false);
    expect((await read((reader) => listOpenCases(reader, { ...ask, limit: 1 }))).more).toBe(true);
  });

  it('refuses S2: another brand’s case is not there', async () => {
    const { id } = await unhappy(house.otherBrandId);
    expect(await caseOf(id)).toBeNull();
    for (const [name, form] of [
      ['acknowledge', {}],
      ['reply', { text: 'Hello' }],
      ['resolve', { outcome: 'other', note: '' }],
    ] as const) {
      expect((await step(id, name, form)).status).toBe(404);
    }
  });

  it('refuses S2: a session of one brand at another', async () => {
    for (const path of ['/desk', '/desk/sign-in', '/desk/live', '/desk/cases/x']) {
      expect((await house.ask(path, { cookie: agent, brandId: house.otherBrandId })).status).toBe(404);
    }
  });
});

describe('working on a case', () => {
  it('ok: take, write back, resolve', async () => {
    const { id } = await unhappy();
    const taken = await step(id, 'acknowledge');
    expect([taken.status, taken.headers.get('location')]).toEqual([303, `/desk/cases/${id}#actions`]);
    expect(await caseOf(id)).toMatchObject({ status: 'acknowledged', agentName: 'Mara Lindner', answeredAt: null });

    await step(id, 'reply', { text: ' We are sorry.\r\nA new one is on its way. ' });
    expect(await caseOf(id)).toMatchObject({ answeredAt: house.clock(), overdue: false });

    await step(id, 'resolve', { outcome: 'replaced', note: 'by courier' });
    const one = await caseOf(id);
    expect(one?.status).toBe('resolved');
    expect(one?.entries.map(({ kind }) => kind)).toEqual([
      'answer',
      'opened',
      'hold_set',
      'acknowledged',
      'reply',
      'resolved',
    ]);
    expect(one?.entries.find(({ kind }) => kind === 'reply')).toMatchObject({
      text: 'We are sorry.\nA new one is on its way.',
    });
    const closed = await read((reader) =>
      listClosedCases(reader, { brandId: house.brandId, now: house.clock(), limit: 10 }),
    );
    expect(closed.rows.map((row) => row.id)).toContain(id);
  });

  it('ok: sent twice is done once', async () => {
    const { id } = await unhappy();
    await step(id, 'reply', { text: 'Hello' });
    await step(id, 'reply', { text: 'Hello' });
    expect((await caseOf(id))?.entries.filter(({ kind }) => kind === 'reply')).toHaveLength(1);
  });

  it('ok: an admin may as well', async () => {
    const { id } = await unhappy();
    expect((await step(id, 'acknowledge', {}, await house.signIn(await house.hire('admin')))).status).toBe(303);
    expect(await statusOf(id)).toBe('acknowledged');
  });

  it('refuses a marketer, with a kind page', async () => {
    const { id } = await unhappy();
    for (const [name, form] of [
      ['acknowledge', {}],
      ['reply', { text: 'Buy more' }],
      ['resolve', { outcome: 'other' }],
    ] as const) {
      const answer = await step(id, name, form, marketer);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(await answer.text()).toContain('You are reading along');
    }
    expect(await statusOf(id)).toBe('open');
  });

  it.for([
    ['reply', {}, 'text-missing'],
    ['reply', { text: ' \r\n ' }, 'text-missing'],
    ['reply', { text: 'a'.repeat(4_001) }, 'text-too-long'],
    ['resolve', { note: 'done' }, 'outcome-missing'],
    ['resolve', { outcome: 'magic' }, 'outcome-missing'],
    ['resolve', { outcome: 'other', note: 'a'.repeat(4_001) }, 'text-too-long'],
  ] as const)('refuses %s of %j with a word', async ([name, form, fault]) => {
    const { id } = await unhappy();
    const answer = await step(id, name, form);
    expect(answer.headers.get('location')).toBe(`/desk/cases/${id}?fault=${fault}#actions`);
    expect(await statusOf(id)).toBe('open');
  });

  it('refuses to take or to resolve otherwise what is resolved', async () => {
    const { id } = await unhappy();
    await step(id, 'resolve', { outcome: 'replaced' });
    for (const answer of [await step(id, 'acknowledge'), await step(id, 'resolve', { outcome: 'other' })]) {
      expect(answer.headers.get('location')).toBe(`/desk/cases/${id}?fault=closed#actions`);
    }
  });

  it('refuses whoever is not signed in, and brings her back to the case', async () => {
    const { id } = await unhappy();
    const answer = await step(id, 'reply', { text: 'Hello' }, '');
    expect(answer.headers.get('location')).toBe(`/desk/sign-in?next=%2Fdesk%2Fcases%2F${id}`);
    expect((await caseOf(id))?.entries.some(({ kind }) => kind === 'reply')).toBe(false);
  });

  it('refuses S14: a form of another site', async () => {
    const { id } = await unhappy();
    const headers = { origin: 'https://evil.example' };
    expect((await house.ask(`/desk/cases/${id}/acknowledge`, { cookie: agent, form: {}, headers })).status).toBe(403);
  });

  it('ok: a page that refreshes itself does not keep a session alive', async () => {
    const cookie = await house.signIn(await house.hire('agent'));
    const refreshes = { cookie, headers: { 'doorstep-refresh': '1' } };
    for (let hour = 0; hour < 12; hour += 4) {
      await house.ask('/desk', refreshes);
      house.clock.advance(hours(4));
    }
    expect((await house.ask('/desk', refreshes)).headers.get('location')).toBe('/desk/sign-in?next=%2Fdesk');
  });
});
