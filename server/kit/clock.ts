/** The clock is handed around, never read: tests and the demo move it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

export const seconds = (n: number): number => n * 1_000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;

/** `at` moved by `ms`, which may be negative. Calendar arithmetic does not belong here: use Temporal with a zone. */
export const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** The calendar day of an instant in a zone, `2026-11-24`. */
export const dayIn = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
