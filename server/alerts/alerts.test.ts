import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alerts } from '../../db/schema/index.ts';
import { days, hours, minutes } from '../kit/clock.ts';
import { type AnswerInput, answerSentiment } from '../sentiment/index.ts';
import { type Shopper, settleShopper } from '../testing/people.ts';
import { react } from '../testing/reactions.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import type { Work } from '../work.ts';
import {
  acknowledgeAlert,
  addShopperMessage,
  careOf,
  confirmResolution,
  escalateOverdueAlerts,
  getAlert,
  getAlertJson,
  listAlerts,
  listClosedAlerts,
  listEarlierAlerts,
  listEntries,
  listOpenAlerts,
  raiseAlert,
  reopenAlert,
  replyToShopper,
  resolveAlert,
} from './index.ts';

const anna = { id: 'staff-1', name: 'Anna Schmidt' };
const ben = { id: 'staff-2', name: 'Ben' };

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop(react);
});
afterAll(() => workshop.close());

const perform = <T>(change: (work: Work) => Promise<T>) => workshop.perform(change);
const factsOf = ({ brandId }: Shopper) =>
  workshop.facts.filter((fact) => fact.brandId === brandId && fact.kind.startsWith('alert.')).map(({ kind }) => kind);

const say = (shopper: Shopper, said: Partial<AnswerInput>) =>
  perform((work) =>
    answerSentiment(work, {
      brandId: shopper.brandId,
      customerId: shopper.customerId,
      orderId: shopper.orderId,
      shipmentId: shopper.shipmentIds[0],
      occasion: 'delivered',
      source: 'page',
      ...said,
    }),
  );

const rowsOf = ({ brandId, orderId }: Shopper) =>
  workshop.store.read((reader) =>
    reader
      .select()
      .from(alerts)
      .where(and(eq(alerts.brandId, brandId), eq(alerts.orderId, orderId)))
      .orderBy(alerts.id),
  );

/** A shopper with one case, at nine on a Friday morning in Berlin. */
const unhappy = async (said: Partial<AnswerInput> = { score: 1 }) => {
  workshop.clock.set('2026-11-20T09:00:00Z');
  const shopper = await perform((work) => settleShopper(work));
  await say(shopper, said);
  const [alert] = await rowsOf(shopper);
  if (!alert) throw new Error('no case was opened');
  const of = { brandId: shopper.brandId, alertId: alert.id };
  return { shopper, alert, of, hers: { ...of, orderId: shopper.orderId } };
};

const resolve = (of: { brandId: string; alertId: string }) =>
  perform((work) => resolveAlert(work, { ...of, agent: anna, outcome: 'replaced', note: 'sent anew' }));

describe('raising', () => {
  test('ok: bad news opens a case with a promise in support hours', async () => {
    const { shopper, alert } = await unhappy({ score: 1, reasons: ['damaged'] });
    expect(alert).toMatchObject({
      status: 'open',
      severity: 'high',
      subject: shopper.orderId,
      openedAt: new Date('2026-11-20T09:00:00Z'),
      answerBy: new Date('2026-11-20T13:00:00Z'),
      reopenedCount: 0,
    });
    expect(factsOf(shopper)).toEqual(['alert.opened']);
  });

  test('ok: more bad news of the order joins it and may raise its severity', async () => {
    const { shopper, alert } = await unhappy({ score: 2, reasons: ['late'] });
    expect(alert.severity).toBe('normal');
    workshop.clock.advance(hours(1));
    await say(shopper, { score: 1, reasons: ['missing_item'], shipmentId: shopper.shipmentIds[1] });
    expect(await rowsOf(shopper)).toMatchObject([{ id: alert.id, severity: 'high', answerBy: alert.answerBy }]);
    expect(factsOf(shopper)).toEqual(['alert.opened', 'alert.joined']);
  });

  test('ok: a better answer is noted, the case stays and is less urgent', async () => {
    const { shopper, of } = await unhappy({ score: 1, reasons: ['damaged'] });
    await say(shopper, { score: 5, shipmentId: shopper.shipmentIds[1] });
    expect(await rowsOf(shopper)).toMatchObject([{ status: 'open', severity: 'high' }]);
    await say(shopper, { score: 5 });
    expect(await rowsOf(shopper)).toMatchObject([{ status: 'open', severity: 'normal' }]);
    const entries = await workshop.store.read((reader) => listEntries(reader, of));
    expect(entries.map((entry) => (entry.kind === 'answer' ? entry.score : entry.kind))).toEqual([1, 'opened', 5, 5]);
    expect(factsOf(shopper)).toEqual(['alert.opened']);
  });

  test('ok: a good answer opens nothing', async () => {
    const shopper = await perform((work) => settleShopper(work));
    await say(shopper, { score: 3 });
    expect(await rowsOf(shopper)).toEqual([]);
  });

  test('ok: news without an order is counted by the customer', async () => {
    const shopper = await perform((work) => settleShopper(work));
    const news = {
      ...shopper,
      orderId: null,
      shipmentId: null,
      severity: 'normal',
      answerId: null,
      text: 'called',
    } as const;
    const first = await perform((work) => raiseAlert(work, news));
    expect(await perform((work) => raiseAlert(work, news))).toEqual({ alertId: first.alertId, outcome: 'joined' });
    await say(shopper, { score: 1 });
    expect(await rowsOf(shopper)).toHaveLength(1);
  });

  test('F38 ok: twenty unhappy answers at once give one case', async () => {
    const shopper = await perform((work) => settleShopper(work));
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        say(shopper, { score: 1, comment: `${n}`, shipmentId: shopper.shipmentIds[n % 2 ? 1 : 0] }),
      ),
    );
    expect(await rowsOf(shopper)).toHaveLength(1);
    expect(factsOf(shopper).filter((kind) => kind === 'alert.opened')).toHaveLength(1);
    expect(factsOf(shopper).filter((kind) => kind === 'alert.joined')).toHaveLength(19);
  });
});

describe('support', () => {
  test('ok: takes a case, takes it over, and once is enough', async () => {
    const { shopper, of } = await unhappy();
    const acknowledge = (agent: typeof anna) => perform((work) => acknowledgeAlert(work, { ...of, agent }));
    expect(await acknowledge(anna)).toBe('acknowledged');
    expect(await acknowledge(anna)).toBe('unchanged');
    expect(await rowsOf(shopper)).toMatchObject([{ status: 'acknowledged', agentId: anna.id, answeredAt: null }]);
    expect(await acknowledge(ben)).toBe('acknowledged');
    expect(await rowsOf(shopper)).toMatchObject([{ agentName: 'Ben' }]);
  });

  test('ok: an answer takes the case and keeps the promise; a double click is one message', async () => {
    const { shopper, of } = await unhappy();
    const reply = (text: string) => perform((work) => replyToShopper(work, { ...of, agent: anna, text }));
    expect(await reply('A new one is on its way.')).toBe('replied');
    expect(await reply('A new one is on its way.')).toBe('unchanged');
    expect(await rowsOf(shopper)).toMatchObject([
      { status: 'acknowledged', agentName: anna.name, answeredAt: workshop.clock() },
    ]);
    workshop.clock.advance(minutes(1));
    expect(await reply('A new one is on its way.')).toBe('replied');
    expect(factsOf(shopper)).toEqual(['alert.opened', 'alert.replied', 'alert.replied']);
  });

  test('ok: what she writes after an answer is a new promise', async () => {
    const { shopper, of, hers } = await unhappy();
    await perform((work) => addShopperMessage(work, { ...hers, text: 'Hello?' }));
    expect(await rowsOf(shopper)).toMatchObject([{ answerBy: new Date('2026-11-20T13:00:00Z') }]);
    await perform((work) => replyToShopper(work, { ...of, agent: anna, text: 'Yes' }));
    workshop.clock.advance(hours(1));
    await perform((work) => addShopperMessage(work, { ...hers, text: 'And now?' }));
    expect(await rowsOf(shopper)).toMatchObject([{ answeredAt: null, answerBy: new Date('2026-11-20T14:00:00Z') }]);
  });

  test('ok: resolves once; refuses another outcome and to take what is resolved', async () => {
    const { shopper, of } = await unhappy();
    expect(await resolve(of)).toBe('resolved');
    expect(await resolve(of)).toBe('unchanged');
    expect(await rowsOf(shopper)).toMatchObject([
      { status: 'resolved', outcome: 'replaced', outcomeNote: 'sent anew', agentName: anna.name },
    ]);
    await expect(
      perform((work) => resolveAlert(work, { ...of, agent: anna, outcome: 'goodwill', note: null })),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(perform((work) => acknowledgeAlert(work, { ...of, agent: anna }))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('ok: an overdue answer escalates once', async () => {
    const { shopper, of } = await unhappy();
    const escalate = () => perform((work) => escalateOverdueAlerts(work, { brandId: shopper.brandId, limit: 10 }));
    workshop.clock.set('2026-11-20T12:59:59.999Z');
    expect(await escalate()).toBe(0);
    workshop.clock.advance(1);
    await perform((work) => acknowledgeAlert(work, { ...of, agent: anna }));
    expect(await escalate()).toBe(1);
    expect(await escalate()).toBe(0);
    expect(await rowsOf(shopper)).toMatchObject([{ severity: 'high', escalatedAt: workshop.clock() }]);
    expect(factsOf(shopper).at(-1)).toBe('alert.escalated');
  });

  test('ok: what was answered or resolved in time does not escalate', async () => {
    const { shopper, of } = await unhappy();
    await perform((work) => replyToShopper(work, { ...of, agent: anna, text: 'Soon' }));
    workshop.clock.advance(days(7));
    expect(await perform((work) => escalateOverdueAlerts(work, { brandId: shopper.brandId, limit: 10 }))).toBe(0);
  });

  test('S2 refuses a case of another brand', async () => {
    const { of } = await unhappy();
    const other = await unhappy();
    const elsewhere = { brandId: other.of.brandId, alertId: of.alertId };
    await expect(resolve(elsewhere)).rejects.toMatchObject({ code: 'not_found' });
    await expect(
      workshop.store.read((reader) => getAlertJson(reader, elsewhere.brandId, of.alertId)),
    ).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await workshop.store.read((reader) => listEntries(reader, elsewhere))).toEqual([]);
  });
});

describe('the shopper', () => {
  test('ok: says that it is settled, once; refuses before support has said so', async () => {
    const { shopper, of, hers } = await unhappy();
    const confirm = () => perform((work) => confirmResolution(work, hers));
    await expect(confirm()).rejects.toMatchObject({ code: 'conflict' });
    await resolve(of);
    expect([await confirm(), await confirm()]).toEqual(['confirmed', 'unchanged']);
    expect(factsOf(shopper)).toEqual(['alert.opened', 'alert.resolved', 'alert.confirmed']);
  });

  test('ok: says no, and the case is open and urgent again with a new promise', async () => {
    const { shopper, alert, of, hers } = await unhappy({ score: 2, reasons: ['late'] });
    await resolve(of);
    workshop.clock.advance(days(3));
    const no = () => perform((work) => reopenAlert(work, { ...hers, text: 'Still broken' }));
    expect(await no()).toEqual({ alertId: alert.id, outcome: 'reopened' });
    expect(await no()).toEqual({ alertId: alert.id, outcome: 'unchanged' });
    expect(await rowsOf(shopper)).toMatchObject([
      {
        status: 'open',
        severity: 'high',
        reopenedCount: 1,
        agentName: anna.name,
        outcome: null,
        resolvedAt: null,
        answeredAt: null,
        answerBy: new Date('2026-11-23T13:00:00Z'),
      },
    ]);
  });

  test('ok: writing on a closed case opens it again', async () => {
    const { shopper, alert, of, hers } = await unhappy();
    await resolve(of);
    await perform((work) => confirmResolution(work, hers));
    const write = () => perform((work) => addShopperMessage(work, { ...hers, text: 'It broke again' }));
    expect([await write(), await write()]).toEqual([{ alertId: alert.id }, { alertId: alert.id }]);
    expect(await rowsOf(shopper)).toMatchObject([{ status: 'open', confirmedAt: null }]);
    expect(factsOf(shopper).slice(-2)).toEqual(['alert.replied', 'alert.reopened']);
  });

  test('ok: a worse answer after a resolution opens the case again, after a confirmation a new one', async () => {
    const { shopper, of, hers } = await unhappy({ score: 2 });
    await resolve(of);
    await say(shopper, { score: 1 });
    expect(await rowsOf(shopper)).toMatchObject([{ status: 'open', reopenedCount: 1 }]);
    await resolve(of);
    await perform((work) => confirmResolution(work, hers));
    await say(shopper, { score: 2 });
    expect((await rowsOf(shopper)).map(({ status }) => status)).toEqual(['confirmed', 'open']);
  });

  test('ok: a closed case that is taken up beside an open one joins it', async () => {
    const { shopper, of, hers } = await unhappy();
    await resolve(of);
    await perform((work) => confirmResolution(work, hers));
    await say(shopper, { score: 2, shipmentId: shopper.shipmentIds[1] });
    const [, second] = await rowsOf(shopper);
    const no = await perform((work) => reopenAlert(work, { ...hers, text: 'No!' }));
    expect(no).toEqual({ alertId: second?.id, outcome: 'joined' });
    expect(await perform((work) => addShopperMessage(work, { ...hers, text: 'Hello' }))).toEqual({
      alertId: second?.id,
    });
    expect(await rowsOf(shopper)).toMatchObject([{ status: 'confirmed' }, { status: 'open', severity: 'high' }]);
    const entries = await workshop.store.read((reader) => listEntries(reader, { ...of, alertId: second?.id ?? '' }));
    expect(entries.flatMap((entry) => (entry.kind === 'shopper_message' ? [entry.text] : []))).toEqual([
      'No!',
      'Hello',
    ]);
  });

  test('refuses to take a case up again after 30 days', async () => {
    const { of, hers } = await unhappy();
    await resolve(of);
    workshop.clock.advance(days(30) + 1);
    const late = { code: 'conflict' };
    await expect(perform((work) => reopenAlert(work, { ...hers, text: null }))).rejects.toMatchObject(late);
    await expect(perform((work) => addShopperMessage(work, { ...hers, text: 'Hm' }))).rejects.toMatchObject(late);
  });

  test('S1 refuses a case of another order', async () => {
    const { of } = await unhappy();
    const notHers = { ...of, orderId: 'another' };
    for (const step of [
      (work: Work) => confirmResolution(work, notHers),
      (work: Work) => reopenAlert(work, { ...notHers, text: null }),
      (work: Work) => addShopperMessage(work, { ...notHers, text: 'Mine' }),
    ]) {
      await expect(perform<unknown>(step)).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

describe('reading', () => {
  test('ok: the desk lists what is urgent first, then what is due first', async () => {
    workshop.clock.set('2026-11-20T09:00:00Z');
    const first = await perform((work) => settleShopper(work));
    const { brandId } = first;
    const others = [
      await perform((work) => settleShopper(work, { brandId })),
      await perform((work) => settleShopper(work, { brandId })),
    ] as const;
    await say(first, { score: 2, comment: `Late\nagain ${'x'.repeat(200)}` });
    workshop.clock.advance(hours(1));
    await say(others[0], { score: 2 });
    await say(others[1], { score: 1, reasons: ['damaged'], contactWish: 'phone' });
    workshop.clock.advance(hours(3) + 1);
    const input = { brandId, now: workshop.clock(), limit: 10 };
    const rows = await workshop.store.read((reader) => listOpenAlerts(reader, input));
    expect(rows.map((row) => [row.customerId, row.severity, row.score, row.overdue])).toEqual([
      [others[1].customerId, 'high', 1, false],
      [first.customerId, 'normal', 2, true],
      [others[0].customerId, 'normal', 2, false],
    ]);
    expect(rows[1]?.excerpt).toMatch(/^Late again x+$/);
    const alertId = rows[0]?.id ?? '';
    expect(await workshop.store.read((reader) => getAlert(reader, { brandId, alertId, now: input.now }))).toEqual({
      ...rows[0],
      contactWish: 'phone',
      callNumber: null,
    });
    await resolve({ brandId, alertId });
    expect(await workshop.store.read((reader) => listClosedAlerts(reader, input))).toMatchObject([{ id: alertId }]);
    expect(await workshop.store.read((reader) => listOpenAlerts(reader, input))).toHaveLength(2);
    const customerId = others[1].customerId;
    const earlier = { brandId, customerId, exceptId: 'none', limit: 5 };
    expect(await workshop.store.read((reader) => listEarlierAlerts(reader, earlier))).toMatchObject([{ id: alertId }]);
  });

  test('ok: the merchant pages through alerts by its own ids', async () => {
    const { shopper, alert } = await unhappy({
      score: 1,
      reasons: ['damaged'],
      comment: 'Broken',
      contactWish: 'email',
    });
    const { brandId } = shopper;
    const second = await perform((work) => settleShopper(work, { brandId }));
    await say(second, { score: 2 });
    const page = (before?: string) =>
      workshop.store.read((reader) => listAlerts(reader, { brandId, statuses: ['open'], limit: 1, before }));
    const [newest] = await page();
    expect(newest).toMatchObject({ customerId: second.customerExternalId });
    expect(await page(newest?.id)).toEqual([
      {
        id: alert.id,
        status: 'open',
        severity: 'high',
        customerId: shopper.customerExternalId,
        orderId: `o-${shopper.orderId}`,
        shipmentId: `s-${shopper.shipmentIds[0]}`,
        openedAt: '2026-11-20T09:00:00.000Z',
        answerBy: '2026-11-20T13:00:00.000Z',
        answeredAt: null,
        escalatedAt: null,
        acknowledgedAt: null,
        agent: null,
        resolvedAt: null,
        outcome: null,
        note: null,
        confirmedAt: null,
        reopenedCount: 0,
        sentiment: {
          score: 1,
          reasons: ['damaged'],
          comment: 'Broken',
          contactWish: 'email',
          callNumber: null,
          source: 'page',
          answeredAt: '2026-11-20T09:00:00.000Z',
        },
      },
    ]);
    expect(await page(alert.id)).toEqual([]);
  });

  test('S4 ok: the shopper reads her case without notes and surnames', async () => {
    const { shopper, alert, of, hers } = await unhappy();
    const care = () => workshop.store.read((reader) => careOf(reader, shopper));
    expect((await care())(shopper.shipmentIds[0])).toMatchObject({ caseId: alert.id, status: 'open', agentName: null });
    expect((await care())(shopper.shipmentIds[1])).toBeNull();
    await perform((work) => addShopperMessage(work, { ...hers, text: 'Please' }));
    await perform((work) => replyToShopper(work, { ...of, agent: anna, text: 'Sure' }));
    await resolve(of);
    const story = (await care())(shopper.shipmentIds[0]);
    expect(story).toMatchObject({
      status: 'resolved',
      agentName: 'Anna',
      outcome: 'replaced',
      messages: [
        { from: 'shopper', name: null, text: 'Please' },
        { from: 'support', name: 'Anna', text: 'Sure' },
      ],
    });
    expect(JSON.stringify(story)).not.toMatch(/Schmidt|sent anew/);
  });

  test('ok: the whole case in its order', async () => {
    const { shopper, of, hers } = await unhappy({ score: 1, comment: 'Broken' });
    await perform((work) => acknowledgeAlert(work, { ...of, agent: anna }));
    await perform((work) => replyToShopper(work, { ...of, agent: anna, text: 'Sure' }));
    await resolve(of);
    await perform((work) => reopenAlert(work, { ...hers, text: 'No' }));
    await say(shopper, { score: 1, comment: 'Really broken' });
    const entries = await workshop.store.read((reader) => listEntries(reader, of));
    expect(entries.map(({ kind }) => kind)).toEqual([
      'answer',
      'opened',
      'acknowledged',
      'reply',
      'resolved',
      'reopened',
      'shopper_message',
      'answer',
    ]);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    expect(entries[4]).toMatchObject({ by: anna.name, outcome: 'replaced', note: 'sent anew' });
  });
});
