/**
 * When things happen in the demo: on the clock of the brand's own zone, so that it makes sense whenever it is started.
 * What lies ahead of `now` has not happened, and no window that is promised lies behind it.
 */
import { after, dayIn, minutes } from '../kit/clock.ts';

/** The courier's next round: the day it comes and the two hours that it is announced for. */
export interface Round {
  readonly on: string;
  readonly from: Date;
  readonly to: Date;
}

const roundHours = 2;
/** Nobody rings later than that. */
const lastHour = 21;
const noticeMs = minutes(30);

/** An instant by the clock on the wall: `daysFrom` the day `on`, at `time` (`07:40`). */
export const clockAt = (on: string, daysFrom: number, time: string, timeZone: string): Date =>
  new Date(
    Temporal.PlainDate.from(on)
      .add({ days: daysFrom })
      .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds,
  );

export const dayFrom = (on: string, days: number): string => Temporal.PlainDate.from(on).add({ days }).toString();

/** Today from `fromHour` on; in the next full hours when that is too near; tomorrow when the day is over. */
export const nextRound = (now: Date, timeZone: string, fromHour: number): Round => {
  const today = dayIn(now, timeZone);
  const starting = (on: string, hour: number): Round => ({
    on,
    from: clockAt(on, 0, `${hour}:00`.padStart(5, '0'), timeZone),
    to: clockAt(on, 0, `${hour + roundHours}:00`.padStart(5, '0'), timeZone),
  });
  for (let hour = fromHour; hour + roundHours <= lastHour; hour += 1) {
    const round = starting(today, hour);
    if (round.from >= after(now, noticeMs)) return round;
  }
  return starting(dayFrom(today, 1), fromHour);
};
