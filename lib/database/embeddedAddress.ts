import { join } from 'node:path';
import { keptKey } from '../access/keptKey.ts';

/** What the embedded database asks of whoever connects: on this machine others may reach its port, and not this folder. */
export function embeddedPassword(dataDir: string): string {
  return keptKey(join(/* turbopackIgnore: true */ dataDir, 'database.key'));
}

/** Where the embedded database of this data folder is reached, with its password. */
export function embeddedAddress(dataDir: string, port: number): string {
  return `postgres://postgres:${embeddedPassword(dataDir)}@127.0.0.1:${port}/postgres`;
}
