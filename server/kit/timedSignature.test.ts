import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { minutes } from './clock.ts';
import { stampedVerdict, standardWebhookVerdict } from './timedSignature.ts';

const receivedAt = new Date('2026-11-20T09:00:00Z');
const whsec = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const body = '{"orderId":"1001","name":"Grüße ✓"}';
const agoMs = (ms: number) => new Date(receivedAt.getTime() - ms);

describe('standardWebhookVerdict', () => {
  const signed = (at: Date, ...secrets: string[]) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign('msg_1', at, body)).join(' '),
  });
  const verdict = (headers: Record<string, string>, secrets: string[], rawBody = Buffer.from(body)) =>
    standardWebhookVerdict({ rawBody, headers, receivedAt }, secrets);

  test('ok: what the official library signs, also under two secrets at once', () => {
    const other = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
    expect(verdict(signed(receivedAt, whsec), [whsec])).toBe('genuine');
    expect(verdict(signed(receivedAt, other, whsec), [whsec])).toBe('genuine');
  });

  test('ok: a secret without whsec_ is its own characters', () => {
    const seconds = String(receivedAt.getTime() / 1000);
    const signature = createHmac('sha256', 'plain').update(`m.${seconds}.${body}`).digest('base64');
    const headers = { 'webhook-id': 'm', 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
    expect(verdict(headers, ['plain'])).toBe('genuine');
  });

  test('S24 refuses a message that is six minutes old, or from six minutes ahead, as stale', () => {
    expect(verdict(signed(agoMs(minutes(5)), whsec), [whsec])).toBe('genuine');
    expect(verdict(signed(agoMs(minutes(6)), whsec), [whsec])).toBe('stale');
    expect(verdict(signed(agoMs(-minutes(6)), whsec), [whsec])).toBe('stale');
  });

  test('S24 refuses a re-serialised body and a time that was moved', () => {
    const headers = signed(receivedAt, whsec);
    expect(verdict(headers, [whsec], Buffer.from(JSON.stringify(JSON.parse(body), null, 1)))).toBe('forged');
    expect(verdict({ ...headers, 'webhook-timestamp': '1795165201' }, [whsec])).toBe('forged');
  });

  test('S23 refuses one bit off, a wrong length, a missing header and what is no base64', () => {
    const headers = signed(receivedAt, whsec);
    const right = headers['webhook-signature'];
    const flipped = `${right.slice(0, 5)}${right[5] === 'A' ? 'B' : 'A'}${right.slice(6)}`;
    for (const signature of [
      flipped,
      right.slice(0, -4),
      'v1,',
      'v1,€',
      right.slice(3),
      right.replace('v1', 'v2'),
      '',
    ]) {
      expect(verdict({ ...headers, 'webhook-signature': signature }, [whsec])).toBe('forged');
    }
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      expect(verdict({ ...headers, [name]: '' }, [whsec])).toBe('forged');
    }
    expect(verdict(headers, [])).toBe('forged');
    expect(verdict(headers, ['whsec_€'])).toBe('forged');
  });

  test('S23 refuses anything without throwing', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, (id, timestamp, signature) => {
        const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
        expect(verdict(headers, [whsec])).toBe('forged');
      }),
      { numRuns: 50 },
    );
  });
});

const vectors = new URL('../../../shared/data/vectors/standard_webhooks.json', import.meta.url);

interface Vector {
  readonly case: string;
  readonly secret: string;
  readonly id: string;
  readonly timestamp: number;
  readonly payload: string;
  readonly signature_header: string;
}

describe.runIf(existsSync(vectors))("the specification's own vectors", () => {
  const all = existsSync(vectors) ? JSON.parse(readFileSync(vectors, 'utf8')) : { verify_ok: [] };
  test.each<Vector>(all.verify_ok)('ok: $case', (vector) => {
    const headers = {
      'webhook-id': vector.id,
      'webhook-timestamp': String(vector.timestamp),
      'webhook-signature': vector.signature_header,
    };
    const at = new Date(vector.timestamp * 1000);
    const message = { rawBody: Buffer.from(vector.payload), headers, receivedAt: at };
    expect(standardWebhookVerdict(message, [vector.secret])).toBe('genuine');
  });
});

describe('stampedVerdict', () => {
  const header = (at: Date, secret = 's') => {
    const t = Math.floor(at.getTime() / 1000);
    return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
  };
  const verdict = (text: string | undefined, ...secrets: string[]) =>
    stampedVerdict(text, { rawBody: Buffer.from(body), headers: {}, receivedAt }, secrets);

  test('ok in time, in any order of its parts', () => {
    expect(verdict(header(receivedAt), 'old', 's')).toBe('genuine');
    expect(verdict(header(receivedAt).split(',').reverse().join(', '), 's')).toBe('genuine');
  });

  test('S24 refuses a message that is six minutes old as stale', () => {
    expect(verdict(header(agoMs(minutes(6))), 's')).toBe('stale');
  });

  test('S23 refuses a wrong, a missing and a malformed one', () => {
    const forged = [header(receivedAt, 'x'), undefined, '', 't=,v1=', 't=now,v1=00', header(receivedAt).slice(0, -1)];
    for (const text of forged) expect(verdict(text, 's')).toBe('forged');
    expect(verdict(header(receivedAt, ''), '')).toBe('forged');
  });
});
