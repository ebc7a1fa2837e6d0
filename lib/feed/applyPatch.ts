import type { Floor, FloorChanges, FloorKind, FloorRemovals } from './feedEvents.ts';

export const floorKinds: readonly FloorKind[] = [
  'centres',
  'queues',
  'agents',
  'contacts',
  'days',
  'intervals',
  'outlooks',
  'sources',
  'staffing',
  'contactDays',
  'alarms',
  'alarmWatch',
  'tickers',
  'callers',
];

export function emptyFloor(): Floor {
  return Object.fromEntries(floorKinds.map((kind) => [kind, {}])) as unknown as Floor;
}

/** Puts whole entities in and takes removed ones out, in place; telling it twice changes nothing more. */
export function applyPatch(floor: Floor, patch: { changed: FloorChanges; removed: FloorRemovals }): void {
  for (const kind of floorKinds) {
    const entities = floor[kind] as Record<string, unknown>;
    Object.assign(entities, patch.changed[kind]);
    for (const id of patch.removed[kind] ?? []) delete entities[id];
  }
}
