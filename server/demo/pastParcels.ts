/** What the Arabic brand of the demo has sent before it begins: enough for an estimate of its own. The same each time. */
import { after, hours } from '../kit/clock.ts';
import type { Journey } from '../shipments/index.ts';

const parcels = 160;
const everyMs = hours(9);

/** From Jeddah to Riyadh in two to five days, one in ten of them a day later; none comes on a Friday. */
export const pastParcels = (now: Date): readonly Journey[] =>
  Array.from({ length: parcels }, (_, at): Journey => {
    const placedAt = after(now, -(parcels - at) * everyMs);
    const handedOverAt = after(placedAt, hours(14 + ((at * 7) % 11)));
    const came = after(handedOverAt, hours(44 + ((at * 17) % 41) + (at % 10 === 0 ? 24 : 0)));
    const deliveredAt = came.getUTCDay() === 5 ? after(came, hours(24)) : came;
    return {
      carrier: 'سمسا',
      service: null,
      originCountry: 'SA',
      originRegion: null,
      countryCode: 'SA',
      region: null,
      postalCode: '13326',
      feeMinor: 0,
      currency: 'SAR',
      pieces: 1,
      promisedOn: null,
      placedAt,
      announcedAt: after(placedAt, hours(5 + ((at * 5) % 9))),
      handedOverAt,
      arrivingAt: after(deliveredAt, -hours(5)),
      deliveredAt: deliveredAt <= now ? deliveredAt : null,
    };
  });
