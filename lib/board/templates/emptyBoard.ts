import type { Board } from '../board.ts';
import { wholeBoardSchema } from '../wholeBoard.ts';
import type { TemplateInput } from './boardTemplate.ts';

/** Nothing yet: for whoever lays out their own. */
export function emptyBoard({ id, name, centres }: TemplateInput): Board {
  return wholeBoardSchema.parse({ id, name, centres, tiles: [] });
}
