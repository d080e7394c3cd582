/**
 * Finds a Chromium for the browser tests and, where it may, installs one. Fonts are not installed with it: the site
 * brings its own, Arabic included.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const namedByEnvironment = ['CHROMIUM_PATH', 'CHROME_PATH', 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH'];
const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const isRoot = process.getuid?.() === 0;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a Chromium: the one that the environment names, the system's, or Playwright's own. */
export function findBrowser(): string | undefined {
  for (const name of namedByEnvironment) {
    const path = process.env[name];
    if (!path) continue;
    if (!isExecutable(path)) throw new Error(`${name} names ${path}, which cannot be run`);
    return path;
  }
  const folders = (process.env.PATH ?? '').split(delimiter).concat('/usr/bin');
  const installed = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  return [...installed, ...applications, chromium.executablePath()].find(isExecutable);
}

/** The path of a Chromium, installed when there is none. Throws an explanation when that fails. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  const installs = isDebian() ? [installFromDebian, installFromPlaywright] : [installFromPlaywright];
  for (const install of installs) {
    install();
    const path = findBrowser();
    if (path) return path;
  }
  throw new Error(
    'No Chromium was found and none could be installed. Install one (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.',
  );
}

/** Ubuntu's chromium package is a snap stub, so only Debian itself counts. */
function isDebian(): boolean {
  try {
    return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

function installFromDebian(): void {
  const asRoot = (...command: string[]) => runAloud(isRoot ? command : ['sudo', '-n', ...command]);
  console.log('No Chromium: installing Debian’s.');
  if (asRoot('apt-get', 'update', '-q')) {
    asRoot('env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-yq', '--no-install-recommends', 'chromium');
  }
}

function installFromPlaywright(): void {
  console.log('No Chromium: installing Playwright’s.');
  const cli = fileURLToPath(new URL('../../node_modules/playwright-core/cli.js', import.meta.url));
  runAloud([process.execPath, cli, 'install', ...(isRoot ? ['--with-deps'] : []), 'chromium']);
}

function runAloud([command = '', ...args]: string[]): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

/** Chromium's own traffic is switched off, so that a test sees only what the page asks for. */
export const browserArguments: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Chromium's sandbox refuses root, and containers give /dev/shm 64 MB.
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-dev-shm-usage',
];

/** A headless Chromium; the caller closes it. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: ensureBrowser(), args: [...browserArguments] });
