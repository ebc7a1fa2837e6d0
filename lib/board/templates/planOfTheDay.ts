import type { Board } from '../board.ts';
import { wholeBoardSchema } from '../wholeBoard.ts';
import type { TemplateInput } from './boardTemplate.ts';

/** The day against its plan: contacts expected and come, agents required, planned and present. */
export function planOfTheDay({ id, name, centres }: TemplateInput): Board {
  return wholeBoardSchema.parse({
    ...{ id, name, centres },
    tiles: [
      { id: 'offered', kind: 'number', x: 0, y: 0, w: 8, h: 4, options: { metric: 'offered', trend: 'forecast' } },
      { id: 'tonight', kind: 'number', x: 8, y: 0, w: 8, h: 4, options: { metric: 'tonight' } },
      { id: 'level', kind: 'service_level', x: 16, y: 0, w: 8, h: 4 },
      { id: 'signed-in', kind: 'number', x: 24, y: 0, w: 8, h: 4, options: { metric: 'signedIn' } },
      { id: 'staffing', kind: 'staffing', x: 0, y: 4, w: 32, h: 6 },
      { id: 'day', kind: 'day_curve', x: 0, y: 10, w: 32, h: 6 },
    ],
  });
}
