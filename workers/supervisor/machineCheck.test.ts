import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkMachine } from './machineCheck.ts';

it('makes the data folder, and tells the room on its disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'santral-machine-'));
  expect(checkMachine(join(folder, 'a', 'b')).freeBytes).toBeGreaterThan(0);
  expect(existsSync(join(folder, 'a', 'b'))).toBe(true);
  rmSync(folder, { recursive: true });
});

it.skipIf(process.platform !== 'linux')('says at once that a folder cannot be made', () => {
  expect(() => checkMachine('/proc/santral/data')).toThrow(
    /^The data folder \/proc\/santral\/data cannot be written \(.*\); give it to this user or set SANTRAL_DATA$/,
  );
});
