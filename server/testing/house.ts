/**
 * The whole house on the engine of this test run, with a clock that the test moves and a log that it can read. Nobody
 * listens and no worker runs: requests go in through `app.request()`, each under the host of its brand.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { createApp } from '../app.ts';
import { addApiKey, addStaff, openSession, type Role } from '../auth/index.ts';
import { type Brand, putBrand } from '../brands/index.ts';
import { compose, type House, type Replacements } from '../compose.ts';
import { readConfig } from '../config.ts';
import { findCustomer } from '../customers/index.ts';
import { createDesk } from '../desk/index.ts';
import type { HttpEnv } from '../http/context.ts';
import { createLog } from '../http/requestLog.ts';
import { addConnection } from '../intake/index.ts';
import { createPageLive } from '../pageLive.ts';
import { type TestClock, testClock } from './workshop.ts';

export interface TestHouse {
  readonly house: House;
  readonly app: Hono<HttpEnv>;
  readonly clock: TestClock;
  /** Every line that was logged. */
  readonly logged: readonly string[];
  /** A brand of its own, with a key for everything. */
  addBrand(settings?: unknown): Promise<TestBrand>;
  close(): Promise<void>;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string or bytes go as they are, a form as a browser sends it, anything else as JSON. */
  readonly body?: unknown;
  /** Where the request comes from; an address of the brand's own unless given. */
  readonly address?: string;
}

/** An answer with its body read: parsed where it is JSON. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came back.
  readonly body: any;
}

export interface TestBrand {
  readonly brand: Brand;
  readonly id: string;
  readonly key: string;
  /** Any path on the brand's host, from an address of its own. */
  ask(path: string, asked?: Asked): Promise<Answered>;
  /** The merchant API: `api('PUT', 'orders/1001', {…})`. */
  api(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  addKey(scopes?: readonly string[]): Promise<string>;
  /** Signs a customer in without a code. @param id the merchant's. @returns the `cookie` header of that browser */
  signInShopper(id: string): Promise<string>;
  /** Hires somebody and signs them in at the desk. @returns the `cookie` header of that browser */
  signInStaff(role: Role): Promise<string>;
  /** To EasyPost, Shopify, or a carrier whose raw answers bear the secret in our header. */
  connect(source: string): Promise<Hook>;
  /** Puts an order with one shipment, `s-{id}`, unless changed. @returns its link and what the portal API is under */
  order(id: string, changes?: object): Promise<{ link: string; portal: string; page: string }>;
}

export interface Hook {
  readonly id: string;
  readonly secret: string;
  /** Signs and delivers. A string goes as it is. */
  deliver(payload: unknown, headers?: Readonly<Record<string, string>>, secret?: string): Promise<Answered>;
}

/** The least that an order needs. */
export const orderBody = (id: string, changes: object = {}) => ({
  number: id,
  placedAt: '2026-11-18T09:12:00Z',
  currency: 'EUR',
  totalMinor: 2580,
  customer: {
    id: `c-${id}`,
    email: `${id}@shopper.example`,
    name: 'Naomi Unverkennbar',
    phone: '+4915112345678',
    promoConsent: true,
  },
  shippingAddress: {
    name: 'Naomi Unverkennbar',
    line1: 'Geheimgasse 7',
    city: 'Köln',
    postalCode: '50667',
    countryCode: 'DE',
  },
  items: [{ id: 'i-1', productId: 'p-1', name: 'Espresso', quantity: 2, unitPriceMinor: 1290 }],
  shipments: [
    { id: `s-${id}`, carrier: 'DHL', trackingNumber: `JJD${id}`, promisedOn: '2026-11-24', itemIds: ['i-1'] },
  ],
  ...changes,
});

/** @param mailUrl where mail goes; default: into files */
export const openTestHouse = async ({
  mailUrl,
  ...replacements
}: Pick<Replacements, 'testCertificate'> & { readonly mailUrl?: string } = {}): Promise<TestHouse> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-house-'));
  const config = readConfig({
    DATABASE_URL: process.env.DATABASE_URL,
    DATA_DIR: dataDir,
    DOORSTEP_SECRET: 'the secret of these tests, long enough',
    ALLOW_LOOPBACK_TARGETS: '1',
    ...(mailUrl === undefined ? {} : { MAIL_URL: mailUrl }),
  });
  const logged: string[] = [];
  const log = createLog('debug', { write: (line: string) => void logged.push(line) });
  const clock = testClock();
  const house = await compose(config, { ...replacements, clock, log });
  const desk = createDesk(house);
  const live = createPageLive(house);
  const app = createApp(house, {
    routes: [desk.routes, live.routes],
    portalOf: (c) => ({ desk: desk.portalOf(c), demo: null }),
  });
  const addBrand = async (settings: unknown = {}): Promise<TestBrand> => {
    const id = `b-${randomUUID().slice(0, 13)}`;
    const brand = await house.perform((work) =>
      putBrand(work, { id, name: 'Rösterei', origin: `https://${id}.example`, timeZone: 'Europe/Berlin', settings }),
    );
    return testBrand({ house, app, brand });
  };
  return {
    house,
    app,
    clock,
    logged,
    addBrand,
    async close() {
      desk.close();
      live.close();
      await house.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

const testBrand = async ({
  house,
  app,
  brand,
}: {
  house: House;
  app: Hono<HttpEnv>;
  brand: Brand;
}): Promise<TestBrand> => {
  const { perform, sealer } = house;
  const addKey = async (scopes?: readonly string[]): Promise<string> =>
    (await perform((work) => addApiKey(work, { brandId: brand.id, name: 'Shop', scopes }))).key;
  const key = await addKey();
  addresses += 1;
  const ownAddress = `198.51.100.${addresses % 250}`;

  const ask = async (path: string, asked: Asked = {}): Promise<Answered> => {
    const { method = 'GET', headers = {}, body, address = ownAddress } = asked;
    const isJson = body !== undefined && !isSentAsItIs(body);
    const request = new Request(`http://${brand.host}${path}`, {
      method,
      headers: {
        host: brand.host,
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        // As a browser that carries a session would.
        ...('cookie' in headers ? { origin: brand.origin } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isSentAsItIs(body) ? body : JSON.stringify(body) }),
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    });
    // Limits count by address; nothing else of a socket is there.
    const answer = await app.request(request, undefined, { incoming: { socket: { remoteAddress: address } } });
    const text = await answer.text();
    const isJsonAnswer = text !== '' && /[/+]json/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, text, body: isJsonAnswer ? JSON.parse(text) : null };
  };
  const api: TestBrand['api'] = (method, path, body, headers = {}) =>
    ask(`/api/v1/${path}`, { method, body, headers: { authorization: `Bearer ${key}`, ...headers } });

  return {
    brand,
    id: brand.id,
    key,
    ask,
    api,
    addKey,
    signInShopper: (id) =>
      perform(async (work) => {
        const customer = await findCustomer(work.tx, brand.id, id);
        if (!customer) throw new Error(`no customer ${id}`);
        const session = { brandId: brand.id, audience: 'shopper', subjectId: customer.id, userAgent: 'test' } as const;
        const { token } = await openSession(work, session);
        return `__Host-doorstep-shopper=${token}`;
      }),
    signInStaff: (role) =>
      perform(async (work) => {
        const person = { email: `${randomUUID()}@example.com`, name: 'Mara Lindner', role, locale: 'en' };
        const { id: subjectId } = await addStaff(work, { brandId: brand.id, ...person });
        const { token } = await openSession(work, {
          brandId: brand.id,
          audience: 'staff',
          subjectId,
          userAgent: 'test',
        });
        return `__Host-doorstep-session=${token}`;
      }),
    async connect(source) {
      const { id, secret } = await perform((work) => addConnection(work, sealer, { brandId: brand.id, source }));
      return {
        id,
        secret,
        deliver: (payload, headers = {}, signedWith = secret) => {
          const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
          const signature = signatureOf(source, signedWith, body);
          return ask(`/hooks/${id}`, { method: 'POST', body, headers: { ...signature, ...headers } });
        },
      };
    },
    async order(id, changes = {}) {
      const answer = await api('PUT', `orders/${encodeURIComponent(id)}`, orderBody(id, changes));
      if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
      const link = new URL(answer.body.link).pathname.split('/').at(-1) ?? '';
      return { link, portal: `/api/portal/t/${link}`, page: `/t/${link}` };
    },
  };
};

let addresses = 0;

type SentAsItIs = string | Uint8Array<ArrayBuffer> | FormData | URLSearchParams | ReadableStream;
const isSentAsItIs = (body: unknown): body is SentAsItIs =>
  typeof body === 'string' ||
  [Uint8Array, FormData, URLSearchParams, ReadableStream].some((type) => body instanceof type);

/** As the sources sign, with what the tests always send along. */
export const signatureOf = (source: string, secret: string, body: string): Record<string, string> => {
  const mac = createHmac('sha256', secret.normalize('NFKD')).update(body);
  const proofs: Readonly<Record<string, () => Record<string, string>>> = {
    easypost: () => ({ 'x-hmac-signature': `hmac-sha256-hex=${mac.digest('hex')}` }),
    shopify: () => ({ 'x-shopify-hmac-sha256': mac.digest('base64') }),
  };
  return { 'content-type': 'application/json', ...(proofs[source]?.() ?? { 'x-doorstep-secret': secret }) };
};
