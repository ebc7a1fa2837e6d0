/** What an agent is rostered for. Only `work` puts them at the desk; the rest takes them from it. */
export type RosterActivity = 'work' | 'break' | 'training' | 'meeting' | 'other';

export const rosterActivities: readonly RosterActivity[] = ['work', 'break', 'training', 'meeting', 'other'];

/**
 * One entry of a roster: an agent does one thing from one instant to another. What is not work and lies within a shift
 * takes the agent from the desk for so long; by itself it is a day without desk work.
 */
export interface RosteredShift {
  /** The centre's id. */
  centre: string;
  /** The agent as the roster calls them. */
  agent: string;
  agentName: string | null;
  /** Queues that are served, as `exchange:queue`; null: all of the centre. */
  queues: string[] | null;
  /** Epoch ms. */
  startsAt: number;
  /** Epoch ms, after `startsAt`. */
  endsAt: number;
  activity: RosterActivity;
}
