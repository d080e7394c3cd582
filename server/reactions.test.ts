/** The consequences of an answer, through the one table: all of them in the transaction of the answer, or none. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alertEntries, alerts, expiryPauses, facts, holds, sentimentAnswers } from '../db/schema/index.ts';
import { confirmResolution, reopenAlert, resolveAlert } from './alerts/index.ts';
import { putCustomer } from './customers/index.ts';
import { days } from './kit/clock.ts';
import { putOrder } from './orders/index.ts';
import { casesHoldingBack, holdsForDesk, holdsOfCustomer, promoDecision, releaseEndedHolds } from './promos/index.ts';
import { type AnswerInput, answerSentiment } from './sentiment/index.ts';
import { type Shopper, settleShopper } from './testing/people.ts';
import { react } from './testing/reactions.ts';
import { openWorkshop, type Workshop } from './testing/workshop.ts';
import { createPerform, type React, type Work } from './work.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop(react);
});
afterAll(() => workshop.close());

const settle = () => {
  workshop.clock.set('2026-11-20T09:00:00Z');
  return workshop.perform((work) => settleShopper(work));
};
const saying = (shopper: Shopper, said: Partial<AnswerInput>) => (work: Work) =>
  answerSentiment(work, {
    brandId: shopper.brandId,
    customerId: shopper.customerId,
    orderId: shopper.orderId,
    shipmentId: shopper.shipmentIds[0],
    occasion: 'delivered',
    source: 'page',
    ...said,
  });
const say = (shopper: Shopper, said: Partial<AnswerInput>) => workshop.perform(saying(shopper, said));
const denials = async ({ brandId, customerExternalId }: Shopper) => {
  const ask = { brandId, customerExternalId, now: workshop.clock() };
  return (await workshop.store.read((reader) => promoDecision(reader, ask))).reasons.map(({ code }) => code);
};
const holdsOf = ({ brandId, customerId }: Shopper) =>
  workshop.store.read((reader) => holdsOfCustomer(reader, brandId, customerId));
const alertsOf = ({ brandId }: Shopper) =>
  workshop.store.read((reader) => reader.select().from(alerts).where(eq(alerts.brandId, brandId)).orderBy(alerts.id));
const caseOf = async (shopper: Shopper) => {
  const [alert] = await alertsOf(shopper);
  if (!alert) throw new Error('no case');
  return { brandId: shopper.brandId, alertId: alert.id, orderId: shopper.orderId };
};
const resolve = async (shopper: Shopper) => {
  const of = await caseOf(shopper);
  const agent = { id: 'staff-1', name: 'Anna' };
  return workshop.perform((work) => resolveAlert(work, { ...of, agent, outcome: 'replaced', note: null }));
};
const everything = ({ brandId }: Shopper) =>
  workshop.store.read(async (reader) =>
    Promise.all(
      [sentimentAnswers, alerts, alertEntries, holds, facts].map((table) =>
        reader.$count(table, eq(table.brandId, brandId)),
      ),
    ),
  );

describe('an unhappy answer', () => {
  test('F38 ok: from its commit on promotions are refused, and there is one case and one hold that names it', async () => {
    const shopper = await settle();
    expect(await denials(shopper)).toEqual([]);
    await say(shopper, { score: 1, reasons: ['damaged'] });
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    const { alertId } = await caseOf(shopper);
    expect(await holdsOf(shopper)).toMatchObject([
      {
        reason: 'negative_sentiment',
        channel: null,
        productId: null,
        source: 'sentiment:page',
        alertId,
        from: workshop.clock(),
        until: null,
        maxUntil: new Date(workshop.clock().getTime() + days(90)),
        liftedAt: null,
      },
    ]);
    const kinds = workshop.facts.filter((fact) => fact.brandId === shopper.brandId).map(({ kind }) => kind);
    expect(kinds).toEqual(['sentiment.answered', 'alert.opened', 'hold.set']);
  });

  test('F38 ok: answers that race give one case and one hold, and no decision in between is wrong', async () => {
    const shopper = await settle();
    const decisions: string[][] = [];
    const answers = Array.from({ length: 12 }, async (_, n) => {
      await say(shopper, { score: 1, comment: `${n}`, shipmentId: shopper.shipmentIds[n % 2 ? 1 : 0] });
      decisions.push(await denials(shopper));
    });
    await Promise.all(answers);
    expect(decisions).toEqual(answers.map(() => ['negative_sentiment']));
    expect(await alertsOf(shopper)).toHaveLength(1);
    expect(await holdsOf(shopper)).toHaveLength(1);
  });

  test.each(['sentiment.answered', 'alert.opened', 'hold.set'])(
    'F7 a fault at %s leaves nothing, and the retry succeeds',
    async (kind) => {
      const shopper = await settle();
      const breaks: React = async (work, fact) => {
        await react(work, fact);
        if (fact.kind === kind) throw new Error('the power went');
      };
      const { store, clock, newId } = workshop;
      const committed: unknown[] = [];
      const faulty = createPerform({
        store,
        clock,
        newId,
        react: breaks,
        committed: (told) => committed.push(...told),
      });
      await expect(faulty(saying(shopper, { score: 1 }))).rejects.toThrow('the power went');
      expect(await everything(shopper)).toEqual([0, 0, 0, 0, 0]);
      expect(committed).toEqual([]);
      expect(await denials(shopper)).toEqual([]);
      await say(shopper, { score: 1 });
      expect(await everything(shopper)).toEqual([1, 1, 1, 1, 3]);
    },
  );

  test('ok: a better one releases the hold at once while the case stays', async () => {
    const shopper = await settle();
    await say(shopper, { score: 1 });
    await say(shopper, { score: 5 });
    expect(await denials(shopper)).toEqual([]);
    expect(await holdsOf(shopper)).toMatchObject([
      { liftedAt: workshop.clock(), liftedBy: 'shopper', liftedWhy: 'better_rating' },
    ]);
    expect(await alertsOf(shopper)).toMatchObject([{ status: 'open' }]);
    await say(shopper, { score: 2 });
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    expect(await alertsOf(shopper)).toHaveLength(1);
  });

  test('ok: what is well with one parcel does not make the other one well', async () => {
    const shopper = await settle();
    await say(shopper, { score: 1 });
    await say(shopper, { score: 5, shipmentId: shopper.shipmentIds[1] });
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    const other = await workshop.perform((work) => settleShopper(work, { brandId: shopper.brandId }));
    await say({ ...other, customerId: shopper.customerId }, { score: 5 });
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    await say(shopper, { score: 4 });
    expect(await denials(shopper)).toEqual([]);
  });

  test('ok: a parcel that was reported missing and then rated 5 is well', async () => {
    const shopper = await settle();
    await say(shopper, { occasion: 'problem', score: undefined, reasons: ['not_received'] });
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    await say(shopper, { score: 5 });
    expect(await denials(shopper)).toEqual([]);
  });

  test('ok: an older review that comes late holds back, a good one from before her trouble releases nothing', async () => {
    const shopper = await settle();
    const answeredAt = new Date(workshop.clock().getTime() - days(2));
    await say(shopper, { score: 1 });
    await say(shopper, { score: 5, occasion: 'review', source: 'trustpilot', externalId: 'r-1', answeredAt });
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    const other = await settle();
    await say(other, { score: 5 });
    await say(other, { score: 1, occasion: 'review', source: 'trustpilot', externalId: 'r-2', answeredAt });
    expect(await denials(other)).toEqual(['negative_sentiment']);
  });
});

describe('somebody who is known by several ids', () => {
  const known = (brandId: string, id: string, email: string) =>
    workshop.perform((work) => putCustomer(work, brandId, { id, email, promoConsent: true }));
  const reasonsFor = (brandId: string, customerExternalId: string) =>
    workshop.store.read((reader) => promoDecision(reader, { brandId, customerExternalId, now: workshop.clock() }));

  test('ok: what she said as a guest holds promotions back from her account in the same mailbox, until it is well', async () => {
    const shopper = await settle();
    const { brandId, customerExternalId } = shopper;
    await known(brandId, customerExternalId, 'Naomi@Example.com');
    await known(brandId, 'account', 'naomi+coffee@example.com');
    await known(brandId, 'stranger', 'noemi@example.com');
    const elsewhere = await settle();
    await known(elsewhere.brandId, 'account', 'naomi@example.com');
    await say(shopper, { score: 1 });
    const { alertId } = await caseOf(shopper);
    expect((await reasonsFor(brandId, 'account')).reasons).toEqual([
      { code: 'negative_sentiment', until: null, source: `alert:${alertId}` },
    ]);
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    expect((await reasonsFor(brandId, 'stranger')).allowed).toBe(true);
    expect((await reasonsFor(elsewhere.brandId, 'account')).allowed).toBe(true);
    await say(shopper, { score: 5 });
    expect((await reasonsFor(brandId, 'account')).allowed).toBe(true);
  });
});

describe('an order that finds another customer', () => {
  const moveOrder = ({ brandId, orderId }: Shopper) =>
    workshop.perform((work) =>
      putOrder(
        work,
        brandId,
        `o-${orderId}`,
        {
          number: '1001',
          placedAt: new Date('2026-11-10T09:00:00Z'),
          currency: 'EUR',
          totalMinor: 2580,
          customer: { id: 'account-1', promoConsent: true },
          items: [],
        },
        'api',
      ),
    );

  test('ok: what was said of it holds promotions back from whose it is now', async () => {
    const shopper = await settle();
    await say(shopper, { score: 1 });
    const { order } = await moveOrder(shopper);
    const owner = { ...shopper, customerId: order.customerId, customerExternalId: 'account-1' };
    expect(await denials(owner)).toEqual(['negative_sentiment']);
    expect(await alertsOf(shopper)).toMatchObject([{ customerId: owner.customerId, status: 'open' }]);
    await moveOrder(shopper);
    expect(await holdsOf(owner)).toHaveLength(1);
    await say(owner, { score: 5 });
    expect(await denials(owner)).toEqual([]);
  });

  test('ok: an unhappy answer of whose it is now holds back from her, whatever stands of who had it before', async () => {
    const shopper = await settle();
    await say(shopper, { score: 1 });
    const { order } = await moveOrder(shopper);
    const owner = { ...shopper, customerId: order.customerId, customerExternalId: 'account-1' };
    await say(owner, { score: 1, shipmentId: shopper.shipmentIds[1] });
    expect(await denials(owner)).toEqual(['negative_sentiment']);
  });
});

describe('a resolution', () => {
  test('ok: promotions return 7 days later, whether she confirms or not', async () => {
    const shopper = await settle();
    await say(shopper, { score: 1 });
    await resolve(shopper);
    const of = await caseOf(shopper);
    await workshop.perform((work) => confirmResolution(work, of));
    workshop.clock.advance(days(7) - 1);
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    workshop.clock.advance(1);
    expect(await denials(shopper)).toEqual([]);
    const ask = { brandId: shopper.brandId, alertId: of.alertId, now: workshop.clock() };
    const desk = await workshop.store.read((reader) => holdsForDesk(reader, ask));
    expect(desk).toMatchObject({
      held: [],
      entries: [{ kind: 'hold_set' }, { kind: 'hold_released', at: ask.now, why: 'ended' }],
    });
    await workshop.perform((work) => releaseEndedHolds(work, { brandId: shopper.brandId, limit: 5 }));
    expect(await holdsOf(shopper)).toMatchObject([{ liftedWhy: 'ended' }]);
  });

  test('ok: a better answer in the cool-down releases at once', async () => {
    const shopper = await settle();
    await say(shopper, { score: 1 });
    await resolve(shopper);
    workshop.clock.advance(days(1));
    await say(shopper, { score: 5 });
    expect(await denials(shopper)).toEqual([]);
  });

  test('ok: a no in the cool-down lets the hold run on', async () => {
    const shopper = await settle();
    await say(shopper, { score: 1 });
    await resolve(shopper);
    const of = await caseOf(shopper);
    workshop.clock.advance(days(6));
    await workshop.perform((work) => reopenAlert(work, { ...of, text: null }));
    workshop.clock.advance(days(30));
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    expect(await holdsOf(shopper)).toMatchObject([{ until: null, liftedAt: null }]);
  });

  test('ok: a no after the cool-down sets a hold anew', async () => {
    const shopper = await settle();
    await say(shopper, { score: 1 });
    await resolve(shopper);
    const of = await caseOf(shopper);
    workshop.clock.advance(days(8));
    await workshop.perform((work) => releaseEndedHolds(work, { brandId: shopper.brandId, limit: 5 }));
    await workshop.perform((work) => reopenAlert(work, { ...of, text: null }));
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    expect(await holdsOf(shopper)).toMatchObject([
      { liftedWhy: 'ended' },
      { liftedAt: null, source: 'sentiment:page', alertId: of.alertId },
    ]);
    const asked = { brandId: shopper.brandId, alertIds: [of.alertId], now: workshop.clock() };
    expect(await workshop.store.read((reader) => casesHoldingBack(reader, asked))).toEqual(
      new Map([[of.alertId, null]]),
    );
  });

  test('ok: the 90 days count from what she said last, and her points are kept for as long', async () => {
    workshop.clock.set('2026-11-20T09:00:00Z');
    const shopper = await workshop.perform((work) => settleShopper(work, { settings: { loyalty: {} } }));
    const pausedUntil = async () =>
      (
        await workshop.store.read((reader) =>
          reader.select().from(expiryPauses).where(eq(expiryPauses.brandId, shopper.brandId)),
        )
      ).map(({ until }) => until);
    await say(shopper, { score: 1 });
    workshop.clock.advance(days(89));
    const [, other] = shopper.shipmentIds;
    await say(shopper, { occasion: 'problem', score: undefined, reasons: ['not_received'], shipmentId: other });
    expect(await pausedUntil()).toEqual([new Date(workshop.clock().getTime() + days(90))]);
    workshop.clock.advance(days(90) - 1);
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    workshop.clock.advance(1);
    expect(await denials(shopper)).toEqual([]);
    expect(await holdsOf(shopper)).toHaveLength(1);
  });

  test('ok: 90 days are the most, even for a case that nobody resolves', async () => {
    const shopper = await settle();
    await say(shopper, { score: 1 });
    workshop.clock.advance(days(90) - 1);
    expect(await denials(shopper)).toEqual(['negative_sentiment']);
    workshop.clock.advance(1);
    expect(await denials(shopper)).toEqual([]);
  });
});
