/** Hours in which nobody wants to be disturbed, in the shopper's own zone. Mail waits in its box and disturbs nobody. */
import type { PromoChannel } from './inputs.ts';

const disturbing: readonly PromoChannel[] = ['push', 'sms', 'whatsapp', 'phone'];

export const disturbs = (channel: PromoChannel): boolean => disturbing.includes(channel);

/**
 * @param quietHours local clock times from and to; a `to` before `from` is on the next day, equal ones mean never
 * @returns when the quiet hours that `now` lies in are over, or null outside of them. `to` itself is not quiet
 */
export const quietUntil = (now: Date, timeZone: string, [from, to]: readonly [string, string]): Date | null => {
  if (from === to) return null;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const at = (day: Temporal.PlainDate, time: string): number =>
    day.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  for (const day of [today.subtract({ days: 1 }), today]) {
    const end = at(to > from ? day : day.add({ days: 1 }), to);
    if (at(day, from) <= now.getTime() && now.getTime() < end) return new Date(end);
  }
  return null;
};
