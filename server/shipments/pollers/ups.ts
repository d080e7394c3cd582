/** UPS's Track API, asked with a token for the client's id and secret. Their sandbox is another `baseUrl`. */
import { z } from 'zod';
import { fingerprint } from '../../kit/fingerprint.ts';
import { webAddress } from '../../kit/schemas.ts';
import { fetchToken } from './oauth.ts';
import { carrierKey, credentialOf, type Poller } from './poller.ts';

const credential = {
  clientId: z.string().min(1).max(500),
  clientSecret: z.string().min(1).max(500),
  perDay: z.int().min(1).optional(),
  baseUrl: webAddress.default('https://onlinetools.ups.com'),
};

export const upsPoller: Poller<z.infer<z.ZodObject<typeof credential>>> = {
  source: 'ups',
  isCarrier: (carrier) => /^(ups|unitedparcel)/.test(carrierKey(carrier)),
  ...credentialOf(credential),
  perDay: 2000,
  gapMs: 500,
  authorise: (outbound, { clientId, clientSecret, baseUrl }) => {
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const url = `${baseUrl.replace(/\/$/, '')}/security/v1/oauth/token`;
    return fetchToken(outbound, url, { authorization: `Basic ${basic}` }, { grant_type: 'client_credentials' });
  },
  ask: (trackingNumber, { baseUrl }, headers) => ({
    method: 'GET',
    url: `${baseUrl.replace(/\/$/, '')}/api/track/v1/details/${encodeURIComponent(trackingNumber)}?locale=en_US`,
    // UPS wants an id of every request for its own log; it tells nothing apart for us.
    headers: { ...headers, transid: fingerprint(trackingNumber).slice(0, 32), transactionsrc: 'doorstep' },
  }),
};
