import type { Board, KeptBoard } from '#lib/board/board.ts';
import type { BoardContent } from '#lib/board/boardFile.ts';

/** Why the server did not do it; each has its words on the page. */
export type Refusal =
  /** Somebody else changed the board meanwhile; `newest` is theirs. */
  | { refused: 'conflict'; newest: KeptBoard }
  /** The server found something wrong: its own sentence. */
  | { refused: 'bad_input'; message: string }
  | { refused: 'gone' | 'taken' | 'away' | 'signedOut' | 'forbidden' | 'unreachable' | 'failed' };
export type Answer<T> = { ok: T } | Refusal;

export function createBoard(board: BoardContent & { id?: string }): Promise<Answer<KeptBoard>> {
  return ask('POST', '/api/boards', board);
}

/** @param revision the one that was changed; 0 of a built-in board */
export function saveBoard(id: string, content: BoardContent, revision: number): Promise<Answer<KeptBoard>> {
  const { name, centres, tiles } = content;
  return ask('PUT', addressOf(id), { name, centres, tiles, revision });
}

export function duplicateBoard(id: string, name: string): Promise<Answer<KeptBoard>> {
  return ask('POST', `${addressOf(id)}/duplicate`, { name });
}

/** A built-in board comes back as its template makes it. */
export function deleteBoard(id: Board['id']): Promise<Answer<unknown>> {
  return ask('DELETE', addressOf(id));
}

const addressOf = (id: string) => `/api/boards/${encodeURIComponent(id)}`;

/** Asks one of this installation's routes, and says in one word why it was refused. */
export async function ask<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer<T>> {
  const raw = body instanceof Blob;
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      ...(body === undefined
        ? {}
        : {
            body: raw ? body : JSON.stringify(body),
            headers: { 'content-type': raw ? body.type : 'application/json' },
          }),
    });
  } catch {
    return { refused: 'unreachable' };
  }
  const told: { error?: string; message?: string; newest?: KeptBoard | null } | null = await response
    .json()
    .catch(() => null);
  if (response.ok) return { ok: told as T };
  switch (response.status) {
    case 400:
    case 413:
    case 415:
    case 422:
      return { refused: 'bad_input', message: told?.message ?? '' };
    case 401:
      return { refused: 'signedOut' };
    case 403:
      return { refused: 'forbidden' };
    case 404:
      return { refused: 'gone' };
    case 409:
      if (told?.error === 'conflict' && told.newest) return { refused: 'conflict', newest: told.newest };
      return { refused: told?.error === 'conflict' ? 'gone' : 'taken' };
    case 503:
      return { refused: 'away' };
    default:
      return { refused: 'failed' };
  }
}
