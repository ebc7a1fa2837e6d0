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

/** Path of a browser: CHROME_PATH, one of this system, or Playwright's own; null when there is none. */
export function findBrowser(): string | null {
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

/** The same, but its absence is an error with the cure. */
export function requireBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  throw new Error('There is no Chrome or Chromium; install one (node workers/browser.ts does), or set CHROME_PATH');
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
    if (apt('install', '-y', '-qq', '--no-install-recommends', 'chromium') && findBrowser()) return;
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
    if (findBrowser() === null) installBrowser();
    const path = requireBrowser();
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
