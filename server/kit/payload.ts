/**
 * Readers for JSON that somebody else wrote. Each takes whatever stands there and gives a usable value or nothing, so
 * that one field of a wrong type never costs the rest; what an adapter cannot do without, it must ask for itself.
 */
import { z } from 'zod';
import { cleanLine } from './text.ts';

/** The JSON value of a body, or nothing. Some senders put their JSON inside a JSON string: that is taken out too. */
export function parseJson(body: Buffer | string): unknown {
  let value: unknown = typeof body === 'string' ? body : body.toString('utf8').replace(/^\ufeff/, '');
  for (let layer = 0; layer < 3 && typeof value === 'string'; layer++) {
    try {
      value = JSON.parse(value);
    } catch {
      return undefined;
    }
  }
  return value;
}

/** A cleaned line; numbers count as their text, because senders differ on whether `1001` wears quotes. */
export const someText = (max: number) =>
  z
    .union([z.string(), z.number()])
    .transform((value) => cleanLine(String(value), max))
    .optional()
    .catch(undefined);

/** An id that is a string or a number. A number too large to be exact has lost its digits already and is refused. */
export const someId = z
  .union([z.string(), z.int()])
  .transform((value) => cleanLine(String(value), 200))
  .optional()
  .catch(undefined);

export const someFlag = z.boolean().optional().catch(undefined);

/** An http(s) address in its normal form, at most 2,000 characters. */
export const someWebAddress = z.string().max(2000).transform(normalWebAddress).optional().catch(undefined);

/** An object of the given fields; absent, null or of another type is nothing. */
export const someRecord = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).optional().catch(undefined);

/** The readable elements of a list, at most `max` of them; anything but a list is an empty one. */
export const someList = <Element extends z.ZodType>(element: Element, max: number) =>
  z
    .array(z.unknown())
    .transform((values) =>
      values.slice(0, max).flatMap((value) => {
        const read = element.safeParse(value);
        return read.success ? [read.data] : [];
      }),
    )
    .catch([]);

/** The first fault of a failed parse, as `items.0.quantity: Too small`. */
export function firstFault(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'not valid' : `${issue.path.join('.')}: ${issue.message}`;
}

function normalWebAddress(text: string): string | undefined {
  const url = URL.parse(text.trim());
  const isWeb = url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '';
  return isWeb && url.href.length <= 2000 ? url.href : undefined;
}
