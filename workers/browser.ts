import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

/**
 * A Chrome or Chromium for the tests that look at pages. Run by itself, before the tests, it installs one where there is
 * none: Debian's when it may, else Playwright's own. It says which one is used.
 */
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const usualPlaces = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/usr/lib/chromium/chromium'];

/** For a headless browser in a test: root, as in CI, cannot use Chromium's sandbox, and containers have a small /dev/shm. */
export const browserArguments: string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-dev-shm-usage',
  '--force-color-profile=srgb',
];

/**
 * Path of a browser: CHROME_PATH, one of this system, or Playwright's own.
 *
 * @throws Error with the cure when there is none
 */
export function findBrowser(): string {
  const found = installedBrowser();
  if (found) return found;
  throw new Error('There is no Chrome or Chromium; install one (node workers/browser.ts does), or set CHROME_PATH');
}

function installedBrowser(): string | null {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (isProgram(named)) return named;
    throw new Error(`CHROME_PATH is "${named}", which is no program; correct it or remove it`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...usualPlaces,
    chromium.executablePath(),
  ];
  return candidates.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return existsSync(path);
  } catch {
    return false;
  }
}

/** Tries Debian's package, which needs root, then the one that Playwright downloads. */
function installBrowser(): void {
  const isRoot = process.getuid?.() === 0;
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (isRoot && hasApt) {
    say('No browser for the tests here: installing Debian’s chromium (apt-get) …');
    const apt = (...args: string[]) =>
      spawnSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      }).status === 0;
    apt('update', '-qq');
    if (apt('install', '-y', '-qq', '--no-install-recommends', 'chromium') && installedBrowser()) return;
    say('apt-get could not install it; trying the one that Playwright brings …');
  } else say('No browser for the tests here: downloading the one that Playwright brings …');
  const cli = resolve(import.meta.dirname, '..', 'node_modules', 'playwright-core', 'cli.js');
  execFileSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

if (import.meta.main) {
  try {
    if (installedBrowser() === null) installBrowser();
    const path = findBrowser();
    const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout?.trim();
    say(`Browser for the tests: ${path}${version ? ` (${version})` : ''}`);
  } catch (error) {
    process.stderr.write(
      `A browser could not be installed (${error instanceof Error ? error.message.split('\n')[0] : error}); ` +
        'install Chrome or Chromium yourself, or name one: CHROME_PATH=/path/to/chrome npm test\n',
    );
    process.exitCode = 1;
  }
}
