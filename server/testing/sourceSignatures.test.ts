/** Rows S23, S24 and S25 of the proof over every source that its own tellers can sign for. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sources } from '../intake/sources.ts';
import { hours, minutes } from '../kit/clock.ts';
import type { ParcelScript, SubscriptionScript, Teller, ToldMessage } from '../kit/parcelScript.ts';
import { doorstepOrderStories } from '../orders/sources/doorstep/scenarios.ts';
import { shopifySubscriptionStories } from '../orders/sources/shopify/scenarios.ts';
import { woocommerceOrderStories } from '../orders/sources/woocommerce/scenarios.ts';
import { aftershipStories } from '../shipments/sources/aftership/scenarios.ts';
import { carrierStories } from '../shipments/sources/carriers/scenarios.ts';
import { dhlStories } from '../shipments/sources/dhl/scenarios.ts';
import { doorstepStories } from '../shipments/sources/doorstep/scenarios.ts';
import { easypostStories } from '../shipments/sources/easypost/scenarios.ts';
import { fedexStories } from '../shipments/sources/fedex/scenarios.ts';
import { karrioStories } from '../shipments/sources/karrio/scenarios.ts';
import { seventeentrackStories } from '../shipments/sources/seventeentrack/scenarios.ts';
import { shippoStories } from '../shipments/sources/shippo/scenarios.ts';
import { upsStories } from '../shipments/sources/ups/scenarios.ts';
import type { Delivery, Source, Verdict } from '../source.ts';
import { rechargeStories } from '../subscriptions/sources/recharge/scenarios.ts';

const receivedAt = new Date('2026-11-20T12:00:00Z');
const secret = 'a-secret-of-the-connection';

const parcel: ParcelScript = {
  orderId: '1001',
  shipmentId: 's-1',
  trackingNumber: 'JJD001',
  steps: [{ says: 'transit', at: '2026-11-18T09:30:00Z', city: 'Köln', countryCode: 'DE' }],
  estimateOn: null,
};
const subscription: SubscriptionScript = {
  id: '1',
  customerId: 'c-1',
  productId: 'p-1',
  status: 'active',
  createdAt: '2026-11-18T09:30:00Z',
  updatedAt: '2026-11-18T09:30:00Z',
};
const order = {
  orderId: '1001',
  placedAt: '2026-11-18T09:30:00Z',
  updatedAt: '2026-11-18T09:30:00Z',
  total: '1.00',
  cancelled: false,
  parcels: [],
};

interface Signer {
  readonly told: ToldMessage;
  sign(secret: string, at: Date): ToldMessage;
}
const signer = <Script>(teller: Teller<Script>, script: Script): Signer => {
  const told = teller.tell(script);
  return { told, sign: (with_, at) => ({ ...told, ...teller.sign(told, with_, at) }) };
};
const signers: Readonly<Record<string, Signer>> = {
  aftership: signer(aftershipStories, parcel),
  easypost: signer(easypostStories, parcel),
  shippo: signer(shippoStories, parcel),
  '17track': signer(seventeentrackStories, parcel),
  karrio: signer(karrioStories, parcel),
  dhl: signer(dhlStories, parcel),
  ups: signer(upsStories, parcel),
  fedex: signer(fedexStories, parcel),
  ...Object.fromEntries(Object.entries(carrierStories).map(([name, stories]) => [name, signer(stories, parcel)])),
  doorstep: signer(doorstepStories, parcel),
  shopify: signer(shopifySubscriptionStories, subscription),
  woocommerce: signer(woocommerceOrderStories, order),
  'doorstep-orders': signer(doorstepOrderStories, order),
  recharge: signer(rechargeStories, subscription),
};
/** These show the secret and sign nothing: the transport alone guards the body. */
const showing = new Set(['shippo', 'karrio', 'dhl', 'ups', ...Object.keys(carrierStories)]);
/** How old a signature may be, where it bears a time. */
const toleranceMs: Readonly<Record<string, number>> = {
  doorstep: minutes(5),
  'doorstep-orders': minutes(5),
  recharge: hours(48),
};

const named = (name: string): Source => {
  const found = sources.find((source) => source.name === name);
  if (found === undefined) throw new Error(`no source ${name}`);
  return found;
};
const verdict = (source: Source, message: ToldMessage, ...secrets: string[]): Verdict => {
  const { body, headers, url = '/hooks/c' } = message;
  const delivery: Delivery = { rawBody: Buffer.from(body), headers, url, receivedAt };
  return source.verify(delivery, secrets);
};
/** What proves the message: the headers that signing added, or the address. */
const proofs = ({ told }: Signer, signed: ToldMessage): string[] =>
  Object.keys(signed.headers).filter((name) => told.headers[name] !== signed.headers[name]);

const spoilt = (text: string): string[] => {
  const last = text.at(-2) === 'a' ? 'b' : 'a';
  return [`${text.slice(0, -2)}${last}${text.slice(-1)}`, text.slice(0, -3), `${text}00`, '', ' ', '€', 'not base64!'];
};

test('every source has its signer', () => {
  expect(Object.keys(signers).sort()).toEqual(sources.map(({ name }) => name).sort());
});

describe.each(Object.entries(signers))('%s', (name, own) => {
  const source = named(name);
  const signed = own.sign(secret, receivedAt);

  test('S23 refuses a proof one character off, of a wrong length, missing or not in its encoding', () => {
    expect(verdict(source, signed, secret)).toBe('genuine');
    for (const header of proofs(own, signed)) {
      for (const wrong of spoilt(signed.headers[header] ?? '')) {
        expect(verdict(source, { ...signed, headers: { ...signed.headers, [header]: wrong } }, secret)).toBe('forged');
      }
    }
    for (const wrong of signed.url === undefined ? [] : spoilt(signed.url)) {
      expect(verdict(source, { ...signed, url: wrong }, secret)).toBe('forged');
    }
    expect(verdict(source, own.told, secret)).toBe('forged');
    expect(verdict(source, { ...signed, headers: {}, url: '/hooks/c' }, secret)).toBe('forged');
    expect(verdict(source, signed)).toBe('forged');
    expect(verdict(source, own.sign('', receivedAt), '')).toBe('forged');
  });

  test.runIf(toleranceMs[name] !== undefined)('S24 refuses a replay past the time that its signature bears', () => {
    const tolerance = toleranceMs[name] ?? 0;
    const ago = (ms: number) => verdict(source, own.sign(secret, new Date(receivedAt.getTime() - ms)), secret);
    expect(ago(tolerance)).toBe('genuine');
    expect(ago(tolerance + minutes(1))).toBe('stale');
    expect(verdict(source, own.sign('x', new Date(0)), secret)).toBe('forged');
  });

  test.runIf(!showing.has(name))('S24 refuses a re-serialised body', () => {
    const body = JSON.stringify(JSON.parse(signed.body), null, 1);
    expect(verdict(source, { ...signed, body }, secret)).toBe('forged');
  });

  test('S24 ok: the same message again has the same key', () => {
    const { body, headers, url = '/hooks/c' } = signed;
    const key = (receivedAt: Date) => source.deduplicationKey({ rawBody: Buffer.from(body), headers, url, receivedAt });
    expect(key(receivedAt)).toBe(key(new Date(receivedAt.getTime() + hours(1))));
    expect(key(receivedAt).length).toBeLessThanOrEqual(200);
  });

  test('S25 ok: in the rotation window the old and the new secret are valid, a retired one is not', () => {
    const old = own.sign('the secret before', receivedAt);
    expect(verdict(source, old, secret, 'the secret before')).toBe('genuine');
    expect(verdict(source, signed, secret, 'the secret before')).toBe('genuine');
    expect(verdict(source, old, secret)).toBe('forged');
  });

  test('ok: a header that shows the secret is named, so that it is not kept', () => {
    const shown = Object.entries(signed.headers).filter(([, value]) => value === secret);
    for (const [header] of shown) expect(source.secretHeaders).toContain(header);
  });
});

interface Vector {
  readonly provider: string;
  readonly header: string;
  readonly secret: string;
  readonly body?: string;
  readonly timestamp?: number;
  readonly signature: string;
}
const vectors = new URL('../../../shared/data/vectors/provider_signatures.json', import.meta.url);
const computed: Vector[] = existsSync(vectors)
  ? JSON.parse(readFileSync(vectors, 'utf8')).vectors.filter(({ body }: Vector) => body !== undefined)
  : [];

describe.runIf(computed.length > 0)('computed vectors', () => {
  test.each(computed)('S23 ok: $provider', ({ provider, header, secret: key, body = '', timestamp, signature }) => {
    const at = timestamp === undefined ? receivedAt : new Date(timestamp * 1000);
    const [headerName = ''] = header.toLowerCase().split(' ');
    const delivery = { rawBody: Buffer.from(body), headers: { [headerName]: signature }, url: '/', receivedAt: at };
    const source = named(provider);
    expect(source.verify(delivery, [key])).toBe('genuine');
    expect(source.verify(delivery, [`${key}x`])).toBe('forged');
    if (timestamp !== undefined) {
      const later = new Date(at.getTime() + minutes(6));
      expect(source.verify({ ...delivery, receivedAt: later }, [key])).toBe('stale');
    }
  });
});
