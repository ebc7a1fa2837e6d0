import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A secret of the installation's own: made once, and kept in this file for its owner alone.
 *
 * @throws Error in one sentence where the file holds none
 */
export function keptKey(path: string): string {
  if (!existsSync(/* turbopackIgnore: true */ path)) {
    mkdirSync(/* turbopackIgnore: true */ dirname(path), { recursive: true });
    try {
      writeFileSync(/* turbopackIgnore: true */ path, randomBytes(32).toString('base64url'), {
        mode: 0o600,
        flag: 'wx',
        flush: true,
      });
    } catch (error) {
      // Another process was quicker; its key is the one.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  chmodSync(/* turbopackIgnore: true */ path, 0o600);
  const key = readFileSync(/* turbopackIgnore: true */ path, 'utf8').trim();
  if (key.length < 32)
    throw new Error(`${path} holds no key; delete the file, and a new one is made at the next start`);
  return key;
}
