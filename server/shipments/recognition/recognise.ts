/**
 * Whose a tracking number may be, told from the number alone. Numbers are ambiguous, so the answer is a list of
 * candidates; work is bounded, for nothing is looked at in a text that is longer than any number.
 */
import { formats } from './formats.ts';

export interface Candidate {
  /** The courier's code in the table: `ups`, `s10` for every national post. */
  readonly courier: string;
  /** To be shown. */
  readonly name: string;
  readonly service?: string;
  /** The courier's page for this number; always https, null where the table has none. */
  readonly url: string | null;
  /** 1 less the share of random numbers of the same shape that fit as well. */
  readonly confidence: number;
}

/** The longest format has 34 signs; people put a space between all of them. */
const writtenMaxLength = 100;

/** A digit-only format with one check digit lets every tenth foreign number pass: that alone is not to be believed. */
const plausibleConfidence = 0.98;

/** Marks that come along when a number is copied out of a page or a PDF: direction, joiners, soft hyphens. */
const invisible = /\p{Cf}/gu;
const number = /^[0-9A-Z-]{6,50}$/;

/** @returns the number's spellings to try, or none when it cannot be one */
const spellings = (written: string): readonly string[] => {
  if (written.length > writtenMaxLength) return [];
  const plain = written.replace(invisible, '').replace(/\s/g, '').toUpperCase();
  if (!number.test(plain)) return [];
  const joined = plain.replaceAll('-', '');
  // In one format the hyphen is part of the number.
  return joined === plain ? [plain] : [plain, joined];
};

/** Who may have given out this number, best first; empty when nobody in the table did. */
export const recognise = (written: string): readonly Candidate[] => {
  const best = new Map<string, Candidate>();
  for (const spelling of spellings(written)) {
    for (const { courier, url, read } of formats) {
      const found = read(spelling);
      if (!found) continue;
      const confidence = 1 - found.chance;
      const held = best.get(courier);
      if (held && held.confidence >= confidence) continue;
      best.set(courier, {
        courier,
        name: found.name,
        ...(found.service === null ? {} : { service: found.service }),
        url: url?.replace('%s', encodeURIComponent(spelling)) ?? null,
        confidence,
      });
    }
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || a.courier.localeCompare(b.courier));
};

/** The one candidate that can be believed; null when there is none, or more than one. */
export const recogniseSurely = (written: string): Candidate | null => {
  const [only, another] = recognise(written).filter(({ confidence }) => confidence >= plausibleConfidence);
  return only && !another ? only : null;
};

/**
 * The page of the named carrier for this number; null when the table has none, or when the number is none of that
 * carrier's, for then its page would say no more than that.
 */
export const trackingLink = (carrier: string, written: string): string | null => {
  const named = keyOf(carrier);
  const theirs = recognise(written).find(
    ({ courier, name }) => named.startsWith(keyOf(courier)) || named === keyOf(name),
  );
  return theirs?.url ?? null;
};

const keyOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
