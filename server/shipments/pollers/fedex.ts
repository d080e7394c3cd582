/** FedEx's Track API, asked with a token for the project's key and secret. Their sandbox is another `baseUrl`. */
import { z } from 'zod';
import { webAddress } from '../../kit/schemas.ts';
import { fetchToken } from './oauth.ts';
import { carrierKey, credentialOf, type Poller } from './poller.ts';

const credential = {
  clientId: z.string().min(1).max(500),
  clientSecret: z.string().min(1).max(500),
  perDay: z.int().min(1).optional(),
  baseUrl: webAddress.default('https://apis.fedex.com'),
};

export const fedexPoller: Poller<z.infer<z.ZodObject<typeof credential>>> = {
  source: 'fedex',
  isCarrier: (carrier) => /^(fedex|federalexpress)/.test(carrierKey(carrier)),
  ...credentialOf(credential),
  perDay: 2000,
  gapMs: 500,
  authorise: (outbound, { clientId, clientSecret, baseUrl }) =>
    fetchToken(
      outbound,
      `${baseUrl.replace(/\/$/, '')}/oauth/token`,
      {},
      { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
    ),
  ask: (trackingNumber, { baseUrl }, headers) => ({
    method: 'POST',
    url: `${baseUrl.replace(/\/$/, '')}/track/v1/trackingnumbers`,
    headers: { ...headers, 'content-type': 'application/json', 'x-locale': 'en_US' },
    body: JSON.stringify({
      includeDetailedScans: true,
      trackingInfo: [{ trackingNumberInfo: { trackingNumber } }],
    }),
  }),
};
