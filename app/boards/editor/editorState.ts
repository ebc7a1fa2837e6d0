import type { Board, BoardTile, KeptBoard } from '#lib/board/board.ts';
import { boardChanges } from '#lib/board/boardChanges.ts';
import type { TileKind } from '#lib/board/tileKind.ts';
import {
  type Direction,
  dropTile,
  freePlace,
  type LeastSize,
  type Rect,
  resizeTowards,
  type Size,
  stepTile,
} from '#lib/board/tilePlacement.ts';

/** What a person edits of a board; its id and revision are the server's. */
export type BoardDraft = Pick<Board, 'name' | 'centres' | 'tiles'>;

/** What the last action came to, to be told to those who do not see it. */
export type Said =
  | { what: 'placed' | 'resized' | 'added' | 'duplicated'; tile: BoardTile }
  | { what: 'removed' | 'blocked' | 'noRoom' | 'tooSmall'; kind: TileKind; title: string | null }
  | { what: 'full'; kind: TileKind }
  | { what: 'undone' | 'redone' | 'taken' | 'imported' };

export interface EditorState {
  /** As the server last told it; unsaved changes are what differs from it. */
  kept: KeptBoard;
  draft: BoardDraft;
  past: readonly BoardDraft[];
  future: readonly BoardDraft[];
  /** The id of the tile whose panel is open. */
  selected: string | null;
  /** The field being typed in: its letters are undone together. */
  typing: string | null;
  said: Said | null;
  /** Counts what was said, so that the same word twice is told twice. */
  saidCount: number;
}

export type EditorAction =
  | { do: 'select'; tile: string | null }
  | { do: 'step'; tile: string; direction: Direction }
  | { do: 'grow'; tile: string; direction: Direction }
  | { do: 'drop'; tile: string; at: { x: number; y: number } }
  | { do: 'resize'; tile: string; to: Rect }
  | { do: 'add'; kind: TileKind; options: Record<string, unknown>; wanted: Size; least: Size }
  | { do: 'duplicate'; tile: string }
  | { do: 'remove'; tile: string }
  | { do: 'change'; tile: string; field: string; to: Partial<Omit<BoardTile, 'id' | 'kind'>> }
  | { do: 'name'; to: string }
  | { do: 'centres'; to: string[] }
  | { do: 'undo' }
  | { do: 'redo' }
  | { do: 'import'; draft: BoardDraft }
  /** The server has what was sent, as `kept`. */
  | { do: 'saved'; kept: KeptBoard; sent: BoardDraft }
  /** Somebody else's version takes the draft's place; it can be undone. */
  | { do: 'takeTheirs'; kept: KeptBoard }
  /** Somebody else's version is known, and the draft is to take its place. */
  | { do: 'keepMine'; kept: KeptBoard };

/** More steps back than that nobody remembers. */
const mostSteps = 200;

export function startEditing(kept: KeptBoard): EditorState {
  const draft = draftOf(kept);
  return { kept, draft, past: [], future: [], selected: null, typing: null, said: null, saidCount: 0 };
}

export function draftOf({ name, centres, tiles }: Board): BoardDraft {
  return { name, centres, tiles };
}

/** Is there something that the server does not have? */
export function isUnsaved({ kept, draft }: EditorState): boolean {
  return boardChanges(kept, draft).length > 0;
}

/** What an action makes of the editor; pure. `least` is the size below which a tile of its kind cannot be read. */
export function editorReducer(least: LeastSize) {
  return (state: EditorState, action: EditorAction): EditorState => {
    const { draft } = state;
    switch (action.do) {
      case 'select':
        return { ...state, selected: action.tile, typing: null };
      case 'step':
        return placed(state, action.tile, 'placed', stepTile(draft.tiles, action.tile, action.direction));
      case 'drop':
        return placed(state, action.tile, 'placed', dropTile(draft.tiles, action.tile, action.at, least));
      case 'grow':
        return resized(state, action.tile, (tile) => grown(tile, action.direction), least);
      case 'resize':
        return resized(state, action.tile, () => action.to, least);
      case 'add': {
        const place = freePlace(draft.tiles, action.wanted, action.least);
        if (!place) return told(state, { what: 'full', kind: action.kind });
        const id = freshId(draft.tiles, action.kind);
        const scope = { centres: [], queues: [] };
        return added(state, 'added', {
          ...{ id, kind: action.kind, ...place, title: null, scope, thresholds: null, options: action.options },
        });
      }
      case 'duplicate': {
        const tile = draft.tiles.find((one) => one.id === action.tile);
        if (!tile) return state;
        const place = freePlace(draft.tiles, tile, least(tile));
        if (!place) return told(state, { what: 'full', kind: tile.kind });
        return added(state, 'duplicated', { ...tile, ...place, id: freshId(draft.tiles, tile.kind) });
      }
      case 'remove': {
        const tile = draft.tiles.find((one) => one.id === action.tile);
        if (!tile) return state;
        const next = changed(state, { ...draft, tiles: draft.tiles.filter((one) => one !== tile) });
        return told({ ...next, selected: null }, { what: 'removed', kind: tile.kind, title: tile.title });
      }
      case 'change': {
        const tiles = draft.tiles.map((one) => (one.id === action.tile ? { ...one, ...action.to } : one));
        return changed(state, { ...draft, tiles }, `${action.tile} ${action.field}`);
      }
      case 'name':
        return changed(state, { ...draft, name: action.to }, 'name');
      case 'centres':
        return changed(state, { ...draft, centres: action.to });
      case 'undo': {
        const before = state.past.at(-1);
        if (!before) return state;
        const next = { ...state, draft: before, past: state.past.slice(0, -1), future: [draft, ...state.future] };
        return told(stillSelected({ ...next, typing: null }), { what: 'undone' });
      }
      case 'redo': {
        const [after, ...future] = state.future;
        if (!after) return state;
        const next = { ...state, draft: after, past: [...state.past, draft], future };
        return told(stillSelected({ ...next, typing: null }), { what: 'redone' });
      }
      case 'import':
        return told(stillSelected(changed(state, action.draft)), { what: 'imported' });
      case 'saved':
        // What was changed while it was on its way is still to be saved.
        return {
          ...state,
          ...{ kept: action.kept, typing: null },
          draft: draft === action.sent ? draftOf(action.kept) : draft,
        };
      case 'takeTheirs':
        return told(stillSelected(changed({ ...state, kept: action.kept }, draftOf(action.kept))), { what: 'taken' });
      case 'keepMine':
        return { ...state, kept: action.kept };
    }
  };
}

/** A new state of the board, which can be undone; letters typed into one field count as one. */
function changed(state: EditorState, draft: BoardDraft, typing: string | null = null): EditorState {
  if (JSON.stringify(draft) === JSON.stringify(state.draft)) return state;
  const goesOn = typing !== null && typing === state.typing;
  const past = goesOn ? state.past : [...state.past, state.draft].slice(-mostSteps);
  return { ...state, draft, past, future: [], typing };
}

function placed(state: EditorState, id: string, what: 'placed' | 'resized', tiles: BoardTile[] | null): EditorState {
  const before = state.draft.tiles.find((one) => one.id === id);
  if (!before) return state;
  const after = tiles?.find((one) => one.id === id);
  if (!tiles || !after) return told(state, { what: 'blocked', kind: before.kind, title: before.title });
  return told({ ...changed(state, { ...state.draft, tiles }), selected: id }, { what, tile: after });
}

function resized(state: EditorState, id: string, to: (tile: BoardTile) => Rect, least: LeastSize): EditorState {
  const tile = state.draft.tiles.find((one) => one.id === id);
  if (!tile) return state;
  const wanted = to(tile);
  const tiles = resizeTowards(state.draft.tiles, id, wanted, least);
  if (tiles) return placed(state, id, 'resized', tiles);
  const { w, h } = least(tile);
  const what = wanted.w < w || wanted.h < h ? 'tooSmall' : 'noRoom';
  return told(state, { what, kind: tile.kind, title: tile.title });
}

/** The tile with its right or lower edge moved by a cell. */
function grown({ x, y, w, h }: Rect, direction: Direction): Rect {
  const wide = direction === 'right' ? 1 : direction === 'left' ? -1 : 0;
  const high = direction === 'down' ? 1 : direction === 'up' ? -1 : 0;
  return { x, y, w: w + wide, h: h + high };
}

function added(state: EditorState, what: 'added' | 'duplicated', tile: BoardTile): EditorState {
  const next = changed(state, { ...state.draft, tiles: [...state.draft.tiles, tile] });
  return told({ ...next, selected: tile.id }, { what, tile });
}

function freshId(tiles: readonly BoardTile[], kind: TileKind): string {
  for (let nth = 1; ; nth++) {
    const id = `${kind.replaceAll('_', '-')}-${nth}`;
    if (!tiles.some((tile) => tile.id === id)) return id;
  }
}

function stillSelected(state: EditorState): EditorState {
  const there = state.draft.tiles.some((tile) => tile.id === state.selected);
  return there ? state : { ...state, selected: null };
}

function told(state: EditorState, said: Said): EditorState {
  return { ...state, said, saidCount: state.saidCount + 1 };
}
