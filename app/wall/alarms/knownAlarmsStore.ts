import type { KnownAlarms } from './newAlarms.ts';

const key = 'santral-alarms-known';

/** What an earlier page on this machine knew; null: nothing, or storage is shut. */
export function readKnownAlarms(): KnownAlarms | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return null;
    const { ids, since, until } = kept as Partial<KnownAlarms>;
    if (!Array.isArray(ids) || typeof since !== 'number' || typeof until !== 'number') return null;
    return { ids: ids.filter((id) => typeof id === 'string'), since, until };
  } catch {
    return null;
  }
}

/** Best effort: without storage a reload knows nothing, and is silent. */
export function writeKnownAlarms(known: KnownAlarms): void {
  try {
    localStorage.setItem(key, JSON.stringify(known));
  } catch {
    // Storage that is full or shut costs no more than a reload's memory.
  }
}
