import { type Board, boardSchema } from '../board.ts';

/** The hall at a glance: what waits, how it went today, who is there. */
export function hallOverview({ id, name, centres }: Pick<Board, 'id' | 'name' | 'centres'>): Board {
  return boardSchema.parse({
    ...{ id, name, centres },
    tiles: [
      { id: 'longest', kind: 'longest_wait', x: 0, y: 0, w: 8, h: 5 },
      { id: 'level', kind: 'service_level', x: 8, y: 0, w: 8, h: 5 },
      { id: 'states', kind: 'agents_by_state', x: 16, y: 0, w: 16, h: 5 },
      { id: 'queues', kind: 'queue_table', x: 0, y: 5, w: 16, h: 11 },
      { id: 'curve', kind: 'day_curve', x: 16, y: 5, w: 16, h: 6 },
      { id: 'agents', kind: 'agent_list', x: 16, y: 11, w: 16, h: 5 },
    ],
  });
}
