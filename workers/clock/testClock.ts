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
  now(): number;
  close(): void;
}

/** A clock that a test moves, in processes that it starts. */
export function testClock(at: number): TestClock {
  const folder = mkdtempSync(join(tmpdir(), 'santral-clock-'));
  const file = join(folder, 'ahead');
  let ahead = 0;
  const set = (to: number) => {
    ahead = to - RealDate.now();
    writeFileSync(`${file}.new`, String(ahead));
    renameSync(`${file}.new`, file);
  };
  set(at);
  return {
    env: { TEST_CLOCK: file, NODE_OPTIONS: `--import=${new URL('preload.ts', import.meta.url).href}` },
    set,
    now: () => RealDate.now() + ahead,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
