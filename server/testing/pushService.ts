/**
 * A push service on loopback, over TLS with a certificate that only the test believes: it hands out subscriptions, opens
 * what is sent to them as the browser would, and answers as the test says (201 unless told).
 */
import { once } from 'node:events';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Arrivals, createArrivals } from './arrivals.ts';
import { selfSigned } from './selfSigned.ts';
import { createReceiver, type Receiver, readVapid, type Vapid } from './webPushReceiver.ts';

export interface PushDelivery {
  readonly endpoint: string;
  readonly headers: IncomingHttpHeaders;
  readonly vapid: Vapid;
  readonly sealedBytes: number;
  /** What the browser's worker would read. */
  readonly text: string;
}

export interface PushAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface TestSubscription {
  readonly endpoint: string;
  readonly keys: Receiver['keys'];
}

export interface PushService extends Pick<Arrivals<PushDelivery>, 'next'> {
  readonly origin: string;
  /** To be believed: `createOutbound({ testCertificate })`. */
  readonly certificate: string;
  readonly key: string;
  readonly deliveries: readonly PushDelivery[];
  subscribe(): TestSubscription;
  /** To every delivery from now on; `silence` never answers. */
  answer(answer: PushAnswer | 'silence'): void;
  close(): Promise<void>;
}

/** @param other whose certificate it shares, so that one that is believed is enough */
export const openPushService = async (other?: Pick<PushService, 'certificate' | 'key'>): Promise<PushService> => {
  const { key, cert } = other ? { key: other.key, cert: other.certificate } : selfSigned();
  const receivers = new Map<string, Receiver>();
  const arrivals = createArrivals<PushDelivery>(({ endpoint }) => endpoint);
  let answering: PushAnswer | 'silence' = { status: 201 };
  const server = createServer({ key, cert }, async (request, response) => {
    const sealed = await buffer(request);
    const receiver = receivers.get(request.url ?? '');
    if (!receiver) {
      response.writeHead(404).end();
      return;
    }
    arrivals.add({
      endpoint: origin + request.url,
      headers: request.headers,
      vapid: readVapid(request.headers.authorization ?? ''),
      sealedBytes: sealed.length,
      text: receiver.open(sealed),
    });
    if (answering === 'silence') return;
    response.writeHead(answering.status, answering.headers).end(answering.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `https://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    certificate: cert,
    key,
    deliveries: arrivals.all,
    next: arrivals.next,
    subscribe() {
      const receiver = createReceiver();
      const path = `/push/${receivers.size + 1}`;
      receivers.set(path, receiver);
      return { endpoint: origin + path, keys: receiver.keys };
    },
    answer: (answer) => {
      answering = answer;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};
