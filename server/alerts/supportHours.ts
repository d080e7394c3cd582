/**
 * By when a person answers: minutes are counted only while support is open, in the brand's zone. Clock changes count
 * as they happen: an hour that is skipped is not worked, one that comes twice is worked twice.
 */
import type { SupportSettings } from '../brands/index.ts';

type Weekday = keyof SupportSettings['hours'];

/** Even five minutes a week reach any allowed promise of one open day; beyond a year nobody is waiting any more. */
const daysAheadMax = 400;
const minuteMs = 60_000;

/**
 * @returns the instant at which `answerWithinMinutes` open minutes have passed since `openedAt`. Hours that end at or
 *   before their start run into the next day (`00:00`–`00:00` is the whole day); a brand without any hours is always open
 */
export const answerBy = (
  openedAt: Date,
  support: Pick<SupportSettings, 'hours' | 'answerWithinMinutes'>,
  timeZone: string,
): Date => {
  const within = support.answerWithinMinutes * minuteMs;
  if (Object.keys(support.hours).length === 0) return new Date(openedAt.getTime() + within);
  const local = Temporal.Instant.fromEpochMilliseconds(openedAt.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  let left = within;
  let countedTo = openedAt.getTime();
  // From the day before, whose hours may run past midnight.
  for (let day = -1; day <= daysAheadMax; day++) {
    const open = openingOf(local.add({ days: day }), support.hours, timeZone);
    if (open === null) continue;
    const start = Math.max(open.from, countedTo);
    if (open.to <= start) continue;
    if (open.to - start >= left) return new Date(start + left);
    left -= open.to - start;
    countedTo = open.to;
  }
  return new Date(countedTo);
};

const openingOf = (
  day: Temporal.PlainDate,
  hours: SupportSettings['hours'],
  timeZone: string,
): { from: number; to: number } | null => {
  const opening = hours[String(day.dayOfWeek) as Weekday];
  if (opening === undefined) return null;
  const [from, to] = opening;
  const at = (date: Temporal.PlainDate, time: string): number =>
    date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  return { from: at(day, from), to: at(to > from ? day : day.add({ days: 1 }), to) };
};
