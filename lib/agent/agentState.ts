/** What an agent is doing now, one state for the person however many queues they serve. */
export type AgentState =
  | 'available'
  | 'ringing'
  | 'on_contact'
  | 'on_hold'
  | 'wrap_up'
  | 'paused'
  | 'unavailable'
  | 'signed_out';

export const agentStates: readonly AgentState[] = [
  'available',
  'ringing',
  'on_contact',
  'on_hold',
  'wrap_up',
  'paused',
  'unavailable',
  'signed_out',
];
