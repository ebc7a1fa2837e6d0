import type { Board } from '../board.ts';
import { wholeBoardSchema } from '../wholeBoard.ts';
import type { TemplateInput } from './boardTemplate.ts';

/** The ways in that are measured: the telephone's queues, and what the IVR served by itself or sent elsewhere. */
export function channelsBoard({ id, name, centres }: TemplateInput): Board {
  return wholeBoardSchema.parse({
    ...{ id, name, centres },
    tiles: [
      { id: 'contained', kind: 'ivr_containment', x: 0, y: 0, w: 16, h: 6 },
      { id: 'out-of-scope', kind: 'out_of_scope', x: 16, y: 0, w: 16, h: 6 },
      { id: 'offered', kind: 'number', x: 0, y: 6, w: 8, h: 4, options: { metric: 'offered', trend: 'forecast' } },
      { id: 'waiting', kind: 'number', x: 8, y: 6, w: 8, h: 4, options: { metric: 'waiting', trend: 'before' } },
      { id: 'level', kind: 'service_level', x: 16, y: 6, w: 8, h: 4 },
      { id: 'abandoned', kind: 'number', x: 24, y: 6, w: 8, h: 4, options: { metric: 'abandonedShare' } },
      { id: 'day', kind: 'day_curve', x: 0, y: 10, w: 32, h: 6 },
    ],
  });
}
