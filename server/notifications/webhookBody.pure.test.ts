import { expect, test } from 'vitest';
import { webhookBodyMaxBytes } from './channels/index.ts';
import { fittingBody, secretsAcceptedAt } from './webhookBody.ts';

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

test('ok: the newest secret is always accepted, an older one until its time is over', () => {
  const secrets = [
    { sealed: 'new', acceptedUntil: null },
    { sealed: 'old', acceptedUntil: '2026-11-21T09:00:00.000Z' },
  ];
  expect(secretsAcceptedAt(new Date('2026-11-20T09:00:00Z'), secrets)).toEqual(['new', 'old']);
  expect(secretsAcceptedAt(new Date('2026-11-21T09:00:00Z'), secrets)).toEqual(['new']);
});
