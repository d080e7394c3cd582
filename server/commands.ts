/** The commands of `doorstep`, one row each. */
import { existsSync } from 'node:fs';
import { z } from 'zod';
import { databaseFile, type Reader } from '../db/store.ts';
import { eraseCustomer, exportCustomer, reapplyErasures } from './account/index.ts';
import { addApiKey, addStaff, scopes } from './auth/index.ts';
import { getBrand, putBrand } from './brands/index.ts';
import { checkDatabase } from './check.ts';
import { compose, type House } from './compose.ts';
import type { Config } from './config.ts';
import { findCustomer } from './customers/index.ts';
import { demo } from './demo/index.ts';
import { Fault, invalidField, notFound } from './faults.ts';
import { takeHistory } from './history.ts';
import {
  addConnection,
  countInbox,
  countUnmappedCodes,
  listInbox,
  replayMessage,
  rotateSecret,
  showMessage,
} from './intake/index.ts';
import { endInOrder, serve } from './main.ts';
import {
  connectSlack,
  connectSms,
  disconnectSlack,
  disconnectSms,
  listDeadLetters,
  replayDeadLetter,
} from './notifications/index.ts';
import { convertOlist, showProgress } from './orders/import/index.ts';
import { findOrder, revokeLinks } from './orders/index.ts';
import { explainShipment } from './shipments/index.ts';

interface Given {
  readonly text: (option: string) => string | undefined;
  readonly needed: (option: string) => string;
  readonly flag: (option: string) => boolean;
}

interface Command {
  readonly name: string;
  readonly about: string;
  readonly options: Readonly<Record<string, 'required' | 'optional' | 'flag'>>;
  /** An object is printed as one JSON line, text as it is; null prints nothing. */
  readonly run: (given: Given, config: Config) => Promise<object | string | null>;
}

type InHouse = (given: Given, house: House) => Promise<object>;

/** Runs `run` in a house that nobody lives in: no workers, no listening. */
const inHouse =
  (run: InHouse) =>
  async (given: Given, config: Config): Promise<object> => {
    const house = await compose(config);
    try {
      return await run(given, house);
    } finally {
      await house.close();
    }
  };

/** The same for what only reads: where there is no database, an empty one that is made on the way would look sound. */
const inStandingHouse =
  (run: InHouse) =>
  async (given: Given, config: Config): Promise<object> => {
    const file = databaseFile(config.databaseUrl);
    if (file !== null && !existsSync(file)) throw new Fault('not_found', `There is no database at ${file}`);
    return inHouse(run)(given, config);
  };

const json = (option: string, text: string | undefined): unknown => {
  if (text === undefined) return undefined;
  try {
    return z.json().parse(JSON.parse(text));
  } catch {
    throw invalidField(option, 'must be JSON');
  }
};

/** @throws Fault `not_found` */
const customerOf = async (reader: Reader, brandId: string, externalId: string) => {
  const brand = await getBrand(reader, brandId);
  const customer = await findCustomer(reader, brand.id, externalId);
  if (!customer) throw notFound(`Customer ${externalId}`);
  return { brandId: brand.id, customerId: customer.id };
};

export const commands: readonly Command[] = [
  {
    name: 'serve',
    about: 'Build the site if needed, migrate and serve.',
    options: {},
    run: async (_, config) => {
      const served = await serve(config);
      endInOrder(served);
      served.house.log.info({ port: served.port, host: config.host }, 'serving');
      return null;
    },
  },
  {
    name: 'demo',
    about: 'Serve two demo brands with their people, and print the links.',
    options: {},
    run: (_, config) => demo(config),
  },
  {
    name: 'brand add',
    about: 'Add a brand, or change the one of that id. --settings takes the settings as JSON.',
    options: {
      id: 'required',
      name: 'required',
      origin: 'required',
      locale: 'optional',
      timezone: 'optional',
      currency: 'optional',
      settings: 'optional',
    },
    run: inHouse(async ({ needed, text }, { perform }) => {
      const brand = await perform((work) =>
        putBrand(work, {
          id: needed('id'),
          name: needed('name'),
          origin: needed('origin'),
          locale: text('locale'),
          timeZone: text('timezone'),
          currency: text('currency'),
          settings: json('settings', text('settings')),
        }),
      );
      return { id: brand.id, name: brand.name, origin: brand.origin };
    }),
  },
  {
    name: 'key add',
    about: `Make an API key, shown this once. Scopes, separated by commas: ${scopes.join(', ')}; all, unless given.`,
    options: { brand: 'required', name: 'required', scopes: 'optional' },
    run: inHouse(async ({ needed, text }, { perform, store }) => {
      const brand = await store.read((reader) => getBrand(reader, needed('brand')));
      const wanted = text('scopes')
        ?.split(',')
        .map((scope) => scope.trim());
      const { key } = await perform((work) =>
        addApiKey(work, { brandId: brand.id, name: needed('name'), scopes: wanted ?? scopes }),
      );
      return { key };
    }),
  },
  {
    name: 'connection add',
    about:
      'Connect a shop or a carrier feed; enter the URL and the secret there. Without --secret one is made. DHL, UPS and FedEx are asked by us where the secret is their credential as JSON, {"apiKey"} for dhl, {"clientId","clientSecret"} for ups and fedex, with "hookSecret" in it where they push as well. The raw answers of other carriers (usps, royalmail, laposte, gls, …) are posted by a job of yours, with the secret as X-Doorstep-Secret.',
    options: { brand: 'required', source: 'required', secret: 'optional' },
    run: inHouse(async ({ needed, text }, { perform, store, sealer }) => {
      const brand = await store.read((reader) => getBrand(reader, needed('brand')));
      const given = text('secret');
      const { id, secret, path, pulls, pushes } = await perform((work) =>
        addConnection(work, sealer, { brandId: brand.id, source: needed('source'), secret: given }),
      );
      const url = path === null ? null : brand.origin + path;
      return { id, url, ...(given === undefined ? { secret } : {}), pulls, pushes };
    }),
  },
  {
    name: 'connection rotate',
    about:
      'Give a connection a new secret; the one before is accepted for another day. One that asks a carrier needs its new credential as --secret.',
    options: { brand: 'required', id: 'required', secret: 'optional' },
    run: inHouse(async ({ needed, text }, { perform, store, sealer }) => {
      const brand = await store.read((reader) => getBrand(reader, needed('brand')));
      const id = needed('id');
      const given = text('secret');
      const { secret, path, pulls, pushes } = await perform((work) =>
        rotateSecret(work, sealer, { brandId: brand.id, id, secret: given }),
      );
      const url = path === null ? null : brand.origin + path;
      return { id, url, ...(given === undefined ? { secret } : {}), pulls, pushes };
    }),
  },
  {
    name: 'slack add',
    about: 'Tell a Slack channel of new cases: the address of an incoming webhook, kept sealed.',
    options: { brand: 'required', url: 'required' },
    run: inHouse(async ({ needed }, house) => {
      const brand = await house.store.read((reader) => getBrand(reader, needed('brand')));
      await house.perform((work) => connectSlack(work, house, { brandId: brand.id, url: needed('url') }));
      return { brand: brand.id };
    }),
  },
  {
    name: 'slack remove',
    about: 'Stop telling Slack.',
    options: { brand: 'required' },
    run: inHouse(async ({ needed }, { perform, store }) => {
      const brand = await store.read((reader) => getBrand(reader, needed('brand')));
      await perform((work) => disconnectSlack(work, { brandId: brand.id }));
      return { brand: brand.id };
    }),
  },
  {
    name: 'sms connect',
    about:
      'Send texts by a provider. --kind twilio (unless given): one that speaks as Twilio does; --url is its Messages resource, --secret account:token. --kind signed: an adapter of yours for any other; it is posted {type, timestamp, data: {to, from, text}}, signed by Standard Webhooks with --secret whsec_…, made when none is given. Secrets are kept sealed.',
    options: { brand: 'required', kind: 'optional', url: 'required', from: 'required', secret: 'optional' },
    run: inHouse(async ({ needed, text }, house) => {
      const brand = await house.store.read((reader) => getBrand(reader, needed('brand')));
      const provider = { kind: text('kind') ?? 'twilio', url: needed('url'), from: needed('from') };
      const { secret } = await house.perform((work) =>
        connectSms(work, house, { brandId: brand.id, ...provider, secret: text('secret') }),
      );
      return { brand: brand.id, kind: provider.kind, from: provider.from, ...(secret === null ? {} : { secret }) };
    }),
  },
  {
    name: 'sms disconnect',
    about: 'Send no more texts.',
    options: { brand: 'required' },
    run: inHouse(async ({ needed }, { perform, store }) => {
      const brand = await store.read((reader) => getBrand(reader, needed('brand')));
      await perform((work) => disconnectSms(work, { brandId: brand.id }));
      return { brand: brand.id };
    }),
  },
  {
    name: 'staff add',
    about: 'Let somebody sign in at the desk. Roles: agent, marketer, admin.',
    options: { brand: 'required', email: 'required', role: 'required', name: 'optional', locale: 'optional' },
    run: inHouse(async ({ needed, text }, { perform, store }) => {
      const brand = await store.read((reader) => getBrand(reader, needed('brand')));
      const { id, email, name, role } = await perform((work) =>
        addStaff(work, {
          brandId: brand.id,
          email: needed('email'),
          role: needed('role'),
          name: text('name'),
          locale: text('locale') ?? brand.locale,
        }),
      );
      return { id, email, name, role, url: `${brand.origin}/desk` };
    }),
  },
  {
    name: 'link',
    about: 'The shopper’s page of an order. --revoke makes every link so far invalid and gives a new one.',
    options: { brand: 'required', order: 'required', revoke: 'flag' },
    run: inStandingHouse(async ({ needed, flag }, { perform, store, pageOf }) => {
      if (flag('revoke')) await perform((work) => revokeLinks(work, needed('brand'), needed('order')));
      return store.read(async (reader) => {
        const brand = await getBrand(reader, needed('brand'));
        const order = await findOrder(reader, brand.id, needed('order'));
        if (!order) throw notFound(`Order ${needed('order')}`);
        return { url: pageOf(brand, order) };
      });
    }),
  },
  {
    name: 'import',
    about:
      'Take in a history of orders: one order of the API a line, with its id and, where there was one, its review; then learn from it. Nobody is written to. --resume goes on where it stopped.',
    options: { brand: 'required', file: 'required', resume: 'flag' },
    run: inHouse(async ({ needed, flag }, house) => {
      const brand = await house.store.read((reader) => getBrand(reader, needed('brand')));
      const { tell, end } = showProgress(process.stderr, () => performance.now());
      try {
        return await takeHistory(house, { brand, file: needed('file'), resume: flag('resume'), progress: tell });
      } finally {
        end();
      }
    }),
  },
  {
    name: 'estimate explain',
    about: 'When we think that a parcel comes, and what moved that.',
    options: { brand: 'required', shipment: 'required' },
    run: inStandingHouse(async ({ needed }, { clock, store }) => {
      const about = { brandId: needed('brand'), externalId: needed('shipment'), now: clock() };
      const told = await store.read((reader) => explainShipment(reader, about));
      if (told === null) throw notFound(`An estimate of ours for ${needed('shipment')}`);
      return told;
    }),
  },
  {
    name: 'convert olist',
    about: 'Turn the orders of the Olist data set into a file to import.',
    options: { in: 'required', out: 'required' },
    run: async ({ needed }) => ({ file: needed('out'), ...(await convertOlist(needed('in'), needed('out'))) }),
  },
  {
    name: 'inbox list',
    about:
      'What sources delivered and we could not understand, newest first, with counts by source and by code. --outcome understood, ignored, not_understood or failed; --code lists the messages that hold one.',
    options: { brand: 'required', outcome: 'optional', code: 'optional' },
    run: inStandingHouse(async ({ needed, text }, { store }) =>
      store.read(async (reader) => {
        const { id: brandId } = await getBrand(reader, needed('brand'));
        return {
          counts: await countInbox(reader, brandId),
          codes: await countUnmappedCodes(reader, brandId),
          messages: await listInbox(reader, { brandId, outcome: text('outcome'), code: text('code'), limit: 100 }),
        };
      }),
    ),
  },
  {
    name: 'inbox show',
    about: 'One message as it came, with what became of it. A body that is no text is in base64.',
    options: { brand: 'required', id: 'required' },
    run: inStandingHouse(async ({ needed }, { store }) =>
      store.read(async (reader) => {
        const brand = await getBrand(reader, needed('brand'));
        return showMessage(reader, { brandId: brand.id, id: needed('id') });
      }),
    ),
  },
  {
    name: 'inbox replay',
    about: 'Read a kept message again.',
    options: { brand: 'required', id: 'required' },
    run: inHouse(async ({ needed }, { perform }) =>
      perform(async (work) => ({
        id: needed('id'),
        ...(await replayMessage(work, await getBrand(work.tx, needed('brand')), needed('id'))),
      })),
    ),
  },
  {
    name: 'outbox dead',
    about: 'Messages that were given up.',
    options: { brand: 'required' },
    run: inStandingHouse(async ({ needed }, { store }) =>
      store.read(async (reader) => {
        const { id: brandId } = await getBrand(reader, needed('brand'));
        return { messages: await listDeadLetters(reader, { brandId }) };
      }),
    ),
  },
  {
    name: 'outbox replay',
    about: 'Try a message again that was given up.',
    options: { brand: 'required', id: 'required' },
    run: inHouse(async ({ needed }, { perform }) => {
      await perform((work) => replayDeadLetter(work, { brandId: needed('brand'), id: needed('id') }));
      return { id: needed('id') };
    }),
  },
  {
    name: 'export',
    about: 'Everything that is kept about a customer, as JSON.',
    options: { brand: 'required', customer: 'required' },
    run: inStandingHouse(async ({ needed }, { clock, store }) =>
      store.read(async (reader) => {
        const about = await customerOf(reader, needed('brand'), needed('customer'));
        return exportCustomer(reader, { ...about, now: clock() });
      }),
    ),
  },
  {
    name: 'erase',
    about:
      'Erase a customer; orders and points stay under a pseudonym. --reapply erases everybody again who ever was, also whom the shop has sent anew since.',
    options: { brand: 'optional', customer: 'optional', reapply: 'flag' },
    run: inHouse(async ({ needed, flag }, house) => {
      if (flag('reapply'))
        return { erased: await reapplyErasures({ ...house, memory: house.erasures }, { all: true }) };
      return house.perform(async (work) => {
        const about = await customerOf(work.tx, needed('brand'), needed('customer'));
        return eraseCustomer(work, { sealer: house.sealer, remember: house.erasures.remember }, about);
      });
    }),
  },
  {
    name: 'check',
    about: 'Prove that the database holds together: balances, lots, cases. Only reads; ends with 1 when it does not.',
    options: {},
    run: inStandingHouse(async (_given, { store }) => {
      const report = await checkDatabase(store);
      if (!report.ok) process.exitCode = 1;
      return report;
    }),
  },
  {
    name: 'backup',
    about: 'Write a consistent copy of the SQLite database while it is in use.',
    options: { to: 'required' },
    run: inStandingHouse(async ({ needed }, { store }) => {
      await store.backup(needed('to'));
      return { file: needed('to') };
    }),
  },
];
