/** What is kept about a person, all of it: given to her whole, and gone when she goes. Each test has a brand of its own. */
import { type Column, eq, getTableColumns } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customers, erasures as erasureTable, outboxMessages } from '../../db/schema/index.ts';
import { findCustomer } from '../customers/index.ts';
import { purgeOutbox } from '../jobs/purge.ts';
import { findOrder } from '../orders/index.ts';
import { allTables, dumpTables, type TableName } from '../testing/dump.ts';
import { openTestHouse, type TestBrand, type TestHouse } from '../testing/house.ts';
import { reapplyErasures } from './index.ts';
import { impersonalTables, type PersonalTable, personalTable, personalTableNames } from './personalData.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

/** Whom a row of a specimen belongs to. */
interface Refs {
  readonly brandId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly shipmentId: string;
  readonly alertId: string;
  readonly redemptionId: string;
  readonly messageId: string;
  readonly deviceId: string;
}

/** A row of `table` in which every text that may be is `text`, and every id is hers. */
const specimen = (of: TableName, table: (typeof allTables)[number][1], refs: Refs, text: string): object => {
  const known: Record<string, unknown> = {
    ...refs,
    id: idOf(of, refs),
    subjectId: refs.customerId,
    referrerId: refs.customerId,
    friendId: null,
    audience: 'shopper',
    subscriptionId: of === 'pushFollows' ? refs.deviceId : house.house.newId(),
  };
  return Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([name, column]) => {
      if (name in known) return [name, known[name]];
      const value = fitting(column, text);
      const isKey = /Id$|Hash$|^(?:identity|source|sealed|code$|subject$|credential|endpoint|dedup|occurrence)/.test(
        name,
      );
      return [name, isKey && typeof value === 'string' ? `${text} ${house.house.newId()}` : value];
    }),
  );
};

const idOf = (name: TableName, refs: Refs): string => {
  const own: Partial<Record<TableName, keyof Refs>> = {
    alerts: 'alertId',
    redemptions: 'redemptionId',
    outboxMessages: 'messageId',
    pushSubscriptions: 'deviceId',
  };
  const key = own[name];
  return key ? refs[key] : house.house.newId();
};

/** Something that `column` takes: on SQLite the kind of a column shows only in how it reads what is stored. */
const fitting = (column: Column, text: string): unknown => {
  const type = column.getSQLType();
  if (column.dataType === 'boolean' || type === 'boolean') return true;
  if (/^timestamp/.test(type)) return house.clock();
  if (type === 'blob' || type === 'bytea') return Buffer.from(text);
  if (type === 'jsonb') return [text];
  if (type === 'text') return readsAsItIs(column) ? text : [text];
  return column.mapFromDriverValue(1) instanceof Date ? house.clock() : 1;
};

const readsAsItIs = (column: Column): boolean => {
  try {
    return column.mapFromDriverValue('no JSON') === 'no JSON';
  } catch {
    return false;
  }
};

/** An order of a customer, and a row of hers in every other table that may have one. */
const fill = async (brand: TestBrand, n: string, text: string): Promise<Refs> => {
  await brand.order(n, {
    customer: { id: `c-${n}`, email: `${n}@secret.example`, name: text, birthday: n === 'her' ? '05-17' : '01-01' },
    shippingAddress: { name: text, line1: n === 'her' ? 'Geheimgasse 7' : 'Fremdweg 1', countryCode: 'DE' },
  });
  const { store, newId, perform } = house.house;
  const order = await store.read((reader) => findOrder(reader, brand.id, n));
  if (!order) throw new Error('no order');
  const rows = await brand.api('GET', `customers/c-${n}/export`);
  const refs: Refs = {
    brandId: brand.id,
    customerId: order.customerId,
    orderId: order.id,
    shipmentId: rows.body.data.shipments[0].id,
    alertId: newId(),
    redemptionId: newId(),
    messageId: newId(),
    deviceId: newId(),
  };
  const made = new Set<TableName>(['customers', 'orders', 'shipments', 'orderItems', 'shipmentItems']);
  await perform(async ({ tx }) => {
    for (const [name, table] of allTables) {
      if (made.has(name) || name in impersonalTables) continue;
      await tx
        .insert(table)
        .values(specimen(name, table, refs, text) as never)
        .onConflictDoNothing();
    }
  });
  return refs;
};

const idText = (value: unknown) => JSON.stringify(value);

describe('what is personal', () => {
  test('S42 ok: every table of the schema is either exported or explained, and none is both', () => {
    const named = [...personalTableNames, ...Object.keys(impersonalTables)].sort();
    expect(named).toEqual(allTables.map(([name]) => name).sort());
  });

  test('S42 ok: every column that is withheld or emptied is there', () => {
    for (const name of personalTableNames) {
      const { table, rule } = personalTable(name);
      const columns = Object.keys(getTableColumns(table));
      expect(columns, name).toEqual(expect.arrayContaining([...(rule.withheld ?? [])]));
      if (rule.erase !== 'delete') expect(columns, name).toEqual(expect.arrayContaining(Object.keys(rule.erase)));
    }
  });
});

describe('the export', () => {
  test('S42 ok: has a row of hers from every table, and none of anybody else', async () => {
    const brand = await house.addBrand();
    const other = await house.addBrand();
    await fill(brand, 'her', 'Naomi Unverkennbar');
    await fill(brand, 'stranger', 'Fremde Person');
    await fill(other, 'her', 'Andere Marke');
    const { status, body, text } = await brand.api('GET', 'customers/c-her/export');
    expect(status).toBe(200);
    const empty = personalTableNames.filter((name: PersonalTable) => body.data[name].length === 0);
    expect(empty).toEqual([]);
    expect(text).toContain('her@secret.example');
    expect(text).not.toMatch(/stranger@|Fremde Person|Andere Marke/);
  });

  test('S42 ok: holds no secret of ours and nothing about somebody else', async () => {
    const brand = await house.addBrand();
    await fill(brand, 'her', 'Naomi Unverkennbar');
    const { body } = await brand.api('GET', 'customers/c-her/export');
    const columns = (name: string) => Object.keys(body.data[name][0]);
    expect(columns('sessions')).not.toContain('tokenHash');
    expect(columns('signInCodes')).not.toContain('codeHash');
    expect(columns('passkeys')).not.toContain('publicKey');
    expect(columns('outboxMessages')).not.toContain('payload');
    expect(columns('referrals')).not.toContain('friendId');
    expect(columns('alerts')).not.toContain('agentName');
    expect(idText(body.data)).not.toContain(brand.id);
  });

  test('S42 refuses another brand’s customer, and a key without the scope', async () => {
    const [brand, other] = [await house.addBrand(), await house.addBrand()];
    await brand.order('1');
    expect((await other.api('GET', 'customers/c-1/export')).status).toBe(404);
    const key = await brand.addKey(['orders:read']);
    const headers = { authorization: `Bearer ${key}` };
    expect((await brand.ask('/api/v1/customers/c-1/export', { headers })).status).toBe(403);
  });
});

/**
 * Columns of rows that stay, in which nothing is ever written that a person or a shop says of her: words of closed sets,
 * ids, days, and what a reward or a rule was. The specimens put her name there, too, so each is looked at once, here.
 */
const speaksOfNobody: Readonly<Record<string, readonly string[]>> = {
  estimates: ['kind', 'on', 'source'],
  expiryPauses: ['reason', 'sourceId'],
  loyaltyAccounts: ['tier', 'riskToldFor'],
  pointDebts: ['refundId'],
  pointEntries: ['lotId', 'kind', 'source', 'refundId', 'rule'],
  pointLots: ['kind', 'waitsFor', 'expiringToldFor'],
  redemptions: ['rewardId', 'status', 'promise'],
  referrals: ['codeId', 'status', 'heldFor', 'promise'],
  refunds: ['externalId', 'currency', 'items'],
  rewardCodes: ['rewardId', 'sealedCode', 'codeHash'],
  sentimentAnswers: ['occasion', 'reasons', 'source'],
  shipmentWatches: ['reason'],
  tierChanges: ['from', 'to'],
  trackingEvents: ['source', 'status', 'reason', 'rawCode'],
};

/** Everything by which she could be found. */
const identifiers = [
  'naomi unverkennbar',
  'naomi\\u0020',
  'her@secret.example',
  'geheimgasse',
  '+4915112345678',
  'jjdher',
  '"c-her"',
  '05-17',
];

const leaks = async ({ id }: TestBrand): Promise<readonly string[]> => {
  const found = new Set<string>();
  for (const { table, column, text } of await dumpTables(house.house.store, id)) {
    for (const one of identifiers) if (text.toLowerCase().includes(one)) found.add(`${table}.${column}: ${one}`);
  }
  return [...found];
};

describe('the erasure', () => {
  test('S43 ok: no identifier is left in any table, nor in the log; a stranger keeps everything', async () => {
    const brand = await house.addBrand();
    await fill(brand, 'her', 'Naomi Unverkennbar');
    await brand.order('her', { customer: { id: 'c-her', email: 'her@secret.example', phone: '+4915112345678' } });
    const shop = await brand.connect('shopify');
    await shop.deliver(
      { id: 7, email: 'HER@secret.example', note: 'Na\u00f6mi' },
      { 'x-shopify-topic': 'customers/update' },
    );
    await brand.api('PUT', 'orders/again', orderOf('her'), { 'idempotency-key': 'k-1' });
    await fill(brand, 'stranger', 'Fremde Person');
    const stranger = await brand.api('GET', 'customers/c-stranger/export');
    expect(await leaks(brand)).not.toEqual([]);
    const loggedBefore = house.logged.length;

    const erased = await brand.api('DELETE', 'customers/c-her');
    expect(erased).toMatchObject({ status: 200, body: { pseudonym: expect.stringMatching(/^erased-/) } });
    const left = (await leaks(brand)).filter((leak) => {
      const [table = '', column = ''] = leak.split(/[.:]/);
      return !speaksOfNobody[table]?.includes(column);
    });
    expect(left).toEqual([]);
    expect(house.logged.slice(loggedBefore).join('\n')).not.toMatch(/naomi|her@|c-her|geheimgasse/i);
    const after = await brand.api('GET', 'customers/c-stranger/export');
    expect(after.body.data).toEqual(stranger.body.data);
  });

  test('S43 ok: mail that waits is dropped, her links open nothing, and her session is dead', async () => {
    const brand = await house.addBrand();
    const { page, portal } = await brand.order('1');
    const cookie = await brand.signInShopper('c-1');
    await brand.ask(`${page}/sign-in`, {
      method: 'POST',
      headers: { origin: brand.brand.origin },
      body: new URLSearchParams(),
    });
    const waiting = async () =>
      (await dumpTables(house.house.store, brand.id)).filter(({ table }) => /^outbox/.test(table));
    expect(await waiting()).not.toEqual([]);
    await brand.api('DELETE', 'customers/c-1');
    expect(await waiting()).toEqual([]);
    expect((await brand.ask(`${portal}/glance`)).status).toBe(404);
    expect((await brand.ask(`${portal}/glance`, { headers: { cookie } })).status).toBe(404);
    expect((await brand.api('GET', 'customers/c-1')).status).toBe(404);
  });

  test('S43 ok: entries of points stay, and are still as much as her lots', async () => {
    const brand = await house.addBrand();
    const { customerId } = await fill(brand, 'her', 'Naomi Unverkennbar');
    const sumsOf = async () => {
      const sums = { entries: 0n, lots: 0n };
      for (const [name, key] of [
        ['pointEntries', 'entries'],
        ['pointLots', 'lots'],
      ] as const) {
        const { table } = personalTable(name);
        const rows = (await house.house.store.read((reader) => reader.select().from(table))) as unknown as {
          customerId: string;
          points: number;
          remaining: number;
        }[];
        for (const row of rows.filter((one) => one.customerId === customerId))
          sums[key] += BigInt(key === 'lots' ? row.remaining : row.points);
      }
      return sums;
    };
    const before = await sumsOf();
    await brand.api('DELETE', 'customers/c-her');
    expect(await sumsOf()).toEqual(before);
    expect(before.entries).toBe(before.lots);
    expect(before.entries).toBeGreaterThan(0n);
  });

  test('S43 ok: the shop is told her id, and that is gone once it was told', async () => {
    const brand = await house.addBrand();
    const { perform } = house.house;
    await brand.order('her', { customer: { id: 'c-her', email: 'her@secret.example' } });
    const hook = { url: 'https://127.0.0.1:9/hook', kinds: ['customer.erased'] };
    expect((await brand.api('PUT', 'webhooks/w-1', hook)).status).toBe(200);
    await brand.api('DELETE', 'customers/c-her');
    expect((await leaks(brand)).every((leak) => leak.startsWith('outboxMessages'))).toBe(true);
    const outbox = (await dumpTables(house.house.store, brand.id)).filter(({ table }) => table === 'outboxMessages');
    expect(outbox.find(({ column }) => column === 'payload')?.text).toContain('c-her');
    await perform(async ({ tx, now }) => {
      await tx
        .update(outboxMessages)
        .set({ status: 'sent', finishedAt: now })
        .where(eq(outboxMessages.brandId, brand.id));
    });
    await purgeOutbox({ ...house.house, signal: new AbortController().signal });
    expect(await leaks(brand)).toEqual([]);
  });

  test('S43 ok: whom the shop sends again is somebody new; the old rows stay with nobody', async () => {
    const brand = await house.addBrand();
    await brand.order('1');
    await brand.api('DELETE', 'customers/c-1');
    const { page } = await brand.order('2', { customer: { id: 'c-1', email: 'new@shopper.example' } });
    const { body } = await brand.api('GET', 'customers/c-1');
    expect(body.customer).toMatchObject({ id: 'c-1', email: 'new@shopper.example', name: null });
    expect(body.orders).toHaveLength(1);
    expect(page).toBeTruthy();
    expect((await brand.api('DELETE', 'customers/c-2')).status).toBe(404);
  });

  test('S43 ok: after a restore she is erased again, and whoever came since is not', async () => {
    const brand = await house.addBrand();
    await brand.order('her', { customer: { id: 'c-her', email: 'her@secret.example', name: 'Naomi Unverkennbar' } });
    const { store, perform, sealer, erasures } = house.house;
    const before = await store.read((reader) => findCustomer(reader, brand.id, 'c-her'));
    await brand.api('DELETE', 'customers/c-her');
    expect(JSON.stringify(erasures.recall())).not.toMatch(/c-her|naomi/i);
    // As an older copy of the database has it: she is there, and no erasure of her.
    const restore = () =>
      perform(async ({ tx }) => {
        await tx.delete(erasureTable).where(eq(erasureTable.brandId, brand.id));
        if (before) await tx.update(customers).set(before).where(eq(customers.id, before.id));
      });
    await restore();
    expect(await leaks(brand)).not.toEqual([]);
    const parts = { store, perform, sealer, memory: erasures };
    expect(await reapplyErasures(parts)).toBe(1);
    expect(await leaks(brand)).toEqual([]);
    expect(await reapplyErasures(parts)).toBe(0);

    house.clock.advance(60_000);
    await brand.order('new', { customer: { id: 'c-her', email: 'her@secret.example' } });
    expect(await reapplyErasures(parts)).toBe(0);
    expect((await brand.api('GET', 'customers/c-her')).status).toBe(200);
    expect(await reapplyErasures(parts, { all: true })).toBeGreaterThan(0);
    expect((await brand.api('GET', 'customers/c-her')).status).toBe(404);
  });

  test('S43 ok: who came again and was erased again is so after a restore from between the two', async () => {
    const brand = await house.addBrand();
    const { store, perform, sealer, erasures } = house.house;
    const her = { id: 'c-her', email: 'her@secret.example' };
    await brand.order('her', { customer: her });
    await brand.api('DELETE', 'customers/c-her');
    house.clock.advance(60_000);
    await brand.order('again', { customer: her });
    const customer = await store.read((reader) => findCustomer(reader, brand.id, 'c-her'));
    const ofBrand = eq(erasureTable.brandId, brand.id);
    const [erasure] = await store.read((reader) => reader.select().from(erasureTable).where(ofBrand));
    house.clock.advance(60_000);
    await brand.api('DELETE', 'customers/c-her');
    await perform(async ({ tx }) => {
      if (erasure) await tx.update(erasureTable).set(erasure).where(ofBrand);
      if (customer) await tx.update(customers).set(customer).where(eq(customers.id, customer.id));
    });
    expect((await brand.api('GET', 'customers/c-her')).status).toBe(200);
    const parts = { store, perform, sealer, memory: erasures };
    expect(await reapplyErasures(parts)).toBe(1);
    expect((await brand.api('GET', 'customers/c-her')).status).toBe(404);
    expect(await reapplyErasures(parts)).toBe(0);
  });
});

const orderOf = (n: string) => ({
  number: 'again',
  placedAt: '2026-11-18T09:12:00Z',
  currency: 'EUR',
  totalMinor: 100,
  customer: { id: `c-${n}`, email: `${n}@secret.example` },
  items: [{ id: 'i', name: 'Tea', quantity: 1, unitPriceMinor: 100 }],
});
