import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** This machine's, though the test's own clock is another by then. */
const RealDate = Date;

export interface TestClock {
  /** Give this to the processes whose clock is to be moved. */
  env: { TEST_CLOCK: string; NODE_OPTIONS: string };
  /** Sets the clocks of all of them to an instant, epoch ms, from which they go on. */
  set(at: number): void;
  /** Sets them to an instant at which they stand still. */
  stand(at: number): void;
  now(): number;
  close(): void;
}

/** A clock that a test moves, in processes that it starts. */
export function testClock(at: number): TestClock {
  const folder = mkdtempSync(join(tmpdir(), 'santral-clock-'));
  const file = join(folder, 'ahead');
  let ahead = 0;
  let standing: number | null = null;
  const say = (what: string) => {
    writeFileSync(`${file}.new`, what);
    renameSync(`${file}.new`, file);
  };
  const set = (to: number) => {
    standing = null;
    ahead = to - RealDate.now();
    say(String(ahead));
  };
  const stand = (to: number) => {
    standing = to;
    say(`=${to}`);
  };
  set(at);
  return {
    env: { TEST_CLOCK: file, NODE_OPTIONS: `--import=${new URL('preload.ts', import.meta.url).href}` },
    set,
    stand,
    now: () => standing ?? RealDate.now() + ahead,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
