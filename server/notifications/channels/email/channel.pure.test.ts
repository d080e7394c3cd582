import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSmtpSink, type SmtpSink } from '../../../testing/smtp.ts';
import type { Channel, EmailPayload } from '../../channel.ts';
import { createEmailChannel, messageIdOf } from './channel.ts';

const id = '0199a6f2-7c3e-7000-8000-0000000000aa';
const now = new Date('2026-11-24T09:12:30.500Z');
const payload: EmailPayload = {
  from: { name: 'Röstwerk Köln', address: 'hallo@roestwerk.example' },
  to: { name: 'نعومي', address: 'naomi@example.com' },
  replyTo: 'support@roestwerk.example',
  subject: 'Ist es gelöst? (Bestellung 1001) 📦',
  text: 'Grüße\n.\nein Punkt allein auf der Zeile\n',
  html: '<p>Grüße</p>',
  inReplyTo: null,
};

describe('over SMTP', () => {
  let sink: SmtpSink;
  let channel: Channel<'email'>;
  beforeEach(async () => {
    sink = await openSmtpSink();
    channel = createEmailChannel({ mailUrl: sink.url, dataDir: '/nowhere' });
  });
  afterEach(async () => {
    channel.close?.();
    await sink.close();
  });
  const send = (changes: Partial<EmailPayload> = {}) => channel.send({ id, payload: { ...payload, ...changes }, now });

  test('ok: names, subject and both bodies arrive as they were given', async () => {
    expect(await send()).toEqual({ outcome: 'sent' });
    const { envelopeFrom, envelopeTo, email } = await sink.next('naomi@example.com');
    expect(envelopeFrom).toBe('hallo@roestwerk.example');
    expect(envelopeTo).toEqual(['naomi@example.com']);
    expect(email.from).toEqual(payload.from);
    expect(email.to).toEqual([payload.to]);
    expect(email.replyTo).toEqual([{ name: '', address: payload.replyTo }]);
    expect(email.subject).toBe(payload.subject);
    expect(email.text?.trim()).toBe(payload.text.trim());
    expect(email.html?.trim()).toBe(payload.html);
    expect(new Date(email.date ?? '').getTime()).toBe(Date.parse('2026-11-24T09:12:30Z'));
  });

  test('ok: says that a machine sent it, and offers no list to leave', async () => {
    await send();
    const { email } = await sink.next();
    const headers = new Map(email.headers.map(({ key, value }) => [key, value]));
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.has('list-unsubscribe')).toBe(false);
  });

  test('F2 ok: the Message-ID is that of the outbox message, the same at every try', async () => {
    await send();
    await send();
    const [first, second] = [await sink.next(), await sink.next()];
    expect(first.email.messageId).toBe(`<${id}@roestwerk.example>`);
    expect(second.email.messageId).toBe(first.email.messageId);
    expect(messageIdOf(id, payload.from.address)).toBe(first.email.messageId);
  });

  test('ok: the mails of one case thread together', async () => {
    await send({ inReplyTo: '<earlier@roestwerk.example>' });
    const { email } = await sink.next();
    expect(email.inReplyTo).toBe('<earlier@roestwerk.example>');
    expect(email.references).toBe('<earlier@roestwerk.example>');
  });

  test.each(['\r\n', '\n', '\r', '\u0000\r\n', '\u2028', '\u0085\n'])(
    'S41 ok: %j in names, subject and ids makes no further header',
    async (broken) => {
      const evil = `Naomi${broken}Bcc: thief@example.com${broken}X-Evil: yes${broken}${broken}<script>`;
      const outcome = await send({
        from: { ...payload.from, name: evil },
        to: { ...payload.to, name: evil },
        subject: evil,
        inReplyTo: `<a@b>${broken}X-Evil: yes`,
      });
      expect(outcome).toEqual({ outcome: 'sent' });
      const { envelopeTo, email } = await sink.next();
      expect(envelopeTo).toEqual(['naomi@example.com']);
      const keys = email.headers.map(({ key }) => key);
      expect(keys).not.toContain('bcc');
      expect(keys).not.toContain('x-evil');
      expect(keys.filter((key) => key === 'to' || key === 'from' || key === 'subject')).toHaveLength(3);
      expect(email.subject?.replace(/\s+/g, ' ')).toBe('Naomi Bcc: thief@example.com X-Evil: yes <script>');
      expect(email.html?.trim()).toBe(payload.html);
    },
  );

  test.each([
    'naomi@example.com\r\nRCPT TO:<thief@example.com>',
    'naomi@example.com, thief@example.com',
    'Naomi <naomi@example.com>',
    '"a@evil.example x"@example.com',
    'naomi@example.com>',
    'naomi',
    '',
  ])('S41 refuses %j as an address, for good', async (address) => {
    expect(await send({ to: { name: null, address } })).toMatchObject({ outcome: 'permanent' });
    expect(await send({ replyTo: address })).toMatchObject({ outcome: 'permanent' });
    expect(sink.mails).toHaveLength(0);
  });

  test.each([
    ['from', 451, 'retry'],
    ['to', 450, 'retry'],
    ['data', 452, 'retry'],
    ['from', 550, 'permanent'],
    ['to', 550, 'permanent'],
    ['data', 554, 'permanent'],
    ['from', 530, 'retry'],
    ['connect', 421, 'retry'],
    ['connect', 554, 'retry'],
  ] as const)('ok: a refusal at %s with %i means %s', async (stage, code, outcome) => {
    sink.refuseNext(stage, code);
    expect(await send()).toEqual({ outcome, reason: expect.any(String) });
    expect(await send()).toEqual({ outcome: 'sent' });
  });

  test('F25 ok: while the server is away every try is a retry, afterwards one mail arrives', async () => {
    await sink.goDown();
    expect(await send()).toMatchObject({ outcome: 'retry' });
    expect(await send()).toMatchObject({ outcome: 'retry' });
    await sink.comeBack();
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(sink.mails).toHaveLength(1);
  });

  test('F25 ok: a connection kept from before the outage does not fail the first mail after it', async () => {
    await send();
    await sink.goDown();
    await sink.comeBack();
    expect(await send()).toEqual({ outcome: 'sent' });
    expect(sink.mails).toHaveLength(2);
  });
});

test('ok: a server that hangs up on every connection is a retry', async () => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const channel = createEmailChannel({ mailUrl: `smtp://127.0.0.1:${port}`, dataDir: '/nowhere' });
  expect(await channel.send({ id, payload, now })).toMatchObject({ outcome: 'retry' });
  channel.close?.();
  server.close();
});

describe('as files', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'doorstep-mail-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  test('ok: one whole .eml per message, sorted by time, nothing unfinished left', async () => {
    const channel = createEmailChannel({ mailUrl: null, dataDir });
    expect(await channel.send({ id: 'b', payload, now: new Date(now.getTime() + 1000) })).toEqual({ outcome: 'sent' });
    expect(await channel.send({ id: '../../a', payload, now })).toEqual({ outcome: 'sent' });
    const names = (await readdir(join(dataDir, 'mail'))).sort();
    expect(names).toEqual(['2026-11-24T09-12-30.500Z_------a.eml', '2026-11-24T09-12-31.500Z_b.eml']);
    const email = await PostalMime.parse(await readFile(join(dataDir, 'mail', names[1] ?? '')));
    expect(email).toMatchObject({ subject: payload.subject, from: payload.from, messageId: '<b@roestwerk.example>' });
  });

  test('ok: a directory that cannot be written is a retry', async () => {
    const channel = createEmailChannel({ mailUrl: null, dataDir: '/dev/null' });
    expect(await channel.send({ id, payload, now })).toMatchObject({ outcome: 'retry' });
  });
});
