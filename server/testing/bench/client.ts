/** The client: loads one URL for some seconds with autocannon, and counts nothing as served that was not answered right. */
import { createHmac, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import type { Hook } from './servers.ts';

export interface Load {
  readonly url: string;
  /** What every answer has to hold. */
  readonly expect: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends signed deliveries instead, each of them news of one of the parcels. */
  readonly deliveries?: Hook;
  readonly connections: number;
  readonly seconds: number;
}

export interface Measured {
  readonly perSecond: number;
  readonly total: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

interface CannonRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface CannonOptions extends CannonRequest {
  readonly url: string;
  readonly connections: number;
  readonly duration: number;
  readonly requests?: readonly { readonly setupRequest: (request: CannonRequest) => CannonRequest }[];
  readonly verifyBody?: (body: Buffer | string) => boolean;
}

interface CannonResult {
  readonly requests: { readonly average: number; readonly total: number };
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly non2xx: number;
  readonly errors: number;
  readonly mismatches: number;
}

// The package brings no types; these are the parts of its documented interface that are used here.
const autocannon = createRequire(import.meta.url)('autocannon') as (options: CannonOptions) => Promise<CannonResult>;

/** Measures whatever the parent sends, one load after the other. */
export const listenForLoads = (): void => {
  process.on('message', (message: Load | 'end') => {
    if (message === 'end') process.exit(0);
    const answer = (value: Measured | { readonly failure: string }): void => void process.send?.(value);
    measure(message).then(answer, (error: unknown) => answer({ failure: String(error) }));
  });
};

const measure = async ({ url, expect, headers, deliveries, connections, seconds }: Load): Promise<Measured> => {
  // A compressed answer cannot be read here; its status still counts.
  const readable = headers?.['accept-encoding'] === undefined;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    ...(headers ? { headers } : {}),
    ...(readable ? { verifyBody: (body: Buffer | string) => String(body).includes(expect) } : {}),
    ...(deliveries ? { requests: [{ setupRequest: deliveriesFor(deliveries) }] } : {}),
  });
  const { non2xx, errors, mismatches } = result;
  if (non2xx + errors + mismatches > 0)
    throw new Error(
      `${url.replace(/\/t\/.*/, '/t/…')}: ${non2xx} not 2xx, ${errors} broke off, ${mismatches} answered wrongly`,
    );
  const { requests, latency } = result;
  return { perSecond: requests.average, total: requests.total, p50Ms: latency.p50, p99Ms: latency.p99 };
};

const scansMax = 6;
const cities = ['Köln', 'Hagen', 'Hannover', 'Berlin', 'Leipzig'];
/** How many deliveries each parcel has had; kept from round to round, so that every delivery is news. */
const told = new Map<string, number>();

/** Like EasyPost, each delivery repeats the scans before it and adds one. */
const deliveriesFor = ({ secret, trackingNumbers }: Hook) => {
  let at = 0;
  return (request: CannonRequest): CannonRequest => {
    const trackingNumber = trackingNumbers[at++ % trackingNumbers.length] ?? '';
    const count = (told.get(trackingNumber) ?? 0) + 1;
    told.set(trackingNumber, count);
    const body = JSON.stringify(trackerUpdated(trackingNumber, count));
    const signature = createHmac('sha256', secret.normalize('NFKD')).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-hmac-signature': `hmac-sha256-hex=${signature}` };
    return { ...request, method: 'POST', headers, body };
  };
};

const trackerUpdated = (trackingNumber: string, count: number) => {
  const first = Math.max(0, count - scansMax);
  return {
    id: `evt_${randomUUID().replaceAll('-', '')}`,
    object: 'Event',
    description: 'tracker.updated',
    result: {
      id: `trk_${trackingNumber}`,
      object: 'Tracker',
      tracking_code: trackingNumber,
      carrier: 'DHLGermany',
      status: 'in_transit',
      status_detail: 'arrived_at_facility',
      tracking_details: Array.from({ length: count - first }, (_, more) => ({
        object: 'TrackingDetail',
        status: 'in_transit',
        status_detail: 'arrived_at_facility',
        message: 'Im Paketzentrum bearbeitet',
        datetime: new Date(Date.UTC(2026, 10, 1) + (first + more) * 60_000).toISOString(),
        tracking_location: { city: cities[(first + more) % cities.length], state: null, country: 'DE', zip: '50667' },
      })),
    },
  };
};
