/** When a shopper may be asked how a delivery went: two hours after it, and while she is awake where she is. */
import { after, hours } from '../../kit/clock.ts';

const afterDeliveryMs = hours(2);
/** By the clock of her zone: from the first hour up to, and not in, the last. */
const wakingHours = { from: 9, to: 20 } as const;

/** @returns `at` itself within waking hours, else when they next begin */
export const whenAwake = (at: Date, timeZone: string): Date => {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  if (local.hour >= wakingHours.from && local.hour < wakingHours.to) return at;
  const day = local.hour < wakingHours.from ? local.toPlainDate() : local.toPlainDate().add({ days: 1 });
  const morning = day.toZonedDateTime({ timeZone, plainTime: { hour: wakingHours.from } });
  return new Date(morning.epochMilliseconds);
};

export const askTime = (deliveredAt: Date, timeZone: string): Date =>
  whenAwake(after(deliveredAt, afterDeliveryMs), timeZone);
