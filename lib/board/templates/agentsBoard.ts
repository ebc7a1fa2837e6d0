import type { Board } from '../board.ts';
import { wholeBoardSchema } from '../wholeBoard.ts';
import type { TemplateInput } from './boardTemplate.ts';

/** The agents: how many are in each state, for how long, and where they sit. */
export function agentsBoard({ id, name, centres }: TemplateInput): Board {
  return wholeBoardSchema.parse({
    ...{ id, name, centres },
    tiles: [
      { id: 'signed-in', kind: 'number', x: 0, y: 0, w: 8, h: 4, options: { metric: 'signedIn' } },
      { id: 'available', kind: 'number', x: 8, y: 0, w: 8, h: 4, options: { metric: 'available' } },
      { id: 'wrap-up', kind: 'number', x: 16, y: 0, w: 8, h: 4, options: { metric: 'wrapUp', trend: 'before' } },
      { id: 'paused', kind: 'number', x: 24, y: 0, w: 8, h: 4, options: { metric: 'paused', trend: 'before' } },
      { id: 'states', kind: 'agents_by_state', x: 0, y: 4, w: 32, h: 4 },
      { id: 'seats', kind: 'seat_map', x: 0, y: 8, w: 16, h: 8 },
      { id: 'list', kind: 'agent_list', x: 16, y: 8, w: 16, h: 8 },
    ],
  });
}
