/**
 * A real SMTP server in the test's own process, on loopback. It keeps what it accepted, parsed; it can be told to refuse
 * at a stage, or to go down and come back on the same port.
 */
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { createArrivals } from './arrivals.ts';

export interface ReceivedMail {
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  readonly raw: string;
  readonly email: Email;
}

export interface SmtpSink {
  /** For `MAIL_URL`. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** The next mail not yet handed out, to this address where one is given. */
  next(to?: string, timeoutMs?: number): Promise<ReceivedMail>;
  /** Refuses once, at that stage and with that reply code. */
  refuseNext(stage: 'connect' | 'from' | 'to' | 'data', code: number): void;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

type Stage = Parameters<SmtpSink['refuseNext']>[0];

export const openSmtpSink = async (): Promise<SmtpSink> => {
  const arrivals = createArrivals<ReceivedMail>((mail) => `${mail.envelopeTo.join()}: ${mail.email.subject}`);
  const refusals: { stage: Stage; code: number }[] = [];
  const refusalAt = (stage: Stage): Error | null => {
    const at = refusals.findIndex((refusal) => refusal.stage === stage);
    const [refusal] = at < 0 ? [] : refusals.splice(at, 1);
    return refusal === undefined
      ? null
      : Object.assign(new Error('refused by the test'), { responseCode: refusal.code });
  };

  let server = createServer();
  const port = await listen(0);

  function createServer(): SMTPServer {
    const created = new SMTPServer({
      authOptional: true,
      disableReverseLookup: true,
      closeTimeout: 100,
      // Its certificate is self-signed, and a client that is offered STARTTLS rightly refuses that.
      disabledCommands: ['STARTTLS'],
      onConnect: (_, done) => done(refusalAt('connect')),
      onMailFrom: (_, __, done) => done(refusalAt('from')),
      onRcptTo: (_, __, done) => done(refusalAt('to')),
      onData: (stream, { envelope }, done) => {
        const { mailFrom, rcptTo } = envelope;
        const keep = async () => {
          const bytes = await buffer(stream);
          const refusal = refusalAt('data');
          if (refusal !== null) throw refusal;
          arrivals.add({
            envelopeFrom: mailFrom === false ? '' : mailFrom.address,
            envelopeTo: rcptTo.map((recipient) => recipient.address),
            raw: bytes.toString('utf8'),
            email: await PostalMime.parse(bytes),
          });
        };
        keep().then(() => done(null), done);
      },
    });
    created.on('error', () => undefined);
    return created;
  }

  function listen(onPort: number): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    const listener = server.listen(onPort, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
    return promise;
  }

  const goDown = (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    return promise;
  };

  return {
    url: `smtp://127.0.0.1:${port}`,
    mails: arrivals.all,
    next: (to, timeoutMs) => arrivals.next((mail) => to === undefined || mail.envelopeTo.includes(to), timeoutMs),
    refuseNext: (stage, code) => void refusals.push({ stage, code }),
    goDown,
    async comeBack() {
      server = createServer();
      await listen(port);
    },
    close: goDown,
  };
};
