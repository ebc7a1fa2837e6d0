import type { AlarmNow } from '#lib/feed/feedEvents.ts';

/** Is the alarm about one of these centres? `centres` empty: about any. One of all centres together is about each. */
export function concernsCentre(
  { centre, centres: several }: Pick<AlarmNow, 'centre' | 'centres'>,
  centres: readonly string[],
): boolean {
  if (centres.length === 0) return true;
  if (centre !== null) return centres.includes(centre);
  return several === undefined || several.some((id) => centres.includes(id));
}
