/** What an operator does by hand, command by command, as the command line runs it. */
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commands } from './commands.ts';
import { type Config, readConfig } from './config.ts';
import { type Hook, openTestHouse, type TestBrand, type TestHouse } from './testing/house.ts';
import { sixScans, trackerEvent } from './testing/trackers.ts';

let home: TestHouse;
let shop: TestBrand;
let config: Config;
const dataDir = mkdtempSync(join(tmpdir(), 'doorstep-commands-'));
beforeAll(async () => {
  home = await openTestHouse();
  config = readConfig({
    DATABASE_URL: process.env.DATABASE_URL,
    DATA_DIR: dataDir,
    DOORSTEP_SECRET: home.house.config.secret,
    LOG_LEVEL: 'error',
  });
});
afterAll(async () => {
  await home.close();
  rmSync(dataDir, { recursive: true, force: true });
});
beforeEach(async () => {
  shop = await home.addBrand();
});

const asGiven = (options: Readonly<Record<string, string | true>>) => {
  const text = (option: string): string | undefined => {
    const value = options[option];
    return typeof value === 'string' ? value : undefined;
  };
  const needed = (option: string): string => text(option) ?? expect.unreachable(`--${option} is needed`);
  return { text, needed, flag: (option: string) => options[option] === true };
};

// biome-ignore lint/suspicious/noExplicitAny: every command prints what it has to say.
const doorstep = async (name: string, options: Readonly<Record<string, string | true>> = {}): Promise<any> => {
  const command = commands.find((one) => one.name === name);
  if (!command) throw new Error(`there is no command ${name}`);
  expect(Object.keys(command.options)).toEqual(expect.arrayContaining(Object.keys(options)));
  return command.run(asGiven(options), config);
};

describe('connection', () => {
  test('ok: add says what the connection does, and gives no address where no push could prove itself', async () => {
    const add = (source: string, secret?: string) =>
      doorstep('connection add', { brand: shop.id, source, ...(secret === undefined ? {} : { secret }) });
    expect(await add('dhl', '{"apiKey":"k"}')).toEqual({
      id: expect.any(String),
      url: null,
      pulls: true,
      pushes: false,
    });
    const both = await add('dhl', '{"apiKey":"k","hookSecret":"sixteen characters and more"}');
    expect(both).toEqual({ id: both.id, url: `${shop.brand.origin}/hooks/${both.id}`, pulls: true, pushes: true });
    expect(await add('easypost')).toMatchObject({ secret: expect.any(String), pulls: false, pushes: true });
    await expect(add('dhl', '{"apikey":"typo"}')).rejects.toThrow('apiKey');
  });

  test('ok: rotate takes a new credential and refuses one that cannot be used', async () => {
    const { id } = await doorstep('connection add', { brand: shop.id, source: 'dhl', secret: '{"apiKey":"k"}' });
    const rotate = (secret: string) => doorstep('connection rotate', { brand: shop.id, id, secret });
    expect(await rotate('{"apiKey":"k-2"}')).toEqual({ id, url: null, pulls: true, pushes: false });
    await expect(rotate('k-3')).rejects.toThrow('asks DHL');
  });
});

describe('inbox', () => {
  let carrier: Hook;
  beforeEach(async () => {
    carrier = await shop.connect('easypost');
    await shop.order('1001', { shipments: [{ id: 's-1', trackingNumber: 'JJD1' }] });
  });

  test('ok: list counts by source and by code, and finds what holds a code', async () => {
    await carrier.deliver(trackerEvent('JJD1', [['teleported', 'beamed_up', '2026-11-19T09:00:00Z']]));
    await carrier.deliver('{"object":"Cake"}');
    const listed = await doorstep('inbox list', { brand: shop.id });
    expect(listed).toMatchObject({
      counts: [
        { source: 'easypost', outcome: 'not_understood', messages: 1 },
        { source: 'easypost', outcome: 'understood', messages: 1 },
      ],
      codes: [{ source: 'easypost', code: expect.stringContaining('beamed_up'), messages: 1 }],
      messages: [{ outcome: 'not_understood', unmappedCodes: [] }],
    });
    const [{ code }] = listed.codes;
    expect((await doorstep('inbox list', { brand: shop.id, code })).messages).toMatchObject([
      { outcome: 'understood', unmappedCodes: [code] },
    ]);
    await expect(doorstep('inbox list', { brand: shop.id, outcome: 'lost' })).rejects.toThrow(
      '--outcome must be one of',
    );
  });

  test('ok: show prints a message as it came, with what became of it', async () => {
    const payload = JSON.stringify(
      trackerEvent('JJD1', [...sixScans.slice(0, 1), ['x', 'beamed_up', '2026-11-19T09:00:00Z']]),
    );
    await carrier.deliver(payload, { 'user-agent': 'EasyPost Webhook' });
    const { messages } = await doorstep('inbox list', { brand: shop.id, outcome: 'understood' });
    expect(await doorstep('inbox show', { brand: shop.id, id: messages[0].id })).toMatchObject({
      id: messages[0].id,
      source: 'easypost',
      topic: 'tracker.updated',
      outcome: 'understood',
      detail: null,
      unmappedCodes: [expect.stringContaining('beamed_up')],
      tries: 1,
      headers: { 'user-agent': 'EasyPost Webhook', 'content-type': 'application/json' },
      body: payload,
      encoding: 'text',
    });
  });

  test('ok: show prints bytes that are no text in base64', async () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x00, 0x41]);
    const mac = createHmac('sha256', carrier.secret.normalize('NFKD')).update(bytes).digest('hex');
    const headers = { 'x-hmac-signature': `hmac-sha256-hex=${mac}` };
    await shop.ask(`/hooks/${carrier.id}`, { method: 'POST', body: bytes, headers });
    const { messages } = await doorstep('inbox list', { brand: shop.id });
    const shown = await doorstep('inbox show', { brand: shop.id, id: messages[0].id });
    expect(shown).toMatchObject({ outcome: 'not_understood', body: '//4AQQ==', encoding: 'base64' });
    expect(shown.detail).not.toBeNull();
  });

  test('refuses to show what another brand received, or what never was', async () => {
    await carrier.deliver('{"object":"Cake"}');
    const { messages } = await doorstep('inbox list', { brand: shop.id });
    const other = await home.addBrand();
    for (const id of [messages[0].id, 'never'])
      await expect(doorstep('inbox show', { brand: other.id, id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('sms connect', () => {
  const connect = (more: Readonly<Record<string, string>>) =>
    doorstep('sms connect', { brand: shop.id, url: 'https://sms.example/texts', from: 'Roesterei', ...more });

  test('ok: an adapter gets a signing secret, shown this once; whoever speaks as Twilio does brings a token', async () => {
    const { secret, ...told } = await connect({ kind: 'signed' });
    expect(told).toEqual({ brand: shop.id, kind: 'signed', from: 'Roesterei' });
    expect(secret).toMatch(/^whsec_/);
    expect(await connect({ kind: 'signed', secret })).toEqual(told);
    expect(await connect({ secret: 'AC1:token' })).toEqual({ ...told, kind: 'twilio' });
  });

  test.each([
    ['a token to sign with', { kind: 'signed', secret: 'AC1:token' }],
    ['a signing secret as a token', { secret: `whsec_${Buffer.alloc(32).toString('base64')}` }],
    ['no token', {}],
    ['a secret that is too short', { kind: 'signed', secret: 'whsec_c2hvcnQ=' }],
    ['a kind that is none', { kind: 'carrier pigeon', secret: 'AC1:token' }],
  ] as const)('refuses %s', async (_what, more) => {
    await expect(connect(more)).rejects.toMatchObject({ code: 'invalid' });
  });
});

test.each([
  ['inbox list', {}],
  ['inbox show', { id: 'x' }],
  ['inbox replay', { id: 'x' }],
  ['outbox dead', {}],
  ['slack remove', {}],
  ['sms disconnect', {}],
])('refuses %s for a brand that does not exist', async (name, more) => {
  const asked = doorstep(name, { brand: 'nowhere', ...more });
  await expect(asked).rejects.toMatchObject({ code: 'not_found', message: expect.stringContaining('Brand nowhere') });
});

describe('the command line itself', () => {
  const run = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli.ts', ...words], { encoding: 'utf8' });
    return { status, stdout, stderr };
  };

  test('ok: help lists the commands', () => {
    expect(run('help')).toEqual({ status: 0, stdout: expect.stringContaining('\n  brand add --id'), stderr: '' });
  });

  test('ok: a beginning tells what it can be, and help of it says the same', () => {
    const related = expect.stringMatching(
      /^doorstep COMMAND\n {2}connection add .+\n {2}connection rotate (?!.*\n {2}brand)/s,
    );
    expect(run('connection', '--help')).toEqual({ status: 0, stdout: related, stderr: '' });
    expect(run('connection')).toEqual({ status: 1, stdout: '', stderr: related });
  });

  test('refuses a command that it does not know, by name', () => {
    const refused = { status: 1, stdout: '', stderr: expect.stringMatching(/^unknown command: frob\n/) };
    expect(run('frob')).toEqual(refused);
  });
});

test.each(['check', 'backup', 'inbox list'])(
  'refuses %s where there is no database, and makes nothing there',
  async (name) => {
    const folder = join(dataDir, 'absent');
    const command = commands.find((one) => one.name === name) ?? expect.unreachable(name);
    await expect(command.run(asGiven({}), readConfig({ DATA_DIR: folder }))).rejects.toThrow(
      `There is no database at ${join(folder, 'doorstep.db')}`,
    );
    expect(existsSync(folder)).toBe(false);
  },
);
