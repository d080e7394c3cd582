import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sentimentAnswers } from '../../db/schema/index.ts';
import { days, minutes } from '../kit/clock.ts';
import { type Shopper, settleShopper } from '../testing/people.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import { type AnswerInput, answerSentiment, currentAnswers, listAnswersOfCustomer } from './index.ts';

let workshop: Workshop;
beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

const settle = () => workshop.perform((work) => settleShopper(work));

const answer = (shopper: Shopper, said: Partial<AnswerInput>) =>
  workshop.perform((work) =>
    answerSentiment(work, {
      brandId: shopper.brandId,
      customerId: shopper.customerId,
      orderId: shopper.orderId,
      shipmentId: shopper.shipmentIds[0],
      occasion: 'delivered',
      score: 5,
      source: 'page',
      ...said,
    }),
  );

const rowsOf = ({ brandId }: Shopper) =>
  workshop.store.read((reader) =>
    reader.select().from(sentimentAnswers).where(eq(sentimentAnswers.brandId, brandId)).orderBy(sentimentAnswers.id),
  );

const currentOf = ({ brandId, shipmentIds }: Shopper) =>
  workshop.store.read((reader) => currentAnswers(reader, { brandId, shipmentIds }));

describe('answerSentiment', () => {
  test('ok: appends what was said and tells whether it is negative', async () => {
    const shopper = await settle();
    const comment = 'Zerbrochen 👩‍👩‍👧 ‏مكسور\nganz';
    const first = await answer(shopper, {
      score: 2,
      reasons: ['damaged', 'late', 'damaged'],
      comment,
      contactWish: 'phone',
    });
    expect(first).toMatchObject({ outcome: 'recorded', negative: true });
    expect(await rowsOf(shopper)).toMatchObject([
      {
        score: 2,
        reasons: ['damaged', 'late'],
        comment,
        contactWish: 'phone',
        contradicts: false,
        answeredAt: workshop.clock(),
      },
    ]);
    expect(workshop.facts.filter((fact) => fact.brandId === shopper.brandId)).toMatchObject([
      { kind: 'sentiment.answered', answerId: first.answerId, score: 2, negative: true, contradicts: false },
    ]);
  });

  test('ok: a 3 is not negative, and chips left over from a 1 are dropped', async () => {
    const shopper = await settle();
    await answer(shopper, { score: 1, reasons: ['late'] });
    expect(await answer(shopper, { score: 3, reasons: ['late'] })).toMatchObject({ negative: false });
    expect((await rowsOf(shopper)).map(({ reasons }) => reasons)).toEqual([['late'], []]);
  });

  test('ok: a change is a new row and the newest counts, for 14 days from the first', async () => {
    const shopper = await settle();
    const first = workshop.clock();
    await answer(shopper, { score: 1 });
    workshop.clock.advance(days(14));
    await answer(shopper, { score: 5 });
    expect(await rowsOf(shopper)).toHaveLength(2);
    expect(await currentOf(shopper)).toMatchObject([
      { score: 5, occasion: 'delivered', changeableUntil: new Date(first.getTime() + days(14)) },
    ]);
  });

  test('refuses a change after 14 days, and keeps what was said', async () => {
    const shopper = await settle();
    await answer(shopper, { score: 1 });
    workshop.clock.advance(days(14) + 1);
    await expect(answer(shopper, { score: 5 })).rejects.toMatchObject({ code: 'conflict' });
    expect(await answer(shopper, { score: 1 })).toMatchObject({ outcome: 'unchanged' });
    expect(await rowsOf(shopper)).toHaveLength(1);
  });

  test('ok: a problem counts as 2, and is taken in however late', async () => {
    const shopper = await settle();
    await answer(shopper, { occasion: 'problem', score: undefined, reasons: ['not_received'] });
    workshop.clock.advance(days(20));
    await answer(shopper, {
      occasion: 'problem',
      score: undefined,
      reasons: ['not_received'],
      comment: 'Still nothing',
    });
    expect(await currentOf(shopper)).toMatchObject([
      { score: 2, comment: 'Still nothing', changeableUntil: new Date(workshop.clock().getTime() + days(14)) },
    ]);
  });

  test('ok: the same words again change nothing', async () => {
    const shopper = await settle();
    const first = await answer(shopper, { score: 1, comment: 'Late' });
    expect(await answer(shopper, { score: 1, comment: 'Late' })).toEqual({ ...first, outcome: 'unchanged' });
    expect(await rowsOf(shopper)).toHaveLength(1);
  });

  test('ok: two parcels of an order, and two occasions, are answered apart', async () => {
    const shopper = await settle();
    await answer(shopper, { score: 1 });
    await answer(shopper, { score: 5, shipmentId: shopper.shipmentIds[1] });
    await answer(shopper, { score: 4, occasion: 'review', source: 'survey' });
    expect((await currentOf(shopper)).map(({ score }) => score).sort()).toEqual([1, 4, 5]);
    const { brandId, customerId } = shopper;
    const history = await workshop.store.read((reader) =>
      listAnswersOfCustomer(reader, { brandId, customerId, limit: 2 }),
    );
    expect(history.map(({ score }) => score)).toEqual([4, 5]);
  });

  test('F3 ok: an outside review is taken in once, however often it is sent', async () => {
    const shopper = await settle();
    const review = {
      occasion: 'review',
      source: 'trustpilot',
      externalId: 'r-1',
      score: 1,
      comment: 'Never again',
    } as const;
    const sent = await Promise.all(Array.from({ length: 10 }, () => answer(shopper, review)));
    expect(sent.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(1);
    expect(new Set(sent.map(({ answerId }) => answerId)).size).toBe(1);
    expect(await rowsOf(shopper)).toHaveLength(1);
  });

  test('refuses other content under the id of a review', async () => {
    const shopper = await settle();
    const review = { occasion: 'review', source: 'trustpilot', externalId: 'r-1' } as const;
    await answer(shopper, { ...review, score: 1 });
    await expect(answer(shopper, { ...review, score: 5 })).rejects.toMatchObject({ code: 'conflict' });
  });

  test('F8 an answer from a clock that runs 5 minutes ahead is of now; refuses one from later', async () => {
    const shopper = await settle();
    const ahead = (ms: number) => new Date(workshop.clock().getTime() + ms);
    await answer(shopper, { answeredAt: ahead(minutes(5)) });
    expect(await rowsOf(shopper)).toMatchObject([{ answeredAt: workshop.clock() }]);
    await expect(answer(shopper, { score: 4, answeredAt: ahead(minutes(5) + 1) })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ field: 'answeredAt' }],
    });
  });
});
