import type { AgentState } from '../agent/agentState.ts';
import type { Stretch } from '../roster/averageOnDuty.ts';
import { type PauseMeanings, pauseMeaning } from '../staffing/shrinkageCause.ts';
import type { PlannedActivity } from './plannedDay.ts';

/**
 * What somebody does, in the words of a roster. `desk`: takes contacts, or could. `break`, `training`, `meeting`: a pause
 * whose reason says so; `other`: any other pause. `out`: signed out, or with a telephone that cannot be reached.
 */
export type ActualActivity = 'desk' | 'break' | 'training' | 'meeting' | 'other' | 'out';

export interface ActualStretch extends Stretch {
  activity: ActualActivity;
}

/** @param meanings what the site's settings say of its pause reasons */
export function actualActivity(
  state: AgentState,
  pauseReason: string | null,
  meanings: PauseMeanings = {},
): ActualActivity {
  if (state === 'signed_out' || state === 'unavailable') return 'out';
  if (state !== 'paused') return 'desk';
  const { meaning } = pauseMeaning(pauseReason, meanings);
  // after-contact work in a pause is part of the contact
  if (meaning === 'contact') return 'desk';
  return meaning === 'other_work' ? 'other' : meaning;
}

/**
 * Is that what the roster wants? At work one is at the desk. Away from it one is in a pause of that kind, or in one of which
 * nobody knows the kind, or signed out: a training room has no telephone. Who is off is out. null where no roster says.
 */
export function agrees(planned: PlannedActivity, actual: ActualActivity): boolean | null {
  switch (planned) {
    case null:
      return null;
    case 'off':
      return actual === 'out';
    case 'work':
      return actual === 'desk';
    case 'other':
      return actual !== 'desk';
    default:
      return actual === planned || actual === 'other' || actual === 'out';
  }
}
