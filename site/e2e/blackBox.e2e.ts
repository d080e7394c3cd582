/**
 * From the outside: `npm start` on an empty database, the operator's commands, a shop's order, a carrier's webhooks, the
 * shopper's answer. Nothing here looks inside. On SQLite and on PostgreSQL.
 */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Deployment, deploy } from '../../server/testing/blackBox.ts';
import { type PostgresqlServer, startPostgresql } from '../../server/testing/postgresql.ts';
import { trackerEvent } from '../../server/testing/trackers.ts';
import { openWebhookSink, type WebhookSink } from '../../server/testing/webhookSink.ts';
import { readMails } from './mails.ts';
import { eventually } from './stage.ts';

const trackingNumber = '00340434161094042557';
const feedSecret = 'the secret that EasyPost signs with';
const customer = 'c-1';

const hoursAgo = (count: number): string => new Date(Date.now() - count * 3_600_000).toISOString();

const order = {
  number: '1001',
  placedAt: hoursAgo(72),
  currency: 'EUR',
  totalMinor: 2580,
  locale: 'de',
  customer: {
    id: customer,
    email: 'c1@example.com',
    name: 'Naomi Adler',
    timeZone: 'Europe/Berlin',
    promoConsent: true,
  },
  shippingAddress: { city: 'Köln', postalCode: '50667', countryCode: 'DE' },
  items: [{ id: 'i-1', productId: 'p-1', name: 'Espresso', quantity: 2, unitPriceMinor: 1290 }],
  shipments: [{ id: 's-1', carrier: 'DHL', trackingNumber, promisedOn: hoursAgo(0).slice(0, 10), itemIds: ['i-1'] }],
};

const scans = [
  ['pre_transit', 'label_created', hoursAgo(60)],
  ['in_transit', 'received_at_origin_facility', hoursAgo(50), 'Hamburg'],
  ['out_for_delivery', 'out_for_delivery', hoursAgo(3), 'Köln'],
  ['delivered', 'arrived_at_destination', hoursAgo(1), 'Köln'],
] as const;

interface Alert {
  readonly id: string;
  readonly status: string;
  readonly orderId: string;
}

describe.each(['sqlite', 'postgresql'])('black box on %s', (engine) => {
  let dataDir: string;
  let postgresql: PostgresqlServer | null = null;
  let sink: WebhookSink;
  let doorstep: Deployment;
  let key: string;
  let hook: string;
  let link: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'doorstep-black-box-'));
    if (engine === 'postgresql') postgresql = await startPostgresql();
    sink = await openWebhookSink();
    doorstep = await deploy({
      DATA_DIR: dataDir,
      LOG_LEVEL: 'trace',
      NODE_OPTIONS: `--import=${new URL('../../server/testing/rejectOnSignal.ts', import.meta.url)}`,
      ...(postgresql === null ? {} : { DATABASE_URL: postgresql.url }),
    });
    await doorstep.start();
  });
  afterAll(async () => {
    await doorstep?.kill();
    await sink?.close();
    await postgresql?.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const api = async <Answer>(path: string, method = 'GET', body?: unknown): Promise<Answer> => {
    const answer = await fetch(`${doorstep.origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  const decision = () =>
    api<{ allowed: boolean; reasons: { code: string }[] }>(`/promos/decision?customer=${customer}&product=p-2`);
  const openAlerts = async () => (await api<{ alerts: Alert[] }>('/alerts')).alerts;
  const scanned = async (count: number): Promise<Response> => {
    const body = JSON.stringify(trackerEvent(trackingNumber, scans.slice(0, count)));
    const signature = createHmac('sha256', feedSecret.normalize('NFKD')).update(body).digest('hex');
    return fetch(hook, { method: 'POST', headers: { 'x-hmac-signature': `hmac-sha256-hex=${signature}` }, body });
  };
  const answer = (score: number) =>
    fetch(link.replace('/t/', '/api/portal/t/').concat('/sentiment'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ shipmentId: 's-1', score, reasons: score < 3 ? ['damaged'] : [], comment: 'Zerbrochen.' }),
    });
  const statusOf = async () => (await api<{ shipment: { status: string } }>('/shipments/s-1')).shipment.status;

  test('ok: the operator sets up a brand, a key and a carrier beside the running server', async () => {
    const brand = ['--id', 'roestwerk', '--name', 'Röstwerk', '--origin', doorstep.origin];
    expect(await doorstep.doorstep('brand', 'add', ...brand, '--locale', 'de', '--timezone', 'Europe/Berlin')).toEqual({
      id: 'roestwerk',
      name: 'Röstwerk',
      origin: doorstep.origin,
    });
    ({ key } = await doorstep.doorstep<{ key: string }>('key', 'add', '--brand', 'roestwerk', '--name', 'test'));
    const feed = ['--brand', 'roestwerk', '--source', 'easypost', '--secret', feedSecret];
    ({ url: hook } = await doorstep.doorstep<{ url: string }>('connection', 'add', ...feed));
    expect(hook).toMatch(new RegExp(`^${doorstep.origin}/hooks/`));
  });

  test('ok: a shop’s order gets a link, and signed scans move it to delivered', async () => {
    const put = await api<{ link: string }>('/orders/1001', 'PUT', order);
    link = put.link;
    expect(link).toMatch(new RegExp(`^${doorstep.origin}/t/[\\w-]{48}$`));
    expect((await doorstep.doorstep<{ url: string }>('link', '--brand', 'roestwerk', '--order', '1001')).url).toBe(
      link,
    );
    for (let count = 1; count <= scans.length; count += 1) expect((await scanned(count)).status).toBe(200);
    expect(await statusOf()).toBe('delivered');
    expect(await (await fetch(link)).text()).toContain('<h1');
  });

  test('ok: one unhappy answer is one alert, one denial, one webhook and one mail', async () => {
    const { secret } = await api<{ secret: string }>('/webhooks/helpdesk', 'PUT', {
      url: sink.url,
      kinds: ['alert.opened'],
    });
    sink.useSecrets(secret);
    expect(await decision()).toEqual({ allowed: true, reasons: [] });

    expect((await answer(1)).status).toBe(200);
    const { allowed, reasons } = await decision();
    expect(allowed).toBe(false);
    expect(reasons.map(({ code }) => code)).toEqual(['negative_sentiment']);
    expect(await openAlerts()).toEqual([expect.objectContaining({ status: 'open', orderId: '1001' })]);

    const delivery = await sink.next();
    expect(delivery).toMatchObject({ genuine: true, body: { type: 'alert.opened' } });
    expect(sink.deliveries.length).toBe(1);
    const mails = await eventually(async () => {
      const written = await readMails(dataDir);
      expect(written.length).toBe(1);
      return written;
    });
    // Nobody is on the staff yet, and still somebody is told.
    expect(mails[0]?.to?.[0]?.address).toBe('support@127.0.0.1');
    expect(mails[0]?.text).toContain('Zerbrochen.');
  });

  test('ok: kill -9 loses nothing that was answered', async () => {
    await doorstep.kill();
    await doorstep.start();
    expect(await statusOf()).toBe('delivered');
    expect((await openAlerts()).length).toBe(1);
    expect((await decision()).allowed).toBe(false);
    // The carrier sends again what it does not know to be taken.
    expect((await scanned(scans.length)).status).toBe(200);
    expect(await statusOf()).toBe('delivered');
  });

  test('ok: a better answer lets promotions return', async () => {
    expect((await answer(5)).status).toBe(200);
    expect(await decision()).toEqual({ allowed: true, reasons: [] });
    expect((await readMails(dataDir)).length).toBe(1);
  });

  test('F37 a rejected promise is logged and counted, what is under way is answered, and the next start has it all', async () => {
    const pid = Number(/"rejectsOnSignal":(\d+)\}\n(?![\s\S]*"rejectsOnSignal")/.exec(doorstep.printed())?.[1]);
    const body = JSON.stringify({ shipmentId: 's-1', score: 4, reasons: [], comment: '' });
    const request = http.request(link.replace('/t/', '/api/portal/t/').concat('/sentiment'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
    });
    request.flushHeaders();
    // The server has the request and waits for its body.
    await once(request, 'continue');
    process.kill(pid, 'SIGUSR2');
    await eventually(() => {
      expect(doorstep.printed()).toMatch(/"level":60[^\n]*a mistake in the background[^\n]*"rejections":1/);
    });
    const answered = once(request, 'response');
    request.end(body);
    const [response] = await answered;
    expect(response.statusCode).toBe(200);
    response.resume();
    expect(await doorstep.ended()).toBe(1);

    await doorstep.start();
    expect((await fetch(`${doorstep.origin}/readyz`)).status).toBe(200);
    expect(await statusOf()).toBe('delivered');
    const { sentiment } = await api<{ sentiment: { score: number }[] }>(`/customers/${customer}`);
    expect(sentiment[0]?.score).toBe(4);
  });

  test('S36 ok: the link, the key and the secrets are absent from the log, at its most talkative', async () => {
    const log = doorstep.printed();
    expect(log).toContain('"route":"/t/[redacted]"');
    for (const secret of [new URL(link).pathname.slice(3), key, feedSecret, new URL(hook).pathname.slice(7)]) {
      expect(log).not.toContain(secret);
    }
    expect(log).not.toContain('c1@example.com');
  });

  test('F32 ok: SIGTERM lets it finish and ends with 0', async () => {
    const { code, tookMs } = await doorstep.stop('SIGTERM');
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(25_000);
    await expect(fetch(`${doorstep.origin}/healthz`)).rejects.toThrow('fetch failed');
  });
});
