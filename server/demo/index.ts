/**
 * The demo: two brands with their people, whose parcels were brought by the demo's courier through the real hooks. It
 * begins anew at each start, in a folder of its own.
 */
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { addApiKey, addStaff } from '../auth/index.ts';
import { type Brand, type BrandInput, putBrand } from '../brands/index.ts';
import type { House, Replacements } from '../compose.ts';
import type { Config } from '../config.ts';
import { addConnection } from '../intake/index.ts';
import { watchShipmentsOf } from '../jobs/schedule.ts';
import { endInOrder, type Served, serve } from '../main.ts';
import { type OrderInput, putOrder } from '../orders/index.ts';
import { keepModel, trainApart } from '../shipments/index.ts';
import type { Work } from '../work.ts';
import { backdatePoints } from './backdate.ts';
import { demoBrands } from './brands.ts';
import { furnishCompany } from './company.ts';
import { type Courier, createCourier, type Feed, type Knock } from './courier.ts';
import { pastParcels } from './pastParcels.ts';
import { stockShelf } from './programmes.ts';
import { readDemo } from './read.ts';
import { demoRoutes } from './routes.ts';
import { openShops } from './shop.ts';
import { demoStories, type Story } from './stories.ts';

export interface Persona {
  readonly story: Story;
  readonly brand: Brand;
  readonly courier: Courier;
  /** The tracking page, absolute. */
  readonly link: string;
}

export interface DemoSet {
  readonly personas: readonly Persona[];
  readonly desks: readonly { readonly brandName: string; readonly url: string; readonly email: string }[];
  /** Of the first brand. */
  readonly apiKey: string;
}

const folder = 'demo';

/** Serves the demo until the process is asked to end. @returns what to open, in words for a terminal */
export const demo = async (given: Config): Promise<string> => {
  const served = await startDemo(given);
  endInOrder(served);
  return welcome(served.set, served.port, isOnSqlite(given) ? join(given.dataDir, folder) : null);
};

/** Starts the demo and leaves its end to the caller, as the browser tests do. */
export const startDemo = async (
  given: Config,
  replacements: Replacements = {},
): Promise<Served & { readonly set: DemoSet }> => {
  const dataDir = join(given.dataDir, folder);
  rmSync(dataDir, { recursive: true, force: true });
  const config: Config = {
    ...given,
    dataDir,
    databaseUrl: isOnSqlite(given) ? `file:${join(dataDir, 'doorstep.db')}` : given.databaseUrl,
    logLevel: given.logLevel === 'info' ? 'warn' : given.logLevel,
  };
  shareSecret(given.dataDir, dataDir);
  let set: DemoSet = { personas: [], desks: [], apiKey: '' };
  const served = await serve(
    config,
    (house) => {
      const read = () => readDemo(house, set);
      return { routes: [demoRoutes(house, () => set)], portalOf: () => ({ desk: null, demo: read }) };
    },
    replacements,
  );
  set = await furnish(served.house, served.port, async (request) => served.app.request(request));
  return { ...served, set };
};

const isOnSqlite = ({ databaseUrl }: Config): boolean => databaseUrl.startsWith('file:');

/** Links are the same at each start, and so they are for the command line when it is pointed at the demo's folder. */
const shareSecret = (from: string, to: string): void => {
  const secret = join(from, 'secret');
  if (!existsSync(secret)) return;
  mkdirSync(to, { recursive: true });
  copyFileSync(secret, join(to, 'secret'));
};

/** Fills an empty house: the brands, their people, and the parcels as far as they have come. */
export const furnish = async (house: House, port: number, knock: Knock): Promise<DemoSet> => {
  const { perform, sealer, clock, pageOf } = house;
  const now = clock();
  const homes = new Map<string, { brand: Brand; feed: Feed }>();
  const desks: { brandName: string; url: string; email: string }[] = [];
  const keys: string[] = [];
  for (const input of demoBrands(port)) {
    const { brand, feed, email, key } = await perform((work) => openBrand(work, sealer, input));
    homes.set(brand.id, { brand, feed });
    if (brand.id === 'dar-al-oud') {
      const model = await trainApart(pastParcels(now), { at: now, timeZone: brand.timeZone });
      await perform((work) => keepModel(work, brand.id, model));
    }
    desks.push({ brandName: brand.name, url: `${brand.origin}/desk`, email });
    keys.push(key);
  }
  const personas: Persona[] = [];
  for (const story of demoStories(now)) {
    const home = homes.get(story.brandId);
    if (!home) throw new Error(`the demo has no brand ${story.brandId}`);
    for (const earlier of story.earlier) {
      const past = await perform((work) => putOrder(work, story.brandId, earlier.orderId, earlier.order, 'demo'));
      await createCourier({ ...story, ...earlier }, home.feed, knock).begin(now);
      await perform((work) => backdatePoints(work, past.order));
    }
    // What was promised comes last: a parcel that is there already must not be told of as late on the way to that.
    await perform((work) => putOrder(work, story.brandId, story.orderId, unpromised(story.order), 'demo'));
    const courier = createCourier(story, home.feed, knock);
    await courier.begin(now);
    const { order } = await perform((work) => putOrder(work, story.brandId, story.orderId, story.order, 'demo'));
    await perform((work) => backdatePoints(work, order));
    personas.push({ story, brand: home.brand, courier, link: pageOf(home.brand, order) });
  }
  for (const { brand } of homes.values()) await furnishCompany(house, brand);
  const currencyOf = (brandId: string): string => homes.get(brandId)?.brand.currency ?? 'EUR';
  await perform((work) => openShops(work, currencyOf));
  // Support finds the late parcel on the list at once, and not after the first ten minutes.
  const { store } = house;
  const { signal } = new AbortController();
  for (const { brand } of homes.values()) await watchShipmentsOf({ store, perform, clock, signal }, brand);
  return { personas, desks, apiKey: keys[0] ?? '' };
};

const unpromised = (order: OrderInput): OrderInput => ({
  ...order,
  ...(order.shipments && {
    shipments: order.shipments.map(({ promisedOn: _day, carrierEstimate: _estimate, ...shipment }) => shipment),
  }),
});

/** A brand with its carrier's hook, somebody at its desk and a key for its API. */
const openBrand = async (work: Work, sealer: House['sealer'], input: BrandInput) => {
  const brand = await putBrand(work, input);
  const { id, secret } = await addConnection(work, sealer, { brandId: brand.id, source: 'easypost' });
  await stockShelf(work, sealer, brand.id);
  const isFirst = brand.id === 'roestwerk';
  const email = `${isFirst ? 'mara' : 'noura'}@${brand.id}.example`;
  const name = isFirst ? 'Mara Lindner' : 'نورة السبيعي';
  await addStaff(work, { brandId: brand.id, email, name, role: 'admin', locale: brand.locale });
  const { key } = await addApiKey(work, { brandId: brand.id, name: 'Demo' });
  return { brand, feed: { url: `${brand.origin}/hooks/${id}`, secret }, email, key };
};

/** @param dataDir null where the database is on a server: the command line finds that by itself */
const welcome = ({ personas, desks, apiKey }: DemoSet, port: number, dataDir: string | null): string =>
  [
    '',
    '  Doorstep is here. Play the courier and read the mail:',
    `    http://localhost:${port}/demo`,
    '',
    ...personas.map(({ story, link }) => `  ${story.person.padEnd(10)} ${link}\n             ${story.story}`),
    '',
    '  The desk (the sign-in code is in the mail on /demo):',
    ...desks.map(({ url, email }) => `    ${url}  as ${email}`),
    '',
    '  The merchant API (docs at /api/docs), and the promo gate for Marshall:',
    `    curl -H 'Authorization: Bearer ${apiKey}' \\`,
    `      'http://localhost:${port}/api/v1/promos/decision?customer=c-marshall&product=espresso'`,
    '',
    ...(dataDir === null
      ? []
      : [
          `  The data, anew at each start, is in ${dataDir}. To look into it:`,
          `    DATA_DIR=${relative('.', dataDir)} npm run -s doorstep -- check`,
          '',
        ]),
  ].join('\n');
