import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import { builtInRules } from '#lib/alarm/builtInRules.ts';
import type { AlarmNow } from '#lib/feed/feedEvents.ts';

/**
 * What is amiss with the alarms, one line each: one that was raised again while it stood, one that stands and is not on the
 * wall, one on the wall that stands no more.
 */
export function alarmDifferences(log: readonly AlarmEntry[], wall: readonly Pick<AlarmNow, 'id'>[]): string[] {
  const differences: string[] = [];
  const last = new Map<string, AlarmEntry>();
  for (const entry of log.toSorted((a, b) => a.raisedAt - b.raisedAt)) {
    const of = `${entry.rule} of ${entry.target}`;
    const before = last.get(of);
    if (before !== undefined && (before.clearedAt ?? Number.POSITIVE_INFINITY) > entry.raisedAt)
      differences.push(`alarm ${of}: raised again while it stood`);
    last.set(of, entry);
  }
  const shown = new Set(wall.map(({ id }) => id));
  for (const { id, rule, target, clearedAt } of log) {
    const isShown = shown.delete(id);
    if (isShown !== (clearedAt === null))
      differences.push(`alarm ${rule} of ${target}: ${isShown ? 'on the wall though it is over' : 'not on the wall'}`);
  }
  for (const id of shown) differences.push(`alarm ${id}: on the wall, not in the log`);
  return differences;
}

/** Lets an exchange that falls silent raise an alarm at once, and clears it as soon as it is heard. @throws Error when refused */
export async function ringAtOnce(url: string, cookie: string): Promise<void> {
  const rule = builtInRules.find(({ id }) => id === 'source-silent');
  const body = JSON.stringify({ rule: { ...rule, raiseAfterSeconds: 0, clearAfterSeconds: 0 }, revision: 0 });
  const headers = { 'Content-Type': 'application/json', Origin: url, cookie };
  const saved = await fetch(`${url}/api/alarms/rules/source-silent`, { method: 'PUT', headers, body });
  if (!saved.ok) throw new Error(`The alarm rule was refused with ${saved.status}: ${await saved.text()}`);
}
