/**
 * What a tracking number tells about its shipment where the shop says nothing. It is filled in, never put in the place
 * of what the shop said.
 */
import { recogniseSurely, trackingLink } from './recognise.ts';

interface Said {
  readonly carrier?: string | undefined;
  readonly trackingNumber?: string | undefined;
  readonly trackingUrl?: string | undefined;
}

interface Held {
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly trackingUrl: string | null;
}

interface Told {
  readonly carrier?: string;
  /** Null when the page that we had linked to is of a number that no longer holds. */
  readonly trackingUrl?: string | null;
}

export const toldByNumber = (said: Said, held: Held | null): Told => {
  if (said.carrier === undefined && said.trackingNumber === undefined) return {};
  const number = said.trackingNumber ?? held?.trackingNumber ?? null;
  if (number === null) return {};
  const named = said.carrier ?? held?.carrier ?? null;
  const sure = named === null ? recogniseSurely(number) : null;
  return {
    ...(sure ? { carrier: sure.name } : {}),
    ...linkFor(sure ? sure.url : named === null ? null : trackingLink(named, number), said, held),
  };
};

const linkFor = (link: string | null, said: Said, held: Held | null): Pick<Told, 'trackingUrl'> => {
  if (said.trackingUrl !== undefined) return {};
  const before = held?.trackingUrl ?? null;
  if (before === null) return link === null ? {} : { trackingUrl: link };
  return isOurs(held) ? { trackingUrl: link } : {};
};

/** An address that the number gave leads elsewhere once the number is another; the shop's own may mean anything. */
const isOurs = (held: Held | null): boolean =>
  held !== null &&
  held.carrier !== null &&
  held.trackingNumber !== null &&
  held.trackingUrl === trackingLink(held.carrier, held.trackingNumber);
