import type { Board } from './board.ts';
import { allCentres } from './boardFigures.ts';

/** What the board of all centres is called in the languages of the pages, until somebody gives it a name. */
export const namesOfAll: readonly [string, ...string[]] = ['Tüm merkezler', 'All centres'];

/**
 * A board's name as its reader knows it: that of the board of all centres is in the reader's language, also when somebody
 * has changed the board but not its name.
 *
 * @param ofAll that board's name in the reader's language
 */
export function boardName({ id, name }: Pick<Board, 'id' | 'name'>, ofAll: string): string {
  return id === allCentres && namesOfAll.includes(name) ? ofAll : name;
}
