import { floorKinds } from './applyPatch.ts';

const counted: ReadonlySet<string> = new Set(['days', 'intervals', 'contactDays']);

/** The kinds of entities that a worker counts anew from its ledger after a start. */
export const dayKinds = floorKinds.filter((kind) => counted.has(kind));
