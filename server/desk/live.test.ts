import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sessions } from '../../db/schema/index.ts';
import { answerSentiment } from '../sentiment/index.ts';
import { type DeskHouse, openDeskHouse } from '../testing/deskHouse.ts';
import { settleShopper } from '../testing/people.ts';

let house: DeskHouse;
beforeAll(async () => {
  house = await openDeskHouse();
});
afterAll(() => house.close());

const listen = async (cookie: string) => {
  const answer = await house.ask('/desk/live', { cookie, headers: { accept: 'text/event-stream' } });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  /** Reads on until `text` has come. @returns all that came; ends early when the stream does */
  const until = async (text: string): Promise<string> => {
    let came = '';
    while (reader && !came.includes(text)) {
      const { done, value } = await reader.read();
      if (done) return `${came}[end]`;
      came += value;
    }
    return came;
  };
  return { answer, until, leave: () => reader?.cancel() };
};

const openCase = async (brandId: string): Promise<void> => {
  const shopper = await house.house.perform((work) => settleShopper(work, { brandId }));
  const { customerId, orderId, shipmentIds } = shopper;
  await house.house.perform((work) =>
    answerSentiment(work, {
      brandId,
      customerId,
      orderId,
      shipmentId: shipmentIds[0],
      occasion: 'delivered',
      source: 'page',
      score: 1,
    }),
  );
};

const neverComes = 'never';

it('ok: tells of a new case at once, and with jitter when to come back', async () => {
  const { answer, until, leave } = await listen(await house.signIn(await house.hire('marketer')));
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await until('\n\n')).toMatch(/^retry: [2-6]\d{3}\n\n$/);
  await openCase(house.brandId);
  expect(await until('event: ')).toContain('event: opened');
  await leave();
});

it('ok: what happens before the stream is first read is not lost', async () => {
  const { until, leave } = await listen(await house.signIn(await house.hire('agent')));
  await openCase(house.brandId);
  expect(await until('event: ')).toContain('event: opened');
  await leave();
});

it('ok: is silent about other brands, and shows that it lives', async () => {
  const { until, leave } = await listen(await house.signIn(await house.hire('agent')));
  await openCase(house.otherBrandId);
  const came = await until(': \n\n');
  expect(came).not.toContain('event:');
  await leave();
});

it('ok S38: ends when the session is revoked', async () => {
  const member = await house.hire('agent');
  const { until } = await listen(await house.signIn(member));
  await until('retry');
  await house.house.store.write((tx) =>
    tx.update(sessions).set({ revokedAt: house.clock() }).where(eq(sessions.subjectId, member.id)),
  );
  expect(await until(neverComes)).toContain('[end]');
});

it('ok S38: ends when the session expires, which listening does not put off', async () => {
  const { until } = await listen(await house.signIn(await house.hire('agent')));
  await until('retry');
  house.clock.advance(12 * 3_600_000);
  expect(await until(neverComes)).toContain('[end]');
});

it('refuses S38: a fifth stream of one session, until one is left', async () => {
  const cookie = await house.signIn(await house.hire('agent'));
  const streams = await Promise.all(Array.from({ length: 4 }, () => listen(cookie)));
  const fifth = await house.ask('/desk/live', { cookie, headers: { accept: 'text/event-stream' } });
  expect(fifth.status).toBe(429);
  await streams[0]?.leave();
  await expect
    .poll(async () => (await house.ask('/desk/live', { cookie, headers: { accept: 'text/event-stream' } })).status)
    .toBe(200);
});

it('refuses whoever is not signed in, without leading a stream elsewhere', async () => {
  const answer = await house.ask('/desk/live', { headers: { accept: 'text/event-stream' } });
  expect(answer.status).toBe(401);
});

it('ok F32: closing the desk ends its streams', async () => {
  const own = await openDeskHouse();
  const cookie = await own.signIn(await own.hire('agent'));
  const answer = await own.ask('/desk/live', { cookie });
  const whole = answer.text();
  await own.close();
  expect(await whole).toContain('retry');
});
