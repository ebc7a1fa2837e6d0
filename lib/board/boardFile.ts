import { z } from 'zod';
import { type Board, boardSchema, tileSchema } from './board.ts';
import { gridColumns, gridRows, mostTiles } from './grid.ts';
import { overlappingPairs } from './tilePlacement.ts';

/** What a board is as a file: its content, without the id and history that the installation gives. */
export type BoardContent = Pick<Board, 'name' | 'centres' | 'tiles'>;

/** The first thing that is wrong with a file, and where; told in one sentence by the page. */
export interface BoardFault {
  what:
    | 'not_json'
    | 'not_a_board'
    | 'newer'
    | 'missing'
    | 'wrong_type'
    | 'too_small'
    | 'too_large'
    | 'not_one_of'
    | 'outside_grid'
    | 'overlap'
    | 'same_id'
    | 'not_valid';
  /** The tile as counted from 1, and how it can be recognised; null: the board itself. */
  tile: { nth: number; name: string } | null;
  /** Within the tile or the board, as written in the file: `w`, `scope.queues.2`; empty: the whole. */
  field: string;
  /** A bound, an expected type, the allowed values, or the other tile; empty when there is none. */
  wanted: string;
  /** What stands there, cut to 40 letters; empty when nothing does. */
  given: string;
}

/** Raised when an older release could not read the file any more. */
const fileVersion = 1;
const formatName = 'santral-board';

/** A board as the text of a file, indented, so that people may read and compare it. */
export function boardFileText({ name, centres, tiles }: BoardContent): string {
  return `${JSON.stringify({ format: formatName, version: fileVersion, name, centres, tiles }, null, 2)}\n`;
}

/**
 * Reads the text of a file that another installation may have made, or a hand.
 *
 * @param checkTile what the kind of a tile asks besides, as the schema of its options
 */
export function readBoardFile(
  text: string,
  checkTile: (tile: Board['tiles'][number]) => z.core.$ZodIssue[] = () => [],
): { content: BoardContent } | { fault: BoardFault } {
  const none = { tile: null, field: '', wanted: '', given: '' };
  let file: unknown;
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { fault: { ...none, what: 'not_json', wanted: error instanceof Error ? error.message : '' } };
  }
  const head = z.object({ format: z.literal(formatName), version: z.number() }).safeParse(file);
  if (!head.success) return { fault: { ...none, what: 'not_a_board' } };
  if (head.data.version > fileVersion) {
    return { fault: { ...none, what: 'newer', wanted: `${fileVersion}`, given: `${head.data.version}` } };
  }
  const read = contentSchema.safeParse(file);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { fault: issue ? faultOf(issue, file) : { ...none, what: 'not_valid' } };
  }
  const content = read.data;
  for (const [i, tile] of content.tiles.entries()) {
    const [issue] = checkTile(tile);
    if (issue) return { fault: faultOf({ ...issue, path: ['tiles', i, 'options', ...issue.path] }, file) };
    if (content.tiles.findIndex((one) => one.id === tile.id) !== i) {
      return { fault: { what: 'same_id', tile: nameOf(i, file), field: 'id', wanted: '', given: tile.id } };
    }
  }
  const [pair] = overlappingPairs(content.tiles);
  if (pair) {
    const [first, second] = pair.map((tile) => nameOf(content.tiles.indexOf(tile), file));
    const wanted = `${first?.nth} (${first?.name})`;
    return { fault: { what: 'overlap', tile: second ?? null, field: '', wanted, given: '' } };
  }
  return { content };
}

const contentSchema = z.object({
  name: boardSchema.shape.name,
  centres: boardSchema.shape.centres,
  tiles: z.array(tileSchema).max(mostTiles),
});

/** An issue of zod in terms of the file. */
function faultOf(issue: z.core.$ZodIssue, file: unknown): BoardFault {
  const path = issue.path.map(String);
  const inTile = path[0] === 'tiles' && path[1] !== undefined;
  const value = path.reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], file);
  const place = {
    tile: inTile ? nameOf(Number(path[1]), file) : null,
    field: (inTile ? path.slice(2) : path).join('.'),
    given: value === undefined ? '' : shortened(typeof value === 'string' ? value : JSON.stringify(value)),
  };
  if (value === undefined && issue.code !== 'custom') return { ...place, what: 'missing', wanted: '' };
  switch (issue.code) {
    case 'invalid_type':
      return { ...place, what: 'wrong_type', wanted: issue.expected };
    case 'too_small':
      return { ...place, what: 'too_small', wanted: String(issue.minimum) };
    case 'too_big':
      return { ...place, what: 'too_large', wanted: String(issue.maximum) };
    case 'invalid_value':
      return { ...place, what: 'not_one_of', wanted: issue.values.map(String).join(', ') };
    case 'custom':
      // the only rule of a tile as a whole
      if (inTile && path.length === 2)
        return { ...place, what: 'outside_grid', wanted: `${gridColumns} × ${gridRows}` };
      return { ...place, what: 'not_valid', wanted: '' };
    default:
      return { ...place, what: 'not_valid', wanted: '' };
  }
}

function nameOf(index: number, file: unknown): { nth: number; name: string } {
  const tile = (file as { tiles?: { title?: unknown; kind?: unknown; id?: unknown }[] }).tiles?.[index];
  const name = [tile?.title, tile?.kind, tile?.id].find((one) => typeof one === 'string' && one !== '');
  return { nth: index + 1, name: shortened(String(name ?? '')) };
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
