import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What sessions are signed with: as the environment says, else made once and kept in the data folder for its owner alone.
 * Whoever changes it signs everybody out.
 */
export function accessKey(dataDir: string, given: string | null): string {
  if (given !== null) return given;
  const path = join(dataDir, 'access.key');
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true });
    try {
      writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process was quicker; its key is the one.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  chmodSync(path, 0o600);
  const key = readFileSync(path, 'utf8').trim();
  if (key.length < 32)
    throw new Error(`${path} holds no key; delete the file, and a new one is made at the next start`);
  return key;
}
