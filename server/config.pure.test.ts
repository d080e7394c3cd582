import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Config, ConfigFault, readConfig } from './config.ts';

const secret = 'a secret of at least 32 characters';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doorstep-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (env: Record<string, string> = {}): Config => readConfig({ DATA_DIR: folder, ...env });
const faultsOf = (env: Record<string, string>): string[] => {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigFault) return error.message.split('\n- ').slice(1);
    throw error;
  }
  return [];
};

describe('what is given', () => {
  test('ok: nothing, and there is a default for everything', () => {
    expect(read()).toEqual({
      production: false,
      port: 4321,
      host: '127.0.0.1',
      dataDir: folder,
      databaseUrl: `file:${join(folder, 'doorstep.db')}`,
      secret: expect.stringMatching(/^[\w-]{43}$/),
      mailUrl: null,
      trustedProxies: [],
      allowLoopbackTargets: false,
      logLevel: 'info',
      metricsToken: null,
    });
  });

  test('ok: everything', () => {
    const config = read({
      NODE_ENV: 'production',
      PORT: '8080',
      HOST: '0.0.0.0',
      DATABASE_URL: 'postgres://doorstep@db/doorstep',
      DOORSTEP_SECRET: secret,
      MAIL_URL: 'smtps://mail.example.com',
      TRUSTED_PROXIES: '10.0.0.0/8, ::1,',
      ALLOW_LOOPBACK_TARGETS: '1',
      LOG_LEVEL: 'warn',
      METRICS_TOKEN: 'a token for metrics',
    });
    expect(config).toEqual({
      production: true,
      port: 8080,
      host: '0.0.0.0',
      dataDir: folder,
      databaseUrl: 'postgres://doorstep@db/doorstep',
      secret,
      mailUrl: 'smtps://mail.example.com',
      trustedProxies: ['10.0.0.0/8', '::1'],
      allowLoopbackTargets: true,
      logLevel: 'warn',
      metricsToken: 'a token for metrics',
    });
  });

  test('ok: what is given empty is not given, as compose files do', () => {
    const { port, mailUrl, allowLoopbackTargets } = read({ PORT: '', MAIL_URL: '', ALLOW_LOOPBACK_TARGETS: '' });
    expect({ port, mailUrl, allowLoopbackTargets }).toEqual({ port: 4321, mailUrl: null, allowLoopbackTargets: false });
  });

  test('refuses with every fault at once, by name', () => {
    const faults = faultsOf({
      PORT: '65536',
      DATABASE_URL: 'mysql://db',
      DOORSTEP_SECRET: 'short',
      MAIL_URL: 'mail.example.com',
      ALLOW_LOOPBACK_TARGETS: 'perhaps',
      LOG_LEVEL: 'loud',
      METRICS_TOKEN_FILE: join(folder, 'absent'),
    });
    const named = faults.map((fault) => fault.split(':')[0]).sort();
    expect(named).toEqual([
      'ALLOW_LOOPBACK_TARGETS',
      'DATABASE_URL',
      'DOORSTEP_SECRET',
      'LOG_LEVEL',
      'MAIL_URL',
      'METRICS_TOKEN_FILE',
      'PORT',
    ]);
    expect(faults.join()).not.toContain('short');
  });
});

describe('the secret', () => {
  test('refuses production without one, and makes none', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual(['DOORSTEP_SECRET: is needed in production']);
    expect(faultsOf({ NODE_ENV: 'production', PORT: 'x' })).toHaveLength(2);
    expect(existsSync(join(folder, 'secret'))).toBe(false);
  });

  test('S44 ok: elsewhere it is made once, for the owner alone to read', () => {
    const dataDir = join(folder, 'data');
    const made = read({ DATA_DIR: dataDir }).secret;
    expect(read({ DATA_DIR: dataDir }).secret).toBe(made);
    expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe(`${made}\n`);
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  });

  test('refuses one of 31 characters, takes one of 32', () => {
    expect(faultsOf({ DOORSTEP_SECRET: 'x'.repeat(31) })).toHaveLength(1);
    expect(faultsOf({ DOORSTEP_SECRET: 'x'.repeat(32) })).toEqual([]);
  });
});

describe('*_FILE', () => {
  test('ok: the content of the file without the line end, before the variable itself', () => {
    const file = join(folder, 'given');
    writeFileSync(file, `${secret}\n`);
    const { secret: found, production } = read({
      NODE_ENV: 'production',
      DOORSTEP_SECRET_FILE: file,
      DOORSTEP_SECRET: 'y'.repeat(40),
    });
    expect({ found, production }).toEqual({ found: secret, production: true });
  });

  test('refuses a file that cannot be read, also where a default would do', () => {
    expect(faultsOf({ MAIL_URL_FILE: join(folder, 'absent') })).toEqual([
      `MAIL_URL_FILE: ${join(folder, 'absent')} cannot be read`,
    ]);
  });

  test('refuses in a file what it refuses in the variable', () => {
    const file = join(folder, 'given');
    writeFileSync(file, 'too short');
    expect(faultsOf({ DOORSTEP_SECRET_FILE: file })).toEqual([expect.stringMatching(/^DOORSTEP_SECRET: /)]);
  });
});
