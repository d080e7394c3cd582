/**
 * What this browser remembers for the brand: the orders whose links were opened here, answers that could not be sent
 * yet, and a few settings. The page and the service worker read and write the same; without storage nothing breaks.
 */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';

/** One line of “my orders”, as it was when the page was last seen. */
export interface KeptOrder {
  readonly link: string;
  readonly number: string;
  readonly headline: string;
  readonly line: string;
  /** When the headline was true, ISO. */
  readonly asOf: string;
  /** When the page was last opened here, ISO. */
  readonly openedAt: string;
}

/** An answer or a message that waits for a connection. */
export interface QueuedAnswer {
  readonly path: string;
  readonly body: string;
  /** The same at every try, so that the server performs it once. */
  readonly key: string;
  readonly keptAt: number;
}

export interface Settings {
  /** Names this browser to the brand's push subscriptions; made here and known nowhere else. */
  readonly deviceId: string;
  readonly pushKey: string;
  /** What the server was told last, so that it is told again only when something changed. */
  readonly told: {
    readonly endpoint: string;
    readonly links: readonly string[];
    /** In which language it was asked for. */
    readonly locale: string;
    readonly at: number;
  };
  readonly visits: { readonly count: number; readonly lastAt: number };
  readonly installDeclinedAt: number;
  readonly wasHappy: boolean;
}

interface Schema extends DBSchema {
  orders: { key: string; value: KeptOrder };
  queue: { key: number; value: QueuedAnswer };
  settings: { key: string; value: unknown };
}

const ordersMax = 30;

const databaseName = 'doorstep';

let opened: Promise<IDBPDatabase<Schema>> | null = null;

const database = (): Promise<IDBPDatabase<Schema>> => {
  opened ??= openDB<Schema>(databaseName, 1, {
    upgrade(db) {
      db.createObjectStore('orders', { keyPath: 'link' });
      db.createObjectStore('queue', { autoIncrement: true });
      db.createObjectStore('settings');
    },
    // Another tab deletes or upgrades: holding on would block it for ever.
    blocking: () => void closeDevice(),
    terminated: () => {
      opened = null;
    },
  });
  return opened;
};

/** Lets go of the database; the next use opens it again. */
export const closeDevice = async (): Promise<void> => {
  const db = await opened;
  opened = null;
  db?.close();
};

/** A sign-out may take the database away in the middle of it: whoever reads is told, and nobody waits for the end. */
const reading = async <Name extends 'orders' | 'queue' | 'settings'>(name: Name) => {
  const transaction = (await database()).transaction(name);
  transaction.done.catch(() => undefined);
  return transaction.store;
};

/** The orders of this device, the one opened last first. */
export const listOrders = async (): Promise<readonly KeptOrder[]> =>
  (await (await reading('orders')).getAll()).sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1));

export const keepOrder = async (order: KeptOrder): Promise<void> => {
  const db = await database();
  await db.put('orders', order);
  for (const { link } of (await listOrders()).slice(ordersMax)) await db.delete('orders', link);
};

/** Changes what is known of an order that is listed; one that is not stays unknown. */
export const updateOrder = async (link: string, change: Partial<KeptOrder>): Promise<void> => {
  const order = await (await reading('orders')).get(link);
  if (order) await (await database()).put('orders', { ...order, ...change });
};

export const dropOrder = async (link: string): Promise<void> => {
  await (await database()).delete('orders', link);
};

export const enqueueAnswer = async (answer: QueuedAnswer): Promise<void> => {
  await (await database()).add('queue', answer);
};

/** What waits, oldest first, with its id in the queue. */
export const listQueue = async (): Promise<readonly (readonly [id: number, answer: QueuedAnswer])[]> => {
  const queue = await reading('queue');
  const [ids, answers] = await Promise.all([queue.getAllKeys(), queue.getAll()]);
  return ids.flatMap((id, index) => {
    const answer = answers[index];
    return answer ? [[id, answer] as const] : [];
  });
};

export const dequeueAnswer = async (id: number): Promise<void> => {
  await (await database()).delete('queue', id);
};

export const readSetting = async <Name extends keyof Settings>(name: Name): Promise<Settings[Name] | undefined> =>
  // Written by `writeSetting` alone, which knows the type of each name.
  (await (await reading('settings')).get(name)) as Settings[Name] | undefined;

export const writeSetting = async <Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<void> => {
  await (await database()).put('settings', value, name);
};

export const forgetSetting = async (name: keyof Settings): Promise<void> => {
  await (await database()).delete('settings', name);
};

/** Takes the database away. Page and worker may both do so at once: neither makes it anew. */
export const forgetDevice = async (): Promise<void> => {
  await closeDevice();
  await deleteDB(databaseName);
};
