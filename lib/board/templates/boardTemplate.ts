import type { Board } from '../board.ts';
import { agentsBoard } from './agentsBoard.ts';
import { centresSideBySide, mostCentresSideBySide } from './centresSideBySide.ts';
import { channelsBoard } from './channelsBoard.ts';
import { emptyBoard } from './emptyBoard.ts';
import { hallOverview } from './hallOverview.ts';
import { oneQueueBoard } from './oneQueueBoard.ts';
import { planOfTheDay } from './planOfTheDay.ts';

/** What a template makes a board of. */
export interface TemplateInput extends Pick<Board, 'id' | 'name' | 'centres'> {
  /** The queue's id, of templates that ask for one. */
  queue?: string;
}

interface BoardTemplate {
  /** What has to be chosen first: centres (none: all), one queue, or several centres by name. */
  asks: 'centres' | 'queue' | 'severalCentres';
  /** @throws RangeError when what it asks for is missing, or more than it can lay out */
  make(input: TemplateInput): Board;
}

/** Every template, in the order in which they are offered. */
export const boardTemplates = {
  hall_overview: { asks: 'centres', make: hallOverview },
  one_queue: { asks: 'queue', make: oneQueueBoard },
  agents: { asks: 'centres', make: agentsBoard },
  side_by_side: { asks: 'severalCentres', make: centresSideBySide },
  channels: { asks: 'centres', make: channelsBoard },
  plan_of_the_day: { asks: 'centres', make: planOfTheDay },
  empty: { asks: 'centres', make: emptyBoard },
} as const satisfies Record<string, BoardTemplate>;

export type TemplateId = keyof typeof boardTemplates;
export const templateIds = Object.keys(boardTemplates) as TemplateId[];

export function templateOf(id: TemplateId): BoardTemplate {
  return boardTemplates[id];
}

/** Can the template make something of such an installation? Side by side needs two centres. */
export function isOffered(id: TemplateId, { centres, queues }: { centres: number; queues: number }): boolean {
  const { asks } = templateOf(id);
  if (asks === 'severalCentres') return centres >= 2;
  return asks === 'queue' ? queues >= 1 : true;
}

export { mostCentresSideBySide };
