/**
 * The field kinds that inputs are built of. Text is bounded, never holds NUL (PostgreSQL cannot store it) and a `line`
 * holds no control characters at all, so that it may stand in a mail header or a CSV cell.
 */
import { z } from '@hono/zod-openapi';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses.
const controlCharacters = /[\u0000-\u001f\u007f]/;

/** One line of text, at most `max` UTF-16 units. */
export const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !controlCharacters.test(text), 'must be one line without control characters');

/** Text of several lines, at most `max` UTF-16 units; anything but NUL is allowed in it. */
export const paragraph = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !text.includes('\u0000'), 'must not contain NUL');

/** An id of the merchant's or of a source: opaque to us, safe in a URL path when encoded. */
export const externalId = line(200).openapi({ example: '1001' });

/** A calendar day, `2026-11-24`. */
export const isoDate = z.iso.date();

const instantMin = 0;
const instantMax = Date.UTC(9000, 0);

/** An instant with an offset or `Z`, to the millisecond. Of years that both engines and every calendar can hold. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((at) => at.getTime() >= instantMin && at.getTime() < instantMax, 'must lie between the years 1970 and 9000')
  .openapi({ type: 'string', format: 'date-time', example: '2026-11-20T09:12:00Z' });

/** An amount in the currency's minor unit (cents; whole yen), never fractional. */
export const amountMinor = z.int().min(0).max(1_000_000_000_00);

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .openapi({ example: 'EUR' });

/** An http(s) URL. `javascript:`, `data:` and relative addresses are refused. */
export const webAddress = z.url({ protocol: /^https?$/ }).max(2000);

export const emailAddress = z.email().max(254);

/** A BCP 47 tag such as `de` or `pt-BR`. */
export const localeTag = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
  .openapi({ example: 'de' });

/** An IANA time zone that this runtime knows. */
export const timeZone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  }, 'must be an IANA time zone')
  .openapi({ example: 'Europe/Berlin' });
