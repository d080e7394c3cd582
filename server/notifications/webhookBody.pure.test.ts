import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webhookBodyMaxBytes } from './channels/index.ts';
import { fittingBody } from './webhookBody.ts';

const bodyWith = (data: unknown) => ({ type: 'alert.replied', timestamp: '2026-11-20T09:00:00Z', data });
const bytesOf = (body: unknown) => Buffer.byteLength(JSON.stringify(body));

test('ok: a body that fits stays as it is', () => {
  const body = bodyWith({ text: 'ß'.repeat(4_000) });
  expect(fittingBody(body)).toBe(body);
});

test.each([
  ['escaped control characters', '\u0001'],
  ['three bytes each', 'ह'],
  ['emoji', '🫠'],
])('ok: free text is cut until the body fits: %s', (_, sign) => {
  const text = sign.repeat(8_000);
  const fitting = fittingBody(bodyWith({ id: 'a-1', text, sentiment: { comment: text, score: 1 } }));
  expect(bytesOf(fitting)).toBeLessThanOrEqual(webhookBodyMaxBytes);
  expect(fitting.data).toMatchObject({ id: 'a-1', sentiment: { score: 1 } });
  const cut = (fitting.data as { text: string }).text;
  expect(cut.isWellFormed()).toBe(true);
  expect(cut.endsWith(`${sign}…`)).toBe(true);
});

/** 4,000 units of what costs most: escapes of six bytes, halves of pairs, characters of three and four bytes. */
const costly = fc
  .array(fc.constantFrom('\u0001', '\u001f', '"', '\\', '\ud83d', '\udee0', '🫠', 'ह', '\u2028', 'a'), {
    minLength: 4_000,
    maxLength: 4_000,
  })
  .map((signs) => signs.join('').slice(0, 4_000));

test('ok: with every free text at its longest and of any characters, a body fits and stays JSON', () => {
  const id = 'ह'.repeat(200);
  fc.assert(
    fc.property(costly, costly, (comment, text) => {
      const about = { id: 'a-1', customerId: id, orderId: id, shipmentId: id, orderNumber: id, agent: id };
      const note = text.slice(0, 2_000);
      const fitting = fittingBody(bodyWith({ ...about, note, text, sentiment: { comment, score: 1, source: id } }));
      expect(bytesOf(fitting)).toBeLessThanOrEqual(webhookBodyMaxBytes);
      expect(JSON.parse(JSON.stringify(fitting)).data).toMatchObject({ ...about, sentiment: { score: 1 } });
    }),
    { numRuns: 30 },
  );
});
