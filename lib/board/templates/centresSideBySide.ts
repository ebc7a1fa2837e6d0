import type { Board, BoardTile } from '../board.ts';
import { gridColumns, gridRows } from '../grid.ts';
import { wholeBoardSchema } from '../wholeBoard.ts';
import type { TemplateInput } from './boardTemplate.ts';

/** More are too small to be read from across a hall. */
export const mostCentresSideBySide = 8;

type Piece = Pick<BoardTile, 'kind'> & { name: string; h: number; options?: Record<string, unknown> };

const waiting: Piece = { name: 'waiting', kind: 'number', h: 4, options: { metric: 'waiting', trend: 'before' } };
const longest: Piece = { name: 'longest', kind: 'longest_wait', h: 4 };
const level: Piece = { name: 'level', kind: 'service_level', h: 4 };
const available: Piece = { name: 'available', kind: 'number', h: 4, options: { metric: 'available' } };
const queues: Piece = { name: 'queues', kind: 'queue_table', h: 5 };

/**
 * Centres side by side, each in a block of its own with the same figures: the more there are, the fewer figures each has,
 * so that all of them can still be read.
 *
 * @throws RangeError unless there are 2 to 8 centres
 */
export function centresSideBySide({ id, name, centres }: TemplateInput): Board {
  const count = centres.length;
  if (count < 2 || count > mostCentresSideBySide) {
    throw new RangeError(`centres: ${count} given, but 2 to ${mostCentresSideBySide} can stand side by side.`);
  }
  const upper = count <= 4 ? count : Math.ceil(count / 2);
  const high = count <= 4 ? gridRows : gridRows / 2;
  const tiles = centres.flatMap((centre, nth) => {
    const below = nth >= upper;
    const column = below ? nth - upper : nth;
    const inRow = below ? count - upper : upper;
    const left = Math.floor((column * gridColumns) / inRow);
    const right = Math.floor(((column + 1) * gridColumns) / inRow);
    const block = { x: left, y: below ? high : 0, w: right - left, h: high };
    const pieces = blockOf(count, block);
    return pieces.map((piece) => ({
      ...piece,
      id: `${piece.id}-${nth + 1}`,
      scope: { centres: [centre], queues: [] },
    }));
  });
  return wholeBoardSchema.parse({ id, name, centres, tiles });
}

function blockOf(count: number, block: { x: number; y: number; w: number; h: number }) {
  if (count === 2) {
    const half = block.w / 2;
    const pairs = [...row(block.x, 0, half, [waiting, longest]), ...row(block.x, 4, half, [level, available])];
    return [...pairs, ...stack({ ...block, y: 8 }, [{ ...queues, h: 8 }])];
  }
  if (count === 3) return stack(block, [waiting, level, { ...queues, h: 8 }]);
  if (count === 4) return stack(block, [waiting, level, available, longest]);
  return stack(block, [waiting, level]);
}

function stack({ x, y, w }: { x: number; y: number; w: number }, pieces: Piece[]) {
  let top = y;
  return pieces.map(({ name, ...piece }) => {
    const placed = { ...piece, id: name, x, y: top, w };
    top += piece.h;
    return placed;
  });
}

function row(x: number, y: number, w: number, pieces: Piece[]) {
  return pieces.map(({ name, ...piece }, nth) => ({ ...piece, id: name, x: x + nth * w, y, w }));
}
