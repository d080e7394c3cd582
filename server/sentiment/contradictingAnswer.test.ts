/** A good score with words of a failure: support hears of it, and nothing is held back. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alerts, holds, sentimentAnswers } from '../../db/schema/index.ts';
import { type Shopper, settleShopper } from '../testing/people.ts';
import { react } from '../testing/reactions.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { type AnswerInput, answerSentiment } from './index.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop(react);
});
afterAll(() => workshop.close());

const say = (shopper: Shopper, said: Pick<AnswerInput, 'score' | 'comment'>) =>
  workshop.perform((work) =>
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

const found = ({ brandId }: Shopper) =>
  workshop.store.read(async (reader) => ({
    answers: await reader.select().from(sentimentAnswers).where(eq(sentimentAnswers.brandId, brandId)),
    alerts: await reader.select().from(alerts).where(eq(alerts.brandId, brandId)),
    holds: await reader.select().from(holds).where(eq(holds.brandId, brandId)),
  }));

const settle = (as: Parameters<typeof settleShopper>[1] = {}) => workshop.perform((work) => settleShopper(work, as));

describe('a comment that contradicts its score', () => {
  test('ok: raises a case without a hold', async () => {
    const shopper = await settle();
    expect(await say(shopper, { score: 5, comment: 'Super Laden! Leider nie angekommen.' })).toMatchObject({
      outcome: 'recorded',
      negative: false,
    });
    const after = await found(shopper);
    expect(after.answers).toMatchObject([{ score: 5, contradicts: true }]);
    expect(after.alerts).toMatchObject([{ status: 'open', severity: 'normal', orderId: shopper.orderId }]);
    expect(after.holds).toEqual([]);
    const kinds = workshop.facts.filter(({ brandId }) => brandId === shopper.brandId).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['sentiment.answered', 'alert.opened']));
    expect(kinds).not.toContain('hold.set');
  });

  test('ok: joins the case that stands', async () => {
    const shopper = await settle();
    await say(shopper, { score: 5, comment: 'It was broken' });
    await say(shopper, { score: 4, comment: 'It was broken, and the lid is missing' });
    expect((await found(shopper)).alerts).toHaveLength(1);
  });

  test.each([
    [{ orderLocale: 'de-AT' }, false, 'the order’s'],
    [{ locale: 'de' }, false, 'hers where the order has none'],
    [{ orderLocale: 'en', locale: 'de' }, true, 'the order’s before hers'],
    [{}, true, 'every language where none is known'],
  ])('ok: two words that tell no language, of %o, contradict: %s (%s)', async (locales, contradicts, _) => {
    const shopper = await settle(locales);
    // A bathroom in German, a complaint in English.
    await say(shopper, { score: 5, comment: 'Schickes Bad-Set' });
    expect((await found(shopper)).answers).toMatchObject([{ contradicts }]);
  });

  test('refuses to raise a good score with good words, or a bad one twice', async () => {
    const pleased = await settle();
    await say(pleased, { score: 5, comment: 'Nothing was broken, no problems' });
    expect(await found(pleased)).toMatchObject({ answers: [{ contradicts: false }], alerts: [] });
    const unhappy = await settle();
    await say(unhappy, { score: 1, comment: 'It was broken' });
    expect(await found(unhappy)).toMatchObject({ answers: [{ contradicts: false }], alerts: [{}], holds: [{}] });
  });
});
