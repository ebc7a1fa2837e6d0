import type { KeptBoard } from './board.ts';
import { allCentres } from './boardFigures.ts';
import { boardId } from './boardId.ts';
import { namesOfAll } from './boardName.ts';
import { hallOverview } from './templates/hallOverview.ts';

/**
 * The boards that there are without anybody having made one: of all centres (`all`), and of each centre under its id as it
 * stands in addresses. One in the database with the same id takes its place.
 */
export function builtInBoards(centres: readonly { id: string; label: string }[]): KeptBoard[] {
  const kept = { builtIn: true, revision: 0, changedAt: null, changedBy: null };
  return [
    { ...hallOverview({ id: allCentres, name: namesOfAll[0], centres: [] }), ...kept },
    ...centres.map(({ id, label }) => ({ ...hallOverview({ id: boardId(id), name: label, centres: [id] }), ...kept })),
  ];
}
