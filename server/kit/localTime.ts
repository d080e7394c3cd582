/**
 * Times as carriers and shops write them, to instants. What was said is kept wherever it was not an instant in UTC,
 * and the same words always give the same instant: nothing here looks at a clock.
 */

export interface ResolvedTime {
  readonly occurredAt: Date;
  /** The words, when they named a local time, an offset or only a day. */
  readonly saidAt: string | undefined;
}

// 2024-08-02T19:26:52.123-05:00, 2024-08-02 19:26, 20240802192652, 20240802 and everything between.
const written =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[Tt ]?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9})\d*)?)?\s?([Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;

/**
 * The instant of `said`. A time with an offset needs no zone; one without is read in the first of `zones` that this
 * runtime knows (the event's place, then the carrier's country, then the brand's zone), else in UTC. A time that a
 * clock change skipped moves on by the gap, one that happens twice is the first; a day without a time is its start.
 * Ten and thirteen digits are seconds and milliseconds since 1970. Nothing for anything else, such as `08/02/2024`.
 */
export function resolveLocalTime(
  said: string | undefined,
  zones: readonly (string | undefined)[],
): ResolvedTime | undefined {
  const text = said?.trim() ?? '';
  if (/^(\d{10}|\d{13})$/.test(text)) {
    return { occurredAt: new Date(Number(text) * (text.length === 10 ? 1000 : 1)), saidAt: text };
  }
  const parts = written.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', offset] = parts;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction}`;
  const occurredAt = offset === undefined ? inZone(local, zones) : instantOf(`${local}${offset.toUpperCase()}`);
  if (occurredAt === undefined) return undefined;
  return { occurredAt, saidAt: offset?.toUpperCase() === 'Z' ? undefined : text.slice(0, 64) };
}

/** The calendar day that `said` names, `2026-11-24`, in whatever zone it was said; nothing when there is none. */
export function resolveDay(said: string | undefined): string | undefined {
  const parts = written.exec(said?.trim() ?? '');
  if (parts === null) return undefined;
  const day = `${parts[1]}-${parts[2]}-${parts[3]}`;
  return instantOf(`${day}T00:00Z`) === undefined ? undefined : day;
}

/** False for the times that only a mistake produces: before 2000, or more than so many days after we received them. */
export function isPlausible(at: Date, receivedAt: Date, daysAhead: number): boolean {
  return at.getTime() >= Date.UTC(2000, 0, 1) && at.getTime() <= receivedAt.getTime() + daysAhead * 86_400_000;
}

function instantOf(text: string): Date | undefined {
  try {
    return new Date(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    return undefined;
  }
}

function inZone(local: string, zones: readonly (string | undefined)[]): Date | undefined {
  for (const zone of [...zones, 'UTC']) {
    if (zone === undefined) continue;
    try {
      const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' });
      return new Date(zoned.epochMilliseconds);
    } catch {
      // Either the zone or the time is unknown: UTC, which comes last, tells which.
    }
  }
  return undefined;
}
