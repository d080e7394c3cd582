/** The one timeline of a case: scans, what was said and done, and what was held back, in the order in which it happened. */
import type { CaseEntryView } from './view.shared.ts';

/** At one and the same instant a cause stands before what followed from it. */
const ranks: Readonly<Record<CaseEntryView['kind'], number>> = {
  scan: 0,
  answer: 1,
  shopper_message: 1,
  opened: 2,
  reopened: 0,
  hold_set: 3,
  acknowledged: 4,
  reply: 5,
  escalated: 5,
  confirmed: 5,
  resolved: 6,
  hold_released: 7,
  watch_acknowledged: 4,
  watch_withdrawn: 5,
};

/** Oldest first. Entries of one instant and rank keep the order in which they were given. */
export const mergeTimeline = (...sources: readonly (readonly CaseEntryView[])[]): readonly CaseEntryView[] =>
  sources.flat().toSorted((a, b) => a.at.getTime() - b.at.getTime() || ranks[a.kind] - ranks[b.kind]);
