/** The days of our window as instants in a zone. Pure. */
import { after, dayIn } from '../../kit/clock.ts';

export const startOfDay = (day: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds);

/** The last millisecond of the day. */
export const endOfDay = (day: string, timeZone: string): Date =>
  after(startOfDay(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), timeZone), -1);

/** Whether our window still says something: it has not passed. */
export const isCurrent = (ourTo: string | null, now: Date, timeZone: string): ourTo is string =>
  ourTo !== null && ourTo >= dayIn(now, timeZone);
