import { type Board, boardSchema } from '../board.ts';
import type { TemplateInput } from './boardTemplate.ts';

/** Nothing yet: for whoever lays out their own. */
export function emptyBoard({ id, name, centres }: TemplateInput): Board {
  return boardSchema.parse({ id, name, centres, tiles: [] });
}
