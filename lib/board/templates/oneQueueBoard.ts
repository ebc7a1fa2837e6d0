import type { Board } from '../board.ts';
import { wholeBoardSchema } from '../wholeBoard.ts';
import type { TemplateInput } from './boardTemplate.ts';

/** One queue, large: who waits and for how long, how its day goes, and the agents who serve it. */
export function oneQueueBoard({ id, name, centres, queue }: TemplateInput): Board {
  if (!queue) throw new RangeError('queue is missing: a board of one queue needs the id of one.');
  const scope = { centres: [], queues: [queue] };
  return wholeBoardSchema.parse({
    ...{ id, name, centres },
    tiles: [
      {
        id: 'waiting',
        kind: 'number',
        x: 0,
        y: 0,
        w: 11,
        h: 5,
        scope,
        options: { metric: 'waiting', trend: 'before' },
      },
      { id: 'longest', kind: 'longest_wait', x: 11, y: 0, w: 11, h: 5, scope },
      { id: 'level', kind: 'service_level', x: 22, y: 0, w: 10, h: 5, scope },
      { id: 'available', kind: 'number', x: 0, y: 5, w: 8, h: 4, scope, options: { metric: 'available' } },
      { id: 'on-contact', kind: 'number', x: 8, y: 5, w: 8, h: 4, scope, options: { metric: 'onContact' } },
      { id: 'answered', kind: 'number', x: 16, y: 5, w: 8, h: 4, scope, options: { metric: 'answered' } },
      { id: 'abandoned', kind: 'number', x: 24, y: 5, w: 8, h: 4, scope, options: { metric: 'abandonedShare' } },
      { id: 'waiting-list', kind: 'waiting_list', x: 0, y: 9, w: 12, h: 7, scope },
      { id: 'agents', kind: 'agent_list', x: 12, y: 9, w: 20, h: 7, scope },
    ],
  });
}
