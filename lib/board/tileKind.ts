/** What a tile can show. Each is one file under app/wall/tiles and one entry there, in tileFacts.ts and in tileOptions.ts. */
export const tileKinds = [
  'number',
  'service_level',
  'longest_wait',
  'waiting_list',
  'queue_table',
  'agents_by_state',
  'agent_list',
  'seat_map',
  'day_curve',
  'staffing',
  'ivr_containment',
  'out_of_scope',
  'alarms',
  'clock',
  'ticker',
  'picture',
] as const;
export type TileKind = (typeof tileKinds)[number];
