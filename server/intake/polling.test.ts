/** Asking carriers: a real loopback carrier, the real store, a clock that the test moves. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connections, inboxMessages, pollQuotas, shipmentPolls, shipments } from '../../db/schema/index.ts';
import { getBrand, putBrand } from '../brands/index.ts';
import { days, hours, minutes } from '../kit/clock.ts';
import { createOutbound, type Outbound } from '../kit/outbound.ts';
import { createSealer } from '../kit/seal.ts';
import { putOrder } from '../orders/index.ts';
import { openWorkshop, type Workshop } from '../testing/workshop.ts';
import type { Count } from './inbox.ts';
import { addConnection, pollShipments } from './index.ts';
import type { RunTime } from './polling.ts';

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

let workshop: Workshop;
let carrier: Server;
let outbound: Outbound;
let asked: { method: string | undefined; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
let answer: (url: string) => Answer = () => ({ status: 404, body: {} });
let baseUrl = '';
let made = 0;
let brandId = '';
const sealer = createSealer('the secret of this deployment, long enough');

beforeAll(async () => {
  workshop = await openWorkshop();
  outbound = createOutbound({ allowLoopback: true });
  carrier = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = request.url ?? '';
    asked.push({ method: request.method, url, headers: request.headers, body: Buffer.concat(chunks).toString() });
    const { status, headers, body } = answer(url);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => carrier.listen(0, '127.0.0.1', resolve));
  const { port } = carrier.address() as AddressInfo;
  baseUrl = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  carrier.close();
  await outbound.close();
  await workshop.close();
});
beforeEach(async () => {
  made += 1;
  brandId = `b${made}`;
  asked = [];
  counted = [];
  workshop.clock.set('2026-11-20T09:00:00Z');
  await workshop.perform((work) => putBrand(work, { id: brandId, name: 'B', origin: `https://${brandId}.example` }));
});
/** The job looks after every brand: the next test's must be the only one with a connection. */
afterEach(() =>
  workshop.perform((work) =>
    work.tx.update(connections).set({ disabledAt: work.now }).where(isNull(connections.disabledAt)),
  ),
);

const connect = (source: string, credential: object) =>
  workshop.perform((work) => addConnection(work, sealer, { brandId, source, secret: JSON.stringify(credential) }));
const connectDhl = (more: object = {}) => connect('dhl', { apiKey: 'k-1', baseUrl, ...more });
const order = (carrierName: string, ...numbers: string[]) =>
  workshop.perform((work) =>
    putOrder(
      work,
      brandId,
      '1001',
      {
        number: '1001',
        placedAt: workshop.clock(),
        currency: 'EUR',
        totalMinor: 1,
        customer: { id: 'c-1' },
        items: [],
        shipments: numbers.map((trackingNumber) => ({
          id: `s-${trackingNumber}`,
          trackingNumber,
          carrier: carrierName,
        })),
      },
      'api',
    ),
  );

let counted: string[] = [];
/** Passes only while a run waits, or a slow carrier lets it. */
let passedMs = 0;
const time: RunTime = {
  nowMs: () => passedMs,
  wait: async (ms) => {
    passedMs += ms;
    return true;
  },
};

const job = () => {
  const stumbled = (error: unknown) => {
    throw error;
  };
  const count: Count = (...what) => counted.push(what.join(' '));
  const one = pollShipments({ outbound, sealer, count, stumbled, time });
  const tools = { store: workshop.store, perform: workshop.perform, clock: workshop.clock };
  return { run: () => one.run({ ...tools, signal: new AbortController().signal }) };
};
const statusOf = async (number: string) => {
  const [row] = await workshop.store.read((reader) =>
    reader
      .select()
      .from(shipments)
      .where(and(eq(shipments.brandId, brandId), eq(shipments.externalId, `s-${number}`))),
  );
  return row?.status;
};
const polls = () =>
  workshop.store.read((reader) => reader.select().from(shipmentPolls).where(eq(shipmentPolls.brandId, brandId)));
const quota = async () => {
  const [row] = await workshop.store.read((reader) =>
    reader.select().from(pollQuotas).where(eq(pollQuotas.brandId, brandId)),
  );
  return row;
};
const inbox = () =>
  workshop.store.read((reader) => reader.select().from(inboxMessages).where(eq(inboxMessages.brandId, brandId)));

const dhlAnswer = (number: string, statusCode: string, description: string): Answer => ({
  status: 200,
  body: {
    shipments: [
      {
        id: number,
        service: 'parcel-de',
        status: { timestamp: '2026-11-20T07:45:00', statusCode, status: statusCode, description },
      },
    ],
  },
});
const numberIn = (url: string) => new URL(url, baseUrl).searchParams.get('trackingNumber') ?? '';
const askedHere = () => asked.filter(({ url }) => url !== '');

describe('DHL', () => {
  test('ok: is asked with its key about what is its own, and the answer moves the shipment', async () => {
    await connectDhl();
    await order('DHL Paket', 'D1', 'D2');
    await workshop.perform((work) =>
      putOrder(
        work,
        brandId,
        '1002',
        {
          number: '1002',
          placedAt: workshop.clock(),
          currency: 'EUR',
          totalMinor: 1,
          customer: { id: 'c-1' },
          items: [],
          shipments: [{ id: 's-H1', trackingNumber: 'H1', carrier: 'Hermes' }],
        },
        'api',
      ),
    );
    answer = (url) => dhlAnswer(numberIn(url), 'transit', 'Die Sendung wurde in das Zustellfahrzeug geladen.');
    expect(await job().run()).toBe(2);
    expect(asked.map(({ url }) => numberIn(url)).sort()).toEqual(['D1', 'D2']);
    expect(asked[0]).toMatchObject({ method: 'GET', headers: { 'dhl-api-key': 'k-1' } });
    expect(await statusOf('D1')).toBe('out_for_delivery');
    expect(await inbox()).toMatchObject([{ outcome: 'understood', source: 'dhl' }, { outcome: 'understood' }]);
  });

  test('ok: is asked again when it is time, and the same answer is kept once', async () => {
    await connectDhl();
    await order('DHL', 'D3');
    answer = (url) => dhlAnswer(numberIn(url), 'transit', 'unterwegs');
    const { run } = job();
    await run();
    workshop.clock.advance(minutes(14));
    await run();
    expect(asked).toHaveLength(1);
    workshop.clock.advance(minutes(1));
    await run();
    expect(asked).toHaveLength(2);
    expect(await inbox()).toHaveLength(1);
    expect(await polls()).toMatchObject([{ failures: 0, lastOutcome: 'duplicate' }]);
    expect(counted).toEqual(['delivery dhl understood', 'delivery dhl duplicate']);
  });

  test('ok: a day that is named again after another is the one that counts', async () => {
    await connectDhl();
    await order('DHL', 'D4');
    const { run } = job();
    const told: (string | null | undefined)[] = [];
    for (const day of ['2026-11-24', '2026-11-25', '2026-11-24']) {
      const { status, body } = dhlAnswer('D4', 'transit', 'unterwegs') as {
        status: number;
        body: { shipments: object[] };
      };
      answer = () => ({
        status,
        body: { shipments: body.shipments.map((one) => ({ ...one, estimatedTimeOfDelivery: day })) },
      });
      await run();
      workshop.clock.advance(minutes(15));
      const [row] = await workshop.store.read((reader) =>
        reader.select().from(shipments).where(eq(shipments.brandId, brandId)),
      );
      told.push(row?.estimateOn);
    }
    expect(told).toEqual(['2026-11-24', '2026-11-25', '2026-11-24']);
  });

  test.each([
    ['info_received', 'pre-transit', 'Die Auftragsdaten wurden übermittelt.'],
    ['in_transit', 'transit', 'unterwegs'],
    ['out_for_delivery', 'transit', 'Die Sendung wurde in das Zustellfahrzeug geladen.'],
  ])('F40 ok: of a push that never came the news is there within 15 minutes, from %s', async (status, ...said) => {
    await connectDhl();
    await order('DHL', 'H2');
    answer = (url) => dhlAnswer(numberIn(url), ...said);
    const { run } = job();
    await run();
    expect(await statusOf('H2')).toBe(status);
    answer = (url) => dhlAnswer(numberIn(url), 'delivered', 'zugestellt');
    for (let minute = 1; minute <= 15; minute += 1) {
      workshop.clock.advance(minutes(1));
      await run();
    }
    expect(await statusOf('H2')).toBe('delivered');
    expect(asked).toHaveLength(2);
  });

  test.each([
    [120, minutes(15)],
    // A tenth is left for what comes during the day.
    [32, minutes(50)],
    [1, hours(2)],
  ])('F40 ok: an account that allows fewer questions is shared: %i a day and parcel', async (each, apartMs) => {
    await connectDhl({ perDay: each * 4 });
    await order('DHL', 'Q1', 'Q2', 'Q3', 'Q4');
    answer = (url) => dhlAnswer(numberIn(url), 'transit', 'unterwegs');
    const { run } = job();
    await run();
    const [first] = await polls();
    expect((first?.nextAt.getTime() ?? 0) - workshop.clock().getTime()).toBe(apartMs);
  });

  test('ok: a code in an answer that nobody knows is counted like one that was pushed', async () => {
    await connectDhl();
    await order('DHL', 'D10');
    answer = (url) => dhlAnswer(numberIn(url), 'teleported', 'beamed up');
    await job().run();
    expect(counted).toEqual(['delivery dhl understood', 'unmapped_code dhl teleported']);
  });

  test('ok: a number that it does not know is asked about less and less', async () => {
    await connectDhl();
    await order('DHL', 'D4');
    answer = () => ({ status: 404, body: { title: 'No result found', status: 404 } });
    const { run } = job();
    await run();
    expect(await polls()).toMatchObject([{ failures: 1, nextAt: new Date('2026-11-20T21:00:00Z') }]);
    workshop.clock.advance(hours(12));
    await run();
    expect(await polls()).toMatchObject([{ failures: 2, nextAt: new Date('2026-11-21T21:00:00Z') }]);
    expect(await inbox()).toEqual([]);
    expect((await quota())?.pausedUntil).toBeNull();
  });

  test('ok: what has arrived, or is two months old, or was silent for one, is asked about no more', async () => {
    await connectDhl();
    await order('DHL', 'D5');
    answer = (url) => dhlAnswer(numberIn(url), 'transit', 'unterwegs');
    const { run } = job();
    await run();
    workshop.clock.advance(days(31));
    await run();
    expect(asked).toHaveLength(1);
    await order('DHL', 'D6');
    answer = (url) => dhlAnswer(numberIn(url), 'delivered', 'zugestellt');
    await run();
    expect(await statusOf('D6')).toBe('delivered');
    workshop.clock.advance(days(1));
    await run();
    expect(asked).toHaveLength(2);
    await order('DHL', 'D7');
    workshop.clock.advance(days(61));
    await run();
    expect(asked).toHaveLength(2);
  });

  test('refuses to go on when told to wait: 429 stops the run and pauses the connection as long as it says', async () => {
    await connectDhl();
    await order('DHL', 'D8', 'D9');
    answer = () => ({ status: 429, headers: { 'retry-after': '1800' }, body: {} });
    const { run } = job();
    expect(await run()).toBe(1);
    expect(await quota()).toMatchObject({ pausedUntil: new Date('2026-11-20T09:30:00Z'), failures: 1, requests: 1 });
    workshop.clock.advance(minutes(29));
    expect(await run()).toBe(0);
    answer = (url) => dhlAnswer(numberIn(url), 'transit', 'unterwegs');
    workshop.clock.advance(minutes(1));
    expect(await run()).toBe(2);
    expect(await quota()).toMatchObject({ pausedUntil: null, failures: 0, requests: 3 });
  });

  test.each([401, 403, 500, 503])('refuses to hammer: after %s the pauses grow', async (status) => {
    await connectDhl();
    await order('DHL', `E${status}`);
    answer = () => ({ status, body: {} });
    const { run } = job();
    const pauses: number[] = [];
    for (let failed = 0; failed < 3; failed++) {
      await run();
      const until = (await quota())?.pausedUntil?.getTime() ?? 0;
      pauses.push((until - workshop.clock().getTime()) / minutes(1));
      workshop.clock.advance(until - workshop.clock().getTime());
    }
    expect(pauses).toEqual([2, 4, 8]);
    expect(await polls()).toEqual([]);
  });

  test('refuses to ask more in a day than the account allows', async () => {
    await connectDhl({ perDay: 3 });
    await order('DHL', 'F1', 'F2', 'F3', 'F4', 'F5');
    answer = (url) => dhlAnswer(numberIn(url), 'transit', 'unterwegs');
    const { run } = job();
    // Two fit into a run.
    expect([await run(), await run(), await run()]).toEqual([2, 1, 0]);
    workshop.clock.advance(hours(3));
    expect(await run()).toBe(0);
    workshop.clock.set('2026-11-21T00:00:00Z');
    expect([await run(), await run(), await run()]).toEqual([2, 1, 0]);
  });

  test('refuses an answer that is too large, as a fault of the connection', async () => {
    await connectDhl();
    await order('DHL', 'G1');
    answer = () => ({ status: 200, body: { shipments: 'x'.repeat(1_000_001) } });
    await job().run();
    expect(await quota()).toMatchObject({ failures: 1, lastReason: expect.stringContaining('too_large') });
    expect(await inbox()).toEqual([]);
  });

  test('refuses to ask with a secret that is only for pushes', async () => {
    await workshop.perform((work) =>
      addConnection(work, sealer, { brandId, source: 'dhl', secret: 'only for pushes' }),
    );
    await order('DHL', 'G2');
    expect(await job().run()).toBe(0);
    expect(askedHere()).toEqual([]);
  });
});

describe('UPS and FedEx', () => {
  const token = { status: 200, body: { access_token: 't-1', expires_in: '3600' } };
  const ups = (url: string): Answer =>
    url.startsWith('/security')
      ? token
      : {
          status: 200,
          body: {
            trackResponse: {
              shipment: [
                {
                  package: [
                    {
                      trackingNumber: url.split('/').at(-1)?.split('?')[0],
                      activity: [
                        {
                          date: '20261120',
                          time: '031500',
                          status: { type: 'I', code: 'DP', description: 'Departed' },
                        },
                      ],
                    },
                  ],
                },
              ],
            },
          },
        };

  test('ok: UPS is asked with a token that serves until it ends', async () => {
    await connect('ups', { clientId: 'id', clientSecret: 'se:cret', baseUrl });
    await order('UPS', '1Z1', '1Z2');
    answer = ups;
    const { run } = job();
    expect(await run()).toBe(2);
    expect(asked.map(({ url }) => url.split('?')[0])).toEqual([
      '/security/v1/oauth/token',
      '/api/track/v1/details/1Z1',
      '/api/track/v1/details/1Z2',
    ]);
    expect(asked[0]).toMatchObject({
      body: 'grant_type=client_credentials',
      headers: { authorization: `Basic ${Buffer.from('id:se:cret').toString('base64')}` },
    });
    expect(asked[1]).toMatchObject({ headers: { authorization: 'Bearer t-1', transactionsrc: 'doorstep' } });
    expect(await statusOf('1Z2')).toBe('in_transit');
    workshop.clock.advance(hours(3));
    await run();
    expect(asked.filter(({ url }) => url.includes('oauth'))).toHaveLength(1);
  });

  test('ok: FedEx is asked by POST', async () => {
    await connect('fedex', { clientId: 'id', clientSecret: 'secret', baseUrl });
    await order('FedEx Ground', '777');
    answer = (url) =>
      url === '/oauth/token'
        ? token
        : {
            status: 200,
            body: {
              output: {
                completeTrackResults: [
                  {
                    trackingNumber: '777',
                    trackResults: [{ scanEvents: [{ date: '2026-11-20T03:00:00-05:00', eventType: 'OD' }] }],
                  },
                ],
              },
            },
          };
    await job().run();
    expect(asked[1]).toMatchObject({
      method: 'POST',
      url: '/track/v1/trackingnumbers',
      headers: { authorization: 'Bearer t-1' },
    });
    expect(JSON.parse(asked[1]?.body ?? '')).toMatchObject({
      trackingInfo: [{ trackingNumberInfo: { trackingNumber: '777' } }],
    });
    expect(await statusOf('777')).toBe('out_for_delivery');
  });

  test('refuses to ask without a token, and tries for one later', async () => {
    await connect('ups', { clientId: 'id', clientSecret: 'wrong', baseUrl });
    await order('UPS', '1Z3');
    answer = () => ({ status: 401, body: {} });
    await job().run();
    expect(asked).toHaveLength(1);
    expect(await quota()).toMatchObject({ failures: 1, lastReason: 'token: answered 401' });
  });

  test('ok: a token that was refused is thrown away', async () => {
    await connect('ups', { clientId: 'id', clientSecret: 'secret', baseUrl });
    await order('UPS', '1Z4');
    answer = (url) => (url.startsWith('/security') ? token : { status: 401, body: {} });
    const { run } = job();
    await run();
    workshop.clock.advance(hours(1));
    answer = ups;
    await run();
    expect(asked.filter(({ url }) => url.includes('oauth'))).toHaveLength(2);
    expect(await statusOf('1Z4')).toBe('in_transit');
    expect((await workshop.store.read((reader) => getBrand(reader, brandId))).id).toBe(brandId);
  });
});

describe('several connections', () => {
  const gapMs = 5_000;

  test('ok: take turns, and together take no longer than one may alone', async () => {
    const brands: string[] = [];
    for (let at = 0; at < 5; at += 1) {
      brandId = `turns-${made}-${at}`;
      brands.push(brandId);
      const origin = `https://${brandId}.example`;
      await workshop.perform((work) => putBrand(work, { id: brandId, name: 'B', origin }));
      await connectDhl({ apiKey: brandId });
      await order('DHL', 'T1', 'T2', 'T3', 'T4', 'T5');
    }
    // A carrier that takes two seconds for each answer.
    answer = (url) => {
      passedMs += 2_000;
      return dhlAnswer(numberIn(url), 'transit', 'unterwegs');
    };
    const { run } = job();
    const begunMs = passedMs;
    expect(await run()).toBe(5);
    const keys = () => asked.map(({ headers }) => headers['dhl-api-key']);
    expect(keys().toSorted()).toEqual(brands);
    expect(passedMs - begunMs).toBeLessThanOrEqual(10_000 + gapMs);

    // Who was not asked for longest is first in the next minute, and nobody is asked more often than its carrier allows.
    answer = (url) => {
      passedMs += 6_000;
      return dhlAnswer(numberIn(url), 'transit', 'unterwegs');
    };
    asked = [];
    await run();
    expect(keys()).toEqual(brands.slice(0, 2));
    asked = [];
    await run();
    expect(keys()).toEqual(brands.slice(2, 4));
  });

  test('ok: a connection waits for its own carrier only', async () => {
    await connectDhl();
    await connect('ups', { clientId: 'id', clientSecret: 'secret', baseUrl });
    await order('DHL', 'V1', 'V2', 'V3');
    await workshop.perform((work) =>
      putOrder(
        work,
        brandId,
        '1002',
        {
          number: '1002',
          placedAt: workshop.clock(),
          currency: 'EUR',
          totalMinor: 1,
          customer: { id: 'c-1' },
          items: [],
          shipments: ['1Z1', '1Z2', '1Z3'].map((number) => ({ id: number, trackingNumber: number, carrier: 'UPS' })),
        },
        'api',
      ),
    );
    answer = (url) =>
      url.startsWith('/security') ? { status: 200, body: { access_token: 't' } } : { status: 404, body: {} };
    expect(await job().run()).toBe(5);
    const questions = asked.map(({ url }) => url).filter((url) => !url.startsWith('/security'));
    const names = questions.map((url) => (url.startsWith('/track') ? 'DHL' : 'UPS'));
    expect(names).toEqual(['DHL', 'UPS', 'UPS', 'UPS', 'DHL']);
  });
});
