/** DHL's unified tracking, asked with an API key. A new app of theirs may ask 250 times a day, every five seconds. */
import { z } from 'zod';
import { hours, seconds } from '../../kit/clock.ts';
import { webAddress } from '../../kit/schemas.ts';
import { carrierKey, credentialOf, type Poller } from './poller.ts';

const credential = {
  apiKey: z.string().min(1).max(500),
  perDay: z.int().min(1).optional(),
  baseUrl: webAddress.default('https://api-eu.dhl.com'),
};

export const dhlPoller: Poller<z.infer<z.ZodObject<typeof credential>>> = {
  source: 'dhl',
  isCarrier: (carrier) => /^(dhl|deutschepost)/.test(carrierKey(carrier)),
  ...credentialOf(credential),
  perDay: 250,
  gapMs: seconds(5),
  authorise: async (_outbound, { apiKey }) => ({ headers: { 'dhl-api-key': apiKey }, validMs: hours(24) }),
  ask: (trackingNumber, { baseUrl }, headers) => {
    const query = new URLSearchParams({ trackingNumber, language: 'en' });
    return { method: 'GET', url: `${baseUrl.replace(/\/$/, '')}/track/shipments?${query}`, headers };
  },
};
