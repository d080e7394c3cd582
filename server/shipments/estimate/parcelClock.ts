/**
 * The parcel clock: time as parcels live it. A weekday on which many arrive is long, a Sunday is almost nothing, a week
 * has seven parcel days; so "two days left" over a week-end is not two days.
 */

/** Local time as a number: days since 1970-01-01 of the calendar on the wall, with the time of day as fraction. */
export type Wall = number;

const dayMs = 86_400_000;

/** Reads instants as wall time of one zone. Offsets are remembered by the quarter hour, in which none changes. */
export const wallOf = (timeZone: string): ((at: Date) => Wall) => {
  const offsets = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at.getTime() / 900_000);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      offset =
        Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
      offsets.set(quarter, offset);
    }
    return (at.getTime() + offset) / dayMs;
  };
};

/** The wall time at which a calendar day begins. */
export const dayStarts = (day: string): Wall => Date.parse(`${day}T00:00:00Z`) / dayMs;

/** The calendar day, `2026-11-24`, that a wall time lies in. */
export const dayOf = (wall: Wall): string => new Date(Math.floor(wall) * dayMs).toISOString().slice(0, 10);

/** 0 Monday … 6 Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (wall: Wall): number => (((Math.floor(wall) + 3) % 7) + 7) % 7;

/** How many parcel days each weekday has, Monday first; they add up to seven. */
export type WeekdayLengths = readonly number[];

/** Learned from the weekdays on which parcels came, each with one week of even arrivals mixed in. */
export const learnWeekdays = (arrivals: readonly Wall[]): WeekdayLengths => {
  const counts = Array.from({ length: 7 }, () => 3);
  for (const wall of arrivals) counts[weekdayOf(wall)] = (counts[weekdayOf(wall)] ?? 0) + 1;
  const all = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => Math.round((count / all) * 7e4) / 1e4);
};

export interface ParcelClock {
  /** Parcel days since the epoch. */
  read(wall: Wall): number;
  /** The wall time at which the clock reads `parcelDays`. */
  wallAt(parcelDays: number): Wall;
}

export const parcelClock = (lengths: WeekdayLengths): ParcelClock => {
  const before = [0];
  for (const length of lengths) before.push((before.at(-1) ?? 0) + length);
  const week = before[7] ?? 7;
  return {
    read: (wall) => {
      // Monday, 29 December 1969.
      const weeks = Math.floor((wall + 3) / 7);
      const day = weekdayOf(wall);
      return weeks * week + (before[day] ?? 0) + (wall - Math.floor(wall)) * (lengths[day] ?? 1);
    },
    wallAt: (parcelDays) => {
      const weeks = Math.floor(parcelDays / week);
      const rest = parcelDays - weeks * week;
      let day = 0;
      while (day < 6 && (before[day + 1] ?? week) <= rest) day += 1;
      const within = (rest - (before[day] ?? 0)) / (lengths[day] ?? 1);
      return weeks * 7 - 3 + day + Math.min(within, 0.999_999);
    },
  };
};
