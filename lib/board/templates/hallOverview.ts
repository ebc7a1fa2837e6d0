import type { Board } from '../board.ts';
import { wholeBoardSchema } from '../wholeBoard.ts';

/** The hall at a glance: four numbers of this moment, four of this day, below them the queues, the day and the agents. */
export function hallOverview({ id, name, centres }: Pick<Board, 'id' | 'name' | 'centres'>): Board {
  return wholeBoardSchema.parse({
    ...{ id, name, centres },
    tiles: [
      { id: 'waiting', kind: 'number', x: 0, y: 0, w: 8, h: 4, options: { metric: 'waiting', trend: 'before' } },
      { id: 'longest', kind: 'longest_wait', x: 8, y: 0, w: 8, h: 4 },
      { id: 'available', kind: 'number', x: 16, y: 0, w: 8, h: 4, options: { metric: 'available' } },
      { id: 'on-contact', kind: 'number', x: 24, y: 0, w: 8, h: 4, options: { metric: 'onContact' } },
      { id: 'level', kind: 'service_level', x: 0, y: 4, w: 8, h: 4 },
      { id: 'speed', kind: 'number', x: 8, y: 4, w: 8, h: 4, options: { metric: 'answerSpeed' } },
      { id: 'answered', kind: 'number', x: 16, y: 4, w: 8, h: 4, options: { metric: 'answered' } },
      { id: 'abandoned', kind: 'number', x: 24, y: 4, w: 8, h: 4, options: { metric: 'abandoned' } },
      { id: 'queues', kind: 'queue_table', x: 0, y: 8, w: 17, h: 8 },
      { id: 'day', kind: 'day_curve', x: 17, y: 8, w: 15, h: 4 },
      { id: 'agents', kind: 'agents_by_state', x: 17, y: 12, w: 15, h: 4 },
    ],
  });
}
