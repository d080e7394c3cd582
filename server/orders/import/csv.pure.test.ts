import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, recordMaxLength } from './csv.ts';

async function* inChunks(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

const records = async (text: string, chunk = 7) => Array.fromAsync(readCsv(inChunks(text, chunk)));

test('ok: fields hold commas, quotes and line breaks; lines end either way; missing fields are empty', async () => {
  const text = '\uFEFFa,b,c\r\n1,"x, ""y""\r\nz",3\n\n"",,\n4,5';
  expect(await records(text)).toEqual([
    { a: '1', b: 'x, "y"\r\nz', c: '3' },
    { a: '', b: '', c: '' },
    { a: '4', b: '5', c: '' },
  ]);
});

test('ok: what was written is read, wherever the chunks break', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'é', ' ') });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(field, field)), fc.integer({ min: 1, max: 9 }), async (rows, chunk) => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const text = ['"a","b"', ...rows.map((row) => row.map(quoted).join(','))].join('\n');
      expect(await records(text, chunk)).toEqual(rows.map(([a, b]) => ({ a, b })));
    }),
  );
});

test('refuses a quote that never closes, and a record without end', async () => {
  await expect(records('a,b\n1,"2')).rejects.toThrow('ends within a quoted field');
  await expect(records(`a\n"${'x'.repeat(recordMaxLength + 10)}`, 65_536)).rejects.toThrow('longer than a megabyte');
});
