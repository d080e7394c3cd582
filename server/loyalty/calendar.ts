/**
 * Days of the programme's zone as instants. Everything that ends "at the end of a day" ends at the first instant of the
 * next one, wherever a clock change puts that; the instant itself is outside. Pure.
 */
import { after, dayIn } from '../kit/clock.ts';

/** Not always midnight: some zones change their clocks then. */
export const startOfDay = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);

export const endOfDay = (day: string, timeZone: string): Date => startOfDay(addDays(day, 1), timeZone);

export const addDays = (day: string, days: number): string => Temporal.PlainDate.from(day).add({ days }).toString();

/** A day that the month does not have is its last: 29 February and a year is 28 February. */
export const addMonths = (day: string, months: number): string =>
  Temporal.PlainDate.from(day).add({ months }, { overflow: 'constrain' }).toString();

/** The end of the day that lies so many days after that of `from`. */
export const endAfterDays = (from: Date, days: number, timeZone: string): Date =>
  endOfDay(addDays(dayIn(from, timeZone), days), timeZone);

/** The last day before `end`: what a shopper is told. */
export const lastDayBefore = (end: Date, timeZone: string): string => dayIn(after(end, -1), timeZone);

/** The first `MM-DD` on or after `day`; 29 February is the 28th where there is none. */
export const nextMonthDay = (day: string, monthDay: string): string => {
  const from = Temporal.PlainDate.from(day);
  const [month = 1, dayOfMonth = 1] = monthDay.split('-').map(Number);
  const inYear = (year: number): Temporal.PlainDate =>
    Temporal.PlainDate.from({ year, month, day: dayOfMonth }, { overflow: 'constrain' });
  const thisYear = inYear(from.year);
  return (Temporal.PlainDate.compare(thisYear, from) >= 0 ? thisYear : inYear(from.year + 1)).toString();
};
