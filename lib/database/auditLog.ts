import { type Kysely, sql } from 'kysely';
import type { Principal } from '#lib/access/principal.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** What somebody did that others may want to know of later. */
export interface AuditEntry {
  /** null: the installation itself, or somebody at its machine. */
  who: Pick<Principal, 'id' | 'name'> | null;
  /** `thing.verb`, as `board.saved`, `person.disabled`; its words stand in the messages of the area `audit`. */
  action: string;
  /** Of what, in words that still say something when it is gone: a board's name, a person's username. */
  subject: string;
  /** What exactly, such as the values before and after. No passwords, no tokens, no caller's number. */
  detail?: object;
  /** When, epoch ms; absent: now. */
  at?: number;
}

export interface AuditRow {
  id: number;
  /** Epoch ms. */
  at: number;
  personId: string | null;
  personName: string | null;
  action: string;
  subject: string;
  detail: unknown;
}

/** Which rows; what is absent restricts nothing. */
export interface AuditQuery {
  /** Epoch ms, from inclusive, to exclusive. */
  from?: number;
  to?: number;
  /** Of this person. */
  personId?: string;
  /** One action, or all of a thing as `board.`. */
  action?: string;
  /** Anywhere in subject or person's name, whatever the case. */
  text?: string;
  /** Rows before this one, for the next page. */
  beforeId?: number;
  /** At most so many, the latest first. */
  limit: number;
}

/** Adds a row; pass a transaction, and it stands only if what it tells of was done. */
export async function writeAudit(db: Kysely<Schema>, { who, action, subject, detail, at }: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({
      person_id: who?.id ?? null,
      person_name: who?.name ?? null,
      action,
      subject,
      detail: detail === undefined ? null : JSON.stringify(detail),
      ...(at === undefined ? {} : { at: instant(at) }),
    })
    .execute();
}

/** The latest first. */
export async function readAudit(db: Kysely<Schema>, query: AuditQuery): Promise<AuditRow[]> {
  let rows = db
    .selectFrom('audit_log')
    .select(['id', 'at', 'person_id as personId', 'person_name as personName', 'action', 'subject', 'detail'])
    .orderBy('id', 'desc')
    .limit(query.limit);
  if (query.from !== undefined) rows = rows.where('at', '>=', instant(query.from));
  if (query.to !== undefined) rows = rows.where('at', '<', instant(query.to));
  if (query.personId !== undefined) rows = rows.where('person_id', '=', query.personId);
  if (query.action?.endsWith('.')) rows = rows.where(sql`starts_with(action, ${query.action})`, '=', sql`true`);
  else if (query.action !== undefined) rows = rows.where('action', '=', query.action);
  if (query.beforeId !== undefined) rows = rows.where('id', '<', query.beforeId);
  if (query.text !== undefined) {
    const like = `%${query.text.replaceAll(/[\\%_]/g, '\\$&')}%`;
    rows = rows.where((where) => where.or([where('subject', 'ilike', like), where('person_name', 'ilike', like)]));
  }
  return rows.execute();
}

/** Actions that ever happened, and persons who ever did something, for the choices of the log's filter. */
export async function auditChoices(
  db: Kysely<Schema>,
): Promise<{ actions: string[]; persons: { id: string; name: string }[] }> {
  const actions = await db.selectFrom('audit_log').select('action').distinct().orderBy('action').execute();
  const persons = await db
    .selectFrom('audit_log')
    .where('person_id', 'is not', null)
    .select(['person_id as id', (select) => select.fn.max('person_name').as('name')])
    .groupBy('person_id')
    .execute();
  return {
    actions: actions.map(({ action }) => action),
    persons: persons.flatMap(({ id, name }) => (id === null ? [] : [{ id, name: name ?? id }])),
  };
}
