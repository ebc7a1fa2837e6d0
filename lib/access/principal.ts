import type { Role } from './role.ts';

/** Who asks: a person who signed in. Screens are no persons; they only ever open /wall's socket. */
export interface Principal {
  /** Of the account. */
  id: string;
  /** As shown, and as written into the audit log. */
  name: string;
  username: string;
  role: Role;
}
