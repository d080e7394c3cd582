import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, lotsOfLines } from './ndjson.ts';

const limits = { lotMax: 3, lineMaxLength: 20, idleMs: 1_000 };
const streamOf = (chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> => {
  const left = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const chunk = left.shift();
      if (chunk === undefined) controller.close();
      else if (chunk.length > 0) controller.enqueue(chunk);
      else this.pull?.(controller);
    },
  });
};
const read = async (chunks: readonly Uint8Array[]): Promise<Line[][]> => {
  const lots: Line[][] = [];
  for await (const lot of lotsOfLines(streamOf(chunks), limits)) lots.push(lot);
  return lots;
};
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('ok: every line once and in order, wherever the chunks are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.string({ unit: 'grapheme', maxLength: 6 }).map((text) => text.replace(/[\r\n\ufeff]/g, '')),
        { maxLength: 20 },
      ),
      fc.array(fc.nat(200), { maxLength: 12 }),
      async (lines, cuts) => {
        const whole = bytes(lines.map((line) => `${line}\n`).join(''));
        const at = [...new Set([0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length])].sort(
          (a, b) => a - b,
        );
        const lots = await read(at.slice(1).map((end, index) => whole.subarray(at[index], end)));
        expect(lots.flat().map(({ text }) => text)).toEqual(lines);
        expect(lots.flat().map(({ number }) => number)).toEqual(lines.map((_, index) => index + 1));
        for (const lot of lots) expect(lot.length).toBeLessThanOrEqual(limits.lotMax);
      },
    ),
  );
});

test('ok: the last line needs no end, and \\r\\n is one', async () => {
  expect((await read([bytes('a\r\nb')])).flat().map(({ text }) => text)).toEqual(['a', 'b']);
});

test('refuses a line that is too long, and goes on after it', async () => {
  const lots = await read([bytes('ok\n'), bytes('x'.repeat(15)), bytes('x'.repeat(15)), bytes('\nfine\n')]);
  expect(lots.flat().map(({ text }) => text)).toEqual(['ok', null, 'fine']);
});

test('ok: reads nothing ahead of what is dealt with, but one chunk', async () => {
  let given = 0;
  const endless = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        given += 1;
        controller.enqueue(bytes('a\nb\nc\n'));
      },
    },
    { highWaterMark: 0 },
  );
  const lots = lotsOfLines(endless, limits);
  for (let lot = 0; lot < 5; lot += 1) await lots.next();
  expect(given).toBeLessThanOrEqual(7);
  await lots.return(undefined);
});

test('refuses to wait for ever', async () => {
  const silent = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(bytes('a\n')) });
  const lots = lotsOfLines(silent, { ...limits, idleMs: 20 });
  expect((await lots.next()).value).toEqual([{ number: 1, text: 'a' }]);
  await expect(lots.next()).rejects.toThrow('in time');
});
