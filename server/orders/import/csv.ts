/**
 * Reads CSV as RFC 4180 has it: quoted fields hold commas, quotes (doubled) and line breaks, lines end in LF or CRLF.
 * Streamed, and a record is never longer than a megabyte.
 */
import { Fault } from '../../faults.ts';

export const recordMaxLength = 1_048_576;

/**
 * Yields each record after the header as an object by column name; a missing field is ''.
 * @throws Fault `invalid` for a quote that never closes, and a record past `recordMaxLength`
 */
export async function* readCsv(chunks: AsyncIterable<string>): AsyncGenerator<Readonly<Record<string, string>>> {
  let header: readonly string[] | null = null;
  for await (const fields of readRecords(chunks)) {
    if (header === null) header = fields.map((name, at) => (at === 0 ? name.replace(/^\uFEFF/, '') : name));
    else yield Object.fromEntries(header.map((name, at) => [name, fields[at] ?? '']));
  }
}

async function* readRecords(chunks: AsyncIterable<string>): AsyncGenerator<readonly string[]> {
  let rest = '';
  let scanned = 0;
  let quoted = false;
  for await (const chunk of chunks) {
    rest += chunk;
    let from = 0;
    for (; scanned < rest.length; scanned += 1) {
      const character = rest[scanned];
      // Two quotes in a row close and open again, so only their number matters here.
      if (character === '"') quoted = !quoted;
      else if (character === '\n' && !quoted) {
        const line = rest.slice(from, scanned);
        if (line.trim() !== '') yield fieldsOf(line.endsWith('\r') ? line.slice(0, -1) : line);
        from = scanned + 1;
      }
    }
    rest = rest.slice(from);
    scanned -= from;
    if (rest.length > recordMaxLength) throw new Fault('invalid', 'A CSV record is longer than a megabyte');
  }
  if (quoted) throw new Fault('invalid', 'The CSV ends within a quoted field');
  if (rest.trim() !== '') yield fieldsOf(rest.replace(/\r$/, ''));
}

const fieldsOf = (line: string): string[] => {
  const fields: string[] = [];
  for (let at = 0; at <= line.length; ) {
    if (line[at] === '"') {
      let end = at + 1;
      while (end < line.length && (line[end] !== '"' || line[end + 1] === '"')) end += line[end] === '"' ? 2 : 1;
      fields.push(line.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      const comma = line.indexOf(',', at);
      const end = comma === -1 ? line.length : comma;
      fields.push(line.slice(at, end));
      at = end + 1;
    }
  }
  return fields;
};
