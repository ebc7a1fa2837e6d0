import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { tokenHash } from '../access/oneTimeToken.ts';
import type { Principal } from '../access/principal.ts';
import { may, type Permission } from '../access/role.ts';
import type { BoardBook } from './boardBook.ts';

/** Who a person's cookie stands for; null: nobody who is signed in. Throws when that cannot be known now. */
export type PrincipalOf = (headers: IncomingHttpHeaders) => Promise<Principal | null>;

/** Who is at the other end of a connection to `/wall`. */
export type WallGuest =
  | { kind: 'person'; person: Principal; board: string }
  | { kind: 'screen'; id: string; tokenHash: string }
  | { kind: 'alarm_watch' };

/**
 * A refusal that a page tells by its first word: `sign_in`, `not_allowed`, `unknown_board`, `unknown_screen`, `revoked`,
 * `wrong_key`, and `not_ready`, which passes by itself.
 */
export class Refused extends Error {}

/** @throws Refused */
export async function admitToWall(
  auth: Record<string, unknown>,
  headers: IncomingHttpHeaders,
  { book, principalOf, ingestKey }: { book: BoardBook; principalOf: PrincipalOf; ingestKey: string },
): Promise<WallGuest> {
  const { key, screen, board } = auth;
  if (key !== undefined) {
    if (typeof key === 'string' && sameKey(key, ingestKey)) return { kind: 'alarm_watch' };
    throw new Refused('wrong_key: this process does not belong to the installation');
  }
  if (screen !== undefined) return screenOf(String(screen), book);
  const person = await admitPerson(headers, principalOf, 'see_walls');
  if (typeof board === 'string' && book.board(board) !== null) return { kind: 'person', person, board };
  if (!book.knows('boards')) throw new Refused('not_ready: the boards are not read yet');
  throw new Refused(`unknown_board: there is no board "${String(board).slice(0, 40)}"`);
}

/** @throws Refused */
export async function admitPerson(
  headers: IncomingHttpHeaders,
  principalOf: PrincipalOf,
  permission: Permission,
): Promise<Principal> {
  let person: Principal | null;
  try {
    person = await principalOf(headers);
  } catch (error) {
    throw new Refused('not_ready: who asks cannot be known now', { cause: error });
  }
  if (person === null) throw new Refused('sign_in: nobody is signed in');
  if (!may(person.role, permission)) throw new Refused('not_allowed: this account may not see it');
  return person;
}

/** Equal, in a time that tells nothing of where they differ. */
export function sameKey(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}

function screenOf(token: string, book: BoardBook): WallGuest {
  const hash = tokenHash(token);
  const screen = book.screenOfToken(hash);
  if (screen === null) {
    if (!book.knows('screens')) throw new Refused('not_ready: the screens are not read yet');
    throw new Refused('unknown_screen: no screen was paired with this token');
  }
  if (screen.revokedAt !== null) throw new Refused('revoked: the pairing of this screen is over');
  return { kind: 'screen', id: screen.id, tokenHash: hash };
}
