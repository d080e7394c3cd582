/** The only reader of the environment. It reports every fault at once, so that a deployment is mended in one go. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false', ''])
  .default('')
  .transform((text) => text === '1' || text === 'true');

const environment = z.object({
  NODE_ENV: z.string().default(''),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4321),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|file:|\/|\.)/, 'must be postgres://…, file:… or a path')
    .optional(),
  DOORSTEP_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  MAIL_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must be smtp://… or smtps://…')
    .optional(),
  /** Addresses or ranges of proxies whose X-Forwarded-For is believed, separated by commas. */
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  ALLOW_LOOPBACK_TARGETS: flag,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Bearer token that `/metrics` asks for. Without it `/metrics` answers on loopback only. */
  METRICS_TOKEN: z.string().min(16).optional(),
});

export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly secret: string;
  readonly mailUrl: string | null;
  readonly trustedProxies: readonly string[];
  readonly allowLoopbackTargets: boolean;
  readonly logLevel: string;
  readonly metricsToken: string | null;
}

export class ConfigFault extends Error {}

/**
 * Reads the configuration. A variable NAME may instead be given as NAME_FILE with the path of a file that holds it.
 * @throws ConfigFault that names every variable at fault
 */
export const readConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const faults: string[] = [];
  const given: Record<string, string | undefined> = {};
  for (const name of Object.keys(environment.shape)) {
    const file = env[`${name}_FILE`];
    try {
      given[name] = file === undefined ? env[name] || undefined : readFileSync(file, 'utf8').trim();
    } catch {
      faults.push(`${name}_FILE: ${file} cannot be read`);
    }
  }
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const production = given.NODE_ENV === 'production';
  if (production && given.DOORSTEP_SECRET === undefined) faults.push('DOORSTEP_SECRET: is needed in production');
  if (!parsed.success || faults.length > 0)
    throw new ConfigFault(`The configuration has faults:\n- ${faults.join('\n- ')}`);

  const values = parsed.data;
  const dataDir = resolve(values.DATA_DIR);
  return {
    production,
    port: values.PORT,
    host: values.HOST,
    dataDir,
    databaseUrl: values.DATABASE_URL ?? `file:${join(dataDir, 'doorstep.db')}`,
    /** Asked for only where it is needed, so that a command that finds no database leaves nothing behind. */
    get secret() {
      return values.DOORSTEP_SECRET ?? localSecret(dataDir);
    },
    mailUrl: values.MAIL_URL ?? null,
    trustedProxies: values.TRUSTED_PROXIES,
    allowLoopbackTargets: values.ALLOW_LOOPBACK_TARGETS,
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN ?? null,
  };
};

/** Outside production a secret is made once and kept in the data directory, so that links survive a restart. */
const localSecret = (dataDir: string): string => {
  const file = join(dataDir, 'secret');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return secret;
};
