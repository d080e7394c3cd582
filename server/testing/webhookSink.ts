/**
 * A loopback HTTP server that receives our webhooks as a merchant would: it verifies Standard Webhooks with the official
 * library, keeps every delivery, and answers as the test tells it to (204 unless told, 401 when forged).
 */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { createArrivals } from './arrivals.ts';

export interface WebhookDelivery {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The `webhook-id`, the same at each try of one message. */
  readonly id: string;
  readonly rawBody: string;
  /** The body parsed, or null where it is no JSON. */
  readonly body: { readonly type?: string; readonly timestamp?: string; readonly data?: unknown } | null;
  /** By each secret of the sink; null while it has none (a Slack URL, say). */
  readonly genuine: boolean | null;
  readonly answered: number;
}

export interface SinkAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface WebhookSink {
  readonly url: string;
  readonly deliveries: readonly WebhookDelivery[];
  /** Any of them makes a delivery genuine. */
  useSecrets(...secrets: readonly string[]): void;
  /** The answers to the next deliveries, one each. */
  answerNext(...answers: readonly SinkAnswer[]): void;
  /** The answer to every delivery for which none is queued. */
  answerAlways(answer: SinkAnswer): void;
  next(fits?: (delivery: WebhookDelivery) => boolean, timeoutMs?: number): Promise<WebhookDelivery>;
  close(): Promise<void>;
}

const isGenuine = (secret: string, rawBody: string, headers: IncomingHttpHeaders): boolean => {
  try {
    new Webhook(secret).verify(rawBody, headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
};

const parsed = (rawBody: string): WebhookDelivery['body'] => {
  try {
    return JSON.parse(rawBody);
  } catch {
    return null;
  }
};

export const openWebhookSink = async (): Promise<WebhookSink> => {
  const arrivals = createArrivals<WebhookDelivery>((one) => `${one.body?.type ?? one.rawBody} → ${one.answered}`);
  const queued: SinkAnswer[] = [];
  let usual: SinkAnswer = { status: 204 };
  let secrets: readonly string[] = [];

  const server = createServer(async (incoming, outgoing) => {
    const rawBody = await text(incoming);
    const { headers } = incoming;
    const genuine = secrets.length === 0 ? null : secrets.some((secret) => isGenuine(secret, rawBody, headers));
    const answer = genuine === false ? { status: 401 } : (queued.shift() ?? usual);
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    arrivals.add({
      path: incoming.url ?? '',
      headers,
      id: String(headers['webhook-id'] ?? ''),
      rawBody,
      body: parsed(rawBody),
      genuine,
      answered: answer.status,
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`,
    deliveries: arrivals.all,
    useSecrets: (...used) => {
      secrets = used;
    },
    answerNext: (...answers) => void queued.push(...answers),
    answerAlways: (answer) => {
      usual = answer;
    },
    next: arrivals.next,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
