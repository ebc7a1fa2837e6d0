/** What keeps somebody out, each with its sentence under `access.problems`. */
export type Problem =
  | 'wrong'
  | 'wait'
  | 'disabled'
  | 'away'
  | 'offline'
  | 'failed'
  | 'noRole'
  | 'notLinked'
  | 'directory';

/** The problem that a directory's way back names in the address; null: none. */
export function problemOf(error: string | string[] | undefined): Problem | null {
  if (typeof error !== 'string' || error === '') return null;
  if (error === 'no_role') return 'noRole';
  if (error === 'account_disabled') return 'disabled';
  return /^account_not_linked|^email/.test(error) ? 'notLinked' : 'directory';
}

/** The problem that an answer of /api/auth tells. */
export function problemOfAnswer(status: number, code: unknown): Problem {
  if (status === 0) return 'offline';
  if (status === 429) return 'wait';
  if (status === 503) return 'away';
  if (code === 'account_disabled') return 'disabled';
  // A username that cannot be one, and a password that is too long, are as wrong as any other.
  return status === 401 || status === 422 || status === 400 ? 'wrong' : 'failed';
}
