import { describe, expect, test } from 'vitest';
import { type KeptBoard, tileSchema } from '#lib/board/board.ts';
import { type EditorAction, type EditorState, editorReducer, isUnsaved, startEditing } from './editorState.ts';

const reduce = editorReducer(() => ({ w: 4, h: 3 }));
const kept: KeptBoard = {
  id: 'hall',
  name: 'Salon',
  centres: [],
  tiles: [
    tileSchema.parse({ id: 'a', kind: 'number', x: 0, y: 0, w: 16, h: 8 }),
    tileSchema.parse({ id: 'b', kind: 'clock', x: 16, y: 0, w: 16, h: 8 }),
  ],
  builtIn: false,
  revision: 3,
  changedAt: null,
  changedBy: null,
};
const edited = (...actions: EditorAction[]): EditorState => actions.reduce(reduce, startEditing(kept));
const add: EditorAction = { do: 'add', kind: 'number', options: {}, wanted: { w: 8, h: 4 }, least: { w: 4, h: 3 } };
const tileOf = (state: EditorState, id: string) => state.draft.tiles.find((tile) => tile.id === id);

test('a board as the server has it is not unsaved; what is undone to it is not either', () => {
  expect(isUnsaved(edited())).toBe(false);
  const moved = edited({ do: 'step', tile: 'a', direction: 'down' });
  expect(isUnsaved(moved)).toBe(true);
  expect(isUnsaved(reduce(moved, { do: 'undo' }))).toBe(false);
  const stored = { ...kept, ...moved.draft, name: 'Salon 1', revision: 4 };
  const saved = reduce(moved, { do: 'saved', kept: stored, sent: moved.draft });
  expect(isUnsaved(saved)).toBe(false);
  expect(saved.draft.name).toBe('Salon 1');
  // changed again while the first was on its way
  const later = reduce(moved, { do: 'remove', tile: 'b' });
  expect(isUnsaved(reduce(later, { do: 'saved', kept: stored, sent: moved.draft }))).toBe(true);
});

test('each step is undone and redone by itself, and a new change forgets what was undone', () => {
  const state = edited(add, { do: 'remove', tile: 'a' }, { do: 'undo' });
  expect(state.draft.tiles.map((tile) => tile.id)).toEqual(['a', 'b', 'number-1']);
  expect(reduce(state, { do: 'redo' }).draft.tiles.map((tile) => tile.id)).toEqual(['b', 'number-1']);
  const other = reduce(state, { do: 'step', tile: 'a', direction: 'down' });
  expect(reduce(other, { do: 'redo' })).toBe(other);
  expect(reduce(edited(), { do: 'undo' })).toEqual(edited());
});

test('letters typed into one field are one step back, those of another field another', () => {
  const title = (to: string): EditorAction => ({ do: 'change', tile: 'a', field: 'title', to: { title: to } });
  const state = edited(title('B'), title('Be'), title('Bekleyen'), { do: 'name', to: 'S' }, { do: 'name', to: 'Su' });
  expect(state.past).toHaveLength(2);
  expect(reduce(state, { do: 'undo' }).draft).toMatchObject({ name: 'Salon', tiles: [{ title: 'Bekleyen' }, {}] });
  // a field that is come back to begins a step of its own
  const again = edited(title('B'), { do: 'select', tile: 'a' }, title('Be'));
  expect(again.past).toHaveLength(2);
});

test('a new tile is chosen, has an id of its own, and lies on a free place', () => {
  const state = edited(add, { do: 'duplicate', tile: 'number-1' });
  expect(state.selected).toBe('number-2');
  expect(tileOf(state, 'number-1')).toMatchObject({ x: 0, y: 8, w: 8, h: 4 });
  expect(tileOf(state, 'number-2')).toMatchObject({ x: 8, y: 8, w: 8, h: 4 });
  expect(state.said).toMatchObject({ what: 'duplicated', tile: { id: 'number-2' } });
});

describe('what cannot be done is told, and changes nothing', () => {
  const full = edited(
    { do: 'resize', tile: 'a', to: { x: 0, y: 0, w: 16, h: 16 } },
    {
      do: 'resize',
      tile: 'b',
      to: { x: 16, y: 0, w: 16, h: 16 },
    },
  );
  test.each<[EditorAction, string]>([
    [add, 'full'],
    [{ do: 'step', tile: 'a', direction: 'up' }, 'blocked'],
    [{ do: 'grow', tile: 'b', direction: 'right' }, 'noRoom'],
    [{ do: 'duplicate', tile: 'a' }, 'full'],
  ])('%j', (action, what) => {
    const state = reduce(full, action);
    expect(state.draft).toBe(full.draft);
    expect(state.past).toBe(full.past);
    expect(state.said).toMatchObject({ what });
    expect(state.saidCount).toBe(full.saidCount + 1);
  });

  test('a tile never becomes too small to be read', () => {
    const small = edited({ do: 'resize', tile: 'a', to: { x: 0, y: 0, w: 4, h: 3 } });
    expect(reduce(small, { do: 'grow', tile: 'a', direction: 'left' }).said).toMatchObject({ what: 'tooSmall' });
  });
});

test('another’s version is taken in place of one’s own, and that can be undone', () => {
  const theirs: KeptBoard = { ...kept, name: 'Onların', revision: 9 };
  const mine = edited({ do: 'name', to: 'Benim' });
  const taken = reduce(mine, { do: 'takeTheirs', kept: theirs });
  expect(taken.draft.name).toBe('Onların');
  expect(isUnsaved(taken)).toBe(false);
  expect(reduce(taken, { do: 'undo' })).toMatchObject({ draft: { name: 'Benim' }, kept: { revision: 9 } });
  const insisted = reduce(mine, { do: 'keepMine', kept: theirs });
  expect(insisted).toMatchObject({ draft: { name: 'Benim' }, kept: { revision: 9 } });
  expect(isUnsaved(insisted)).toBe(true);
});

test('a removed tile is no longer chosen, also when redone', () => {
  const state = edited({ do: 'select', tile: 'a' }, { do: 'remove', tile: 'a' });
  expect(state.selected).toBeNull();
  const back = reduce(reduce(state, { do: 'undo' }), { do: 'select', tile: 'a' });
  expect(reduce(back, { do: 'redo' }).selected).toBeNull();
});
