/**
 * Newline-delimited JSON as it arrives, in constant memory: lines are handed on in bounded lots, and nothing more is
 * read until the last lot was dealt with. https://github.com/ndjson/ndjson-spec
 */
import { setImmediate } from 'node:timers/promises';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Null when it was longer than allowed: then the rest of it was passed over. */
  readonly text: string | null;
}

export interface LineLimits {
  readonly lotMax: number;
  readonly lineMaxLength: number;
  /** @throws DOMException `TimeoutError` when nothing came for so long */
  readonly idleMs: number;
}

/** Lots of up to `lotMax` lines; a smaller one when the sender pauses, so that what was sent is answered. Empty lines count. */
export async function* lotsOfLines(body: ReadableStream<Uint8Array>, limits: LineLimits): AsyncGenerator<Line[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let lot: Line[] = [];
  let begun = '';
  let tooLong = false;
  let number = 0;

  const end = (): void => {
    number += 1;
    lot.push({ number, text: tooLong ? null : begun.replace(/\r$/, '') });
    begun = '';
    tooLong = false;
  };
  const extend = (more: string): void => {
    tooLong ||= begun.length + more.length > limits.lineMaxLength;
    begun = tooLong ? '' : begun + more;
  };

  try {
    let next = withinTime(reader.read(), limits.idleMs);
    for (;;) {
      const paused = lot.length > 0 && (await Promise.race([next.then(() => false), setImmediate(true)]));
      if (paused) yield lot.splice(0);
      const { done, value } = await next;
      if (done) break;
      next = withinTime(reader.read(), limits.idleMs);
      // Whoever asks for lots hears of a failure by the await above, or has stopped asking.
      next.catch(() => {});
      const [first = '', ...rest] = decoder.decode(value, { stream: true }).split('\n');
      extend(first);
      for (const part of rest) {
        end();
        if (lot.length >= limits.lotMax) yield lot.splice(0);
        extend(part);
      }
    }
    extend(decoder.decode());
    if (begun !== '' || tooLong) end();
    if (lot.length > 0) yield lot;
    lot = [];
  } finally {
    reader.cancel().catch(() => {});
  }
}

const withinTime = async <Value>(work: Promise<Value>, ms: number): Promise<Value> => {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new DOMException('nothing came in time', 'TimeoutError')), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
};
