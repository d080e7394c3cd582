/**
 * What a carrier's description says, so that a new carrier is data: where its raw tracking answer holds the parcels,
 * their numbers and events, and what its codes mean. `answer.ts` reads any answer by such a description.
 */
import type { Meaning, Meant } from '../reading.ts';

/**
 * Where something stands: names parted by dots, each list on the way gone through; empty for the value itself. `a+b`
 * puts two texts together and is there only when both are. Of several paths the first that holds something counts.
 */
export type Paths = readonly string[];

export interface ScanFields {
  /** The most telling code first; the next is asked where that one is unknown. What has none of them is no scan. */
  readonly code: Paths;
  readonly id?: Paths;
  /** A date and a time in two fields are `date+time`. Without an offset the place, the carrier and the brand decide. */
  readonly time: Paths;
  /** The IANA zone of a time without an offset, where the carrier names it. */
  readonly zone?: Paths;
  readonly description?: Paths;
  /** Asked for a detail as the description is, and never shown. */
  readonly hint?: Paths;
  readonly name?: Paths;
  readonly city?: Paths;
  readonly region?: Paths;
  readonly postalCode?: Paths;
  readonly country?: Paths;
  /** The country, or the region, that stands in the text of `name`: the group that fits. */
  readonly countryInName?: RegExp;
  readonly regionInName?: RegExp;
  readonly signedBy?: Paths;
  /** Which of several pieces under one number it is about. */
  readonly piece?: Paths;
}

/** What a sentence adds to a code. Nothing: the code's own meaning holds. */
export type Wording = (...sentences: readonly (string | undefined)[]) => Meaning | undefined;

export interface Codes {
  /** `one|other` → what both mean. Case, and whether `_`, `-` or a space parts the words, does not matter. */
  readonly table: Readonly<Record<string, Meaning>>;
  /** `one|other` → the sentences that say more than these codes do. */
  readonly worded?: Readonly<Record<string, Wording>>;
  /** For an unknown code that begins so: its meaning, and it is counted as unknown all the same. Never a delivery. */
  readonly beginnings?: Readonly<Record<string, Meaning>>;
  /** For carriers whose words are their codes. */
  readonly otherwise?: Wording;
  /** Another's table that the carrier uses; nothing where the code is none of that table's. */
  readonly borrowed?: (code: string) => Meant | undefined;
}

export interface Carrier {
  /** `connection add --source NAME`. */
  readonly name: string;
  readonly title: string;
  /** Who carries, where the shop did not say; also whose country's clock a time without a zone is on. */
  readonly carrier?: string;
  readonly carrierNamed?: Paths;
  /** Every place where parcels may lie, not only the first. */
  readonly parcels: Paths;
  readonly number: Paths;
  /** Where a parcel lists its pieces, each with events of its own, from the parcel; none: it is its only piece. */
  readonly pieces?: Paths;
  /** From the piece, or from the parcel. Every place again. */
  readonly events: Paths;
  readonly event: ScanFields;
  /** What the answer says of the parcel as a whole. */
  readonly overall?: ScanFields;
  readonly estimate?: { readonly from?: Paths; readonly to?: Paths; readonly on?: Paths };
  readonly signedBy?: Paths;
  readonly trackingUrl?: Paths;
  readonly codes: Codes;
  /** Where an answer without parcels says why. */
  readonly refusal: { readonly code: Paths; readonly message: Paths };
  /** Of such an answer, that it is about the number and not about the asking. */
  readonly unknownNumber: RegExp;
}

/** The meaning of the first pattern that one of the sentences, in lower case, fits. */
export const saying =
  (...patterns: readonly (readonly [RegExp, Meaning])[]): Wording =>
  (...sentences) => {
    for (const sentence of sentences) {
      const text = sentence?.slice(0, 1000).toLowerCase();
      const found = text === undefined ? undefined : patterns.find(([pattern]) => pattern.test(text));
      if (found !== undefined) return found[1];
    }
    return undefined;
  };
