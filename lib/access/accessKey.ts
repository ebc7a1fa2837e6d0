import { join } from 'node:path';
import { keptKey } from './keptKey.ts';

/**
 * What sessions are signed with: as the environment says, else made once and kept in the data folder for its owner alone.
 * Whoever changes it signs everybody out.
 */
export function accessKey(dataDir: string, given: string | null): string {
  return given ?? keptKey(join(dataDir, 'access.key'));
}
