/**
 * Mail over SMTP, or as `.eml` files where no server is configured, so that a fresh checkout can be tried out. No text
 * of a payload can become a header, a recipient or a file name: addresses are checked, and every line is made one line.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Channel, EmailPayload, Outcome } from '../../channel.ts';

export interface EmailChannelOptions {
  /** `smtp://user:password@host:587` or `smtps://…`; null writes files. */
  readonly mailUrl: string | null;
  readonly dataDir: string;
}

type Message = Parameters<Channel<'email'>['send']>[0];

const connectTimeoutMs = 10_000;
/** For the whole conversation: a server that trickles its replies would outlast every other time-out. */
const sendTimeoutMs = 30_000;

/** Stricter than RFC 5321: no quoted local part, which is where address parsers have disagreed. */
const addressPattern = /^[^\s\p{Cc}<>()[\]\\,;:"@]{1,64}@[^\s\p{Cc}<>()[\]\\,;:"@]{1,255}$/u;

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/**
 * The RFC 5322 id that a message gets at every try. Put it in `inReplyTo` of a later mail to thread the two.
 * @example messageIdOf('0199…', 'hello@roestwerk.example') // '<0199…@roestwerk.example>'
 */
export const messageIdOf = (id: string, fromAddress: string): string =>
  `<${id.replace(/[^\w.-]/g, '-')}@${fromAddress.slice(fromAddress.lastIndexOf('@') + 1)}>`;

/** https://www.rfc-editor.org/rfc/rfc8058#section-3.1 */
const unsubscribing = (url: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${oneLine(url)}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
});

const mailOf = ({ id, payload, now }: Message): SendMailOptions => ({
  from: { name: oneLine(payload.from.name), address: payload.from.address },
  to: { name: oneLine(payload.to.name ?? ''), address: payload.to.address },
  // Given apart, so that who receives it does not depend on how the headers above are read.
  envelope: { from: payload.from.address, to: [payload.to.address] },
  subject: oneLine(payload.subject),
  text: payload.text,
  html: payload.html,
  messageId: messageIdOf(id, payload.from.address),
  date: now,
  headers: {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    ...(payload.unsubscribeUrl === undefined ? {} : unsubscribing(payload.unsubscribeUrl)),
  },
  ...(payload.replyTo === null ? {} : { replyTo: { name: '', address: payload.replyTo } }),
  ...(payload.inReplyTo === null
    ? {}
    : { inReplyTo: oneLine(payload.inReplyTo), references: oneLine(payload.inReplyTo) }),
  disableFileAccess: true,
  disableUrlAccess: true,
});

const badAddress = ({ from, to, replyTo }: EmailPayload): string | undefined =>
  [from.address, to.address, ...(replyTo === null ? [] : [replyTo])].find((address) => !addressPattern.test(address));

/** What nodemailer's error means for this one mail. A refused login or greeting is the operator's to mend, not its. */
const outcomeOf = (error: unknown): Outcome => {
  const { code, responseCode, permanent } = error as { code?: string; responseCode?: number; permanent?: boolean };
  const isAboutThisMail = (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== 530;
  const reason = oneLine(error instanceof Error ? error.message : 'unknown error').slice(0, 300);
  return permanent === true && isAboutThisMail ? { outcome: 'permanent', reason } : { outcome: 'retry', reason };
};

const smtpSender = (url: string) => {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    maxRequeues: 1,
    idleTimeout: 30_000,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: sendTimeoutMs,
  });
  return {
    deliver: async (message: Message) => {
      await transport.sendMail({ ...mailOf(message), signal: AbortSignal.timeout(sendTimeoutMs) });
    },
    close: () => transport.close(),
  };
};

const fileSender = (directory: string) => {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    deliver: async (message: Message) => {
      const { message: bytes } = await composer.sendMail(mailOf(message));
      const name = `${message.now.toISOString().replaceAll(':', '-')}_${message.id.replace(/[^\w-]/g, '-')}.eml`;
      await mkdir(directory, { recursive: true });
      const unfinished = join(directory, `.${randomUUID()}.part`);
      await writeFile(unfinished, bytes, { flush: true });
      await rename(unfinished, join(directory, name));
    },
    close: () => composer.close(),
  };
};

export const createEmailChannel = ({ mailUrl, dataDir }: EmailChannelOptions): Channel<'email'> => {
  const sender = mailUrl === null ? fileSender(join(dataDir, 'mail')) : smtpSender(mailUrl);
  return {
    name: 'email',
    async send(message) {
      const wrong = badAddress(message.payload);
      if (wrong !== undefined) return { outcome: 'permanent', reason: `not a mail address: ${oneLine(wrong)}` };
      try {
        await sender.deliver(message);
        return { outcome: 'sent' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
    close: () => sender.close(),
  };
};
