/** Writes what a converter makes of a foreign history into a file that `doorstep import` takes. */
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { orderOfOlist, readOlist } from './olist.ts';

/** @returns how many orders, by the status that the file gives them; the file appears once it is whole */
export const convertOlist = async (
  folder: string,
  file: string,
): Promise<{ readonly orders: number; readonly statuses: Readonly<Record<string, number>> }> => {
  const statuses: Record<string, number> = {};
  let orders = 0;
  const lines = async function* () {
    for await (const row of readOlist(folder)) {
      const status = row.order_status ?? '';
      statuses[status] = (statuses[status] ?? 0) + 1;
      orders += 1;
      yield `${JSON.stringify(orderOfOlist(row))}\n`;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(`${file}.part`));
  await rename(`${file}.part`, file);
  return { orders, statuses };
};
