/** How the desk says where a case or a watched parcel stands, in words and in a tone. Pure. */
import type { CaseEntryView, CaseRowView, WatchRowView } from '../../server/desk/view.shared.ts';
import { fill } from '../messages/fill.ts';
import type { Messages } from '../messages/index.ts';
import type { Format } from './format.ts';

export interface Standing {
  readonly text: string;
  readonly tone: 'bad' | 'warn' | 'good' | 'soft';
}

type Clock = Pick<CaseRowView, 'status' | 'answerBy' | 'answeredAt' | 'overdue'>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** From here on the promise is close enough to be coloured. */
const soonMs = hourMs;

/** Whose turn it is and how long there still is. */
export function standingOf(row: Clock, m: Messages, f: Format): Standing {
  const { sla, statuses } = m.desk;
  if (row.status === 'confirmed') return { text: statuses.confirmed, tone: 'good' };
  if (row.status === 'resolved') return { text: statuses.resolved, tone: 'soft' };
  if (row.answeredAt !== null) return { text: sla.waiting, tone: 'soft' };
  const leftMs = row.answerBy.getTime() - f.now.getTime();
  if (row.overdue || leftMs < 0) {
    return { text: fill(sla.overdueBy, { duration: durationText(-leftMs, m) }), tone: 'bad' };
  }
  if (leftMs <= soonMs) return { text: fill(sla.dueIn, { duration: durationText(leftMs, m) }), tone: 'warn' };
  return { text: fill(sla.answerBy, { when: f.moment(row.answerBy) }), tone: 'soft' };
}

/** Whether she has heard of it, how and when. */
export function toldText(told: WatchRowView['told'], m: Messages, f: Format): Standing {
  const words = m.desk.watch.told;
  if (told === null) return { text: words.not, tone: 'warn' };
  if (told.at === null) return { text: words.sending, tone: 'soft' };
  return { text: fill(words[told.by], { when: f.moment(told.at) }), tone: 'soft' };
}

/** In the largest unit that fits, rounded down, and never less than a minute. */
function durationText(ms: number, m: Messages): string {
  if (ms >= 2 * dayMs) return m.deskCounts.days(Math.floor(ms / dayMs));
  if (ms >= hourMs) return m.deskCounts.hours(Math.floor(ms / hourMs));
  return m.deskCounts.minutes(Math.max(1, Math.floor(ms / minuteMs)));
}

export type Tone = 'bad' | 'warn' | 'good';

export const toneOfScore = (score: number): Tone => (score <= 2 ? 'bad' : score === 3 ? 'warn' : 'good');

export interface DayOfEntries {
  readonly day: string;
  readonly entries: readonly CaseEntryView[];
}

/** Entries under the days on which they happened, in the order given. */
export function byDay(entries: readonly CaseEntryView[], f: Format): readonly DayOfEntries[] {
  return [...Map.groupBy(entries, ({ at }) => f.isoDay(at))].map(([day, ofDay]) => ({ day, entries: ofDay }));
}

/** Scans from before anything else happened, but for the last ones: what is folded away. */
export function splitScans(entries: readonly CaseEntryView[]): {
  readonly before: readonly CaseEntryView[];
  readonly shown: readonly CaseEntryView[];
} {
  const first = entries.findIndex(({ kind }) => kind !== 'scan');
  const cut = (first === -1 ? entries.length : first) - scansKept;
  // Folding a single line away would save nothing.
  return cut < 2 ? { before: [], shown: entries } : { before: entries.slice(0, cut), shown: entries.slice(cut) };
}

const scansKept = 2;

/** The name of a language in another: “Deutsch”. */
export function languageName(of: string, locale: string): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(of) ?? of;
}
