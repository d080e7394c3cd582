/** UPS tells a story: the answer of its Track API with every activity so far, newest first. */
import type { ParcelScript, Saying, Teller } from '../../../kit/parcelScript.ts';
import { ourSecretHeader } from '../hookSecret.ts';

const codes: Readonly<Record<Saying, readonly [string, string, string]>> = {
  label: ['I', 'MP', 'Shipper created a label, UPS has not received the package yet.'],
  picked_up: ['I', 'PU', 'Package picked up.'],
  transit: ['I', 'DP', 'Departed from Facility'],
  customs: ['X', '6Q', 'The package is held in customs: required information is missing.'],
  out_for_delivery: ['I', 'OT', 'Out For Delivery Today'],
  attempt: ['X', '48', 'The receiver was not available for delivery. We will make another attempt.'],
  pickup: ['I', 'ZC', 'Your package is ready for pickup at the UPS Access Point.'],
  delivered: ['D', 'FS', 'Delivered'],
  returning: ['RS', 'RS', 'Returning to Sender'],
  lost: ['X', 'LL', 'The package cannot be located.'],
};

export const upsStories: Teller<ParcelScript> = {
  tell: (script) => ({
    body: JSON.stringify({
      trackResponse: {
        shipment: [
          {
            inquiryNumber: script.trackingNumber,
            package: [
              {
                trackingNumber: script.trackingNumber,
                deliveryDate: script.estimateOn === null ? [] : [{ type: 'SDD', date: digits(script.estimateOn) }],
                activity: script.steps
                  .map(({ says, at, city, countryCode }) => ({
                    date: digits(at.slice(0, 10)),
                    time: digits(at.slice(11, 19)),
                    ...(at.endsWith('Z') ? { gmtOffset: '+00:00' } : {}),
                    status: { type: codes[says][0], code: codes[says][1], description: codes[says][2] },
                    location: { address: { city, countryCode } },
                  }))
                  .toReversed(),
              },
            ],
          },
        ],
      },
    }),
    headers: {},
  }),
  sign: (message, secret) => ({ ...message, headers: { [ourSecretHeader]: secret } }),
};

const digits = (text: string): string => text.replace(/\D/g, '');
