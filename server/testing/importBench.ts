/**
 * `npm run bench -- import`: the Olist orders converted and imported at full size into a fresh SQLite file by what
 * `doorstep import` runs, and everything that came of them counted against the file itself. Ends with 1 when a count
 * differs.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asc, count, eq } from 'drizzle-orm';
import {
  alerts,
  holds,
  orders,
  outboxMessages,
  sentimentAnswers,
  shipments,
  trackingEvents,
} from '../../db/schema/index.ts';
import { getBrand, putBrand } from '../brands/index.ts';
import { checkDatabase } from '../check.ts';
import { compose, type House } from '../compose.ts';
import { readConfig } from '../config.ts';
import { takeHistory } from '../history.ts';
import { convertOlist } from '../orders/import/index.ts';
import { olistTimeZone, orderOfOlist, readOlist } from '../orders/import/olist.ts';
import { contradicts } from '../sentiment/contradiction.ts';
import { negativeScoreMax } from '../sentiment/sentiment.shared.ts';

const folder = fileURLToPath(new URL('../../../shared/data/olist', import.meta.url));
const brandId = 'olist';

type Counts = Record<string, number>;
const tally = (counts: Counts, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

export const runImportBench = async (): Promise<void> => {
  if (!existsSync(folder)) {
    console.log('The import was not measured: ../shared/data/olist is not there.');
    return;
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-import-'));
  const secret = 'the secret of this bench, long enough';
  const house = await compose(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', DOORSTEP_SECRET: secret }));
  try {
    await house.perform((work) =>
      putBrand(work, { id: brandId, name: 'Olist', origin: 'http://localhost', timeZone: olistTimeZone }),
    );
    const file = join(dataDir, 'olist.ndjson');
    const converted = await convertOlist(folder, file);
    const brand = await house.store.read((reader) => getBrand(reader, brandId));
    const before = process.cpuUsage();
    const began = performance.now();
    const told = await takeHistory(house, { brand, file, resume: false });
    const wholeMs = performance.now() - began;
    const { user, system } = process.cpuUsage(before);

    const expected = await countFile();
    const found = await countStore(house);
    const check = await checkDatabase(house.store);
    console.table(
      Object.fromEntries(
        Object.entries(expected.statuses).map(([status, inFile]) => [
          status,
          { 'in the file': inFile, 'last raw code': found.statuses[status] ?? 0, ours: found.ours[status] ?? '' },
        ]),
      ),
    );
    const rows: readonly (readonly [what: string, expected: number, found: number])[] = [
      ['orders converted', expected.orders, converted.orders],
      ['orders in', expected.orders, found.orders],
      ['orders created', expected.orders, told.created],
      ['orders rejected', 0, told.rejected],
      ['delivered, with a time', expected.delivered, found.delivered],
      ['reviews', expected.reviews, found.answers],
      ['negative reviews → holds', expected.negative, found.holds],
      ['good scores that their words contradict', expected.contradicting, found.contradicting],
      ['both of these → cases', expected.negative + expected.contradicting, found.alerts],
      ['messages to anybody', 0, found.toBeSent],
      ['violations of `doorstep check`', 0, check.violations.length],
    ];
    console.table(
      Object.fromEntries(rows.map(([what, wanted, is]) => [what, { expected: wanted, found: is, ok: wanted === is }])),
    );
    console.log(
      `${told.lines} orders in ${told.seconds} s, ${told.perSecond}/s; with what follows once for all ${(wholeMs / 1000).toFixed(1)} s, ${((user + system) / 1000 / told.lines).toFixed(2)} ms of processor time an order.`,
    );
    console.log(
      `Then ${told.expired} parcels expired that were never heard of again; the estimate has learned from ${told.learnedFrom} parcels.`,
    );
    const statusesDiffer = Object.entries(expected.statuses).some(([status, n]) => found.statuses[status] !== n);
    const wrong = rows.filter(([, wanted, is]) => wanted !== is).map(([what]) => what);
    if (statusesDiffer || wrong.length > 0 || told.learnedFrom === 0) {
      console.error(`Not as in the file: ${[...(statusesDiffer ? ['statuses'] : []), ...wrong].join(', ')}`);
      process.exitCode = 1;
    }
  } finally {
    await house.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

/** What the import has to come to, from the file alone. */
const countFile = async () => {
  const statuses: Counts = {};
  const counts = { orders: 0, delivered: 0, reviews: 0, negative: 0, contradicting: 0 };
  for await (const row of readOlist(folder)) {
    tally(statuses, row.order_status ?? '');
    counts.orders += 1;
    if (row.delivered_at) counts.delivered += 1;
    const { sentiment } = orderOfOlist(row);
    if (!sentiment) continue;
    counts.reviews += 1;
    if (sentiment.score <= negativeScoreMax) counts.negative += 1;
    else if (contradicts(sentiment.score, sentiment.comment?.trim() ?? '')) counts.contradicting += 1;
  }
  return { statuses, ...counts };
};

const countStore = ({ store }: House) =>
  store.read(async (reader) => {
    const scans = await reader
      .select({ shipmentId: trackingEvents.shipmentId, rawCode: trackingEvents.rawCode, status: shipments.status })
      .from(trackingEvents)
      .innerJoin(shipments, eq(shipments.id, trackingEvents.shipmentId))
      .where(eq(trackingEvents.brandId, brandId))
      .orderBy(asc(trackingEvents.id));
    const last = new Map(scans.map(({ shipmentId, ...scan }) => [shipmentId, scan]));
    const statuses: Counts = {};
    const ours = new Map<string, Counts>();
    for (const { rawCode, status } of last.values()) {
      const code = rawCode ?? '';
      tally(statuses, code);
      ours.set(code, ours.get(code) ?? {});
      tally(ours.get(code) ?? {}, status);
    }
    const answers = await reader
      .select({ contradicts: sentimentAnswers.contradicts, answers: count() })
      .from(sentimentAnswers)
      .where(eq(sentimentAnswers.brandId, brandId))
      .groupBy(sentimentAnswers.contradicts);
    const ofBrand = (table: typeof orders | typeof alerts | typeof holds | typeof outboxMessages): Promise<number> =>
      reader.$count(table, eq(table.brandId, brandId));
    const delivered = await reader
      .select({ status: shipments.status, parcels: count() })
      .from(shipments)
      .where(eq(shipments.brandId, brandId))
      .groupBy(shipments.status);
    return {
      statuses,
      ours: Object.fromEntries(
        [...ours].map(([code, counts]) => [
          code,
          Object.entries(counts)
            .map(([status, n]) => `${status} ${n}`)
            .join(', '),
        ]),
      ) as Readonly<Record<string, string>>,
      orders: await ofBrand(orders),
      delivered: delivered.find(({ status }) => status === 'delivered')?.parcels ?? 0,
      answers: answers.reduce((sum, one) => sum + one.answers, 0),
      contradicting: answers.find((one) => one.contradicts)?.answers ?? 0,
      alerts: await ofBrand(alerts),
      holds: await ofBrand(holds),
      toBeSent: await ofBrand(outboxMessages),
    };
  });
