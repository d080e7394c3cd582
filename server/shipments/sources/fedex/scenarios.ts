/** FedEx tells a story: the answer of its Track API with every scan so far, newest first. */
import { createHmac } from 'node:crypto';
import { lastStep, type ParcelScript, type Saying, type Teller } from '../../../kit/parcelScript.ts';

const codes: Readonly<Record<Saying, readonly [string, string]>> = {
  label: ['OC', ''],
  picked_up: ['PU', ''],
  transit: ['DP', ''],
  customs: ['CD', 'Clearance delay - Import'],
  out_for_delivery: ['OD', ''],
  attempt: ['DE', 'Customer not available or business closed'],
  pickup: ['HP', 'Package available for pickup at: DOMPLATZ 1'],
  delivered: ['DL', ''],
  returning: ['RS', 'Returning to shipper'],
  lost: ['SE', 'Package cannot be located'],
};

export const fedexStories: Teller<ParcelScript> = {
  tell: (script) => ({
    body: JSON.stringify({
      transactionId: 'f0',
      output: {
        completeTrackResults: [
          {
            trackingNumber: script.trackingNumber,
            trackResults: [
              {
                latestStatusDetail: {
                  code: codes[lastStep(script).says][0],
                  derivedCode: codes[lastStep(script).says][0],
                  ancillaryDetails: [{ reasonDescription: codes[lastStep(script).says][1] }],
                },
                dateAndTimes:
                  script.estimateOn === null
                    ? []
                    : [{ type: 'ESTIMATED_DELIVERY', dateTime: `${script.estimateOn}T00:00:00+01:00` }],
                estimatedDeliveryTimeWindow: { window: {} },
                scanEvents: script.steps
                  .map(({ says, at, city, countryCode }) => ({
                    date: at,
                    eventType: codes[says][0],
                    exceptionDescription: codes[says][1],
                    scanLocation: { city, countryCode },
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
  sign: (message, secret) => ({
    ...message,
    headers: { 'fdx-signature': createHmac('sha256', secret).update(message.body).digest('base64') },
  }),
};
