import {
  type AgentRows,
  type AgentSpan,
  agentSpanKey,
  type MembershipSpan,
  membershipSpanKey,
} from '../agent/agentSpan.ts';
import { type Contact, contactKey } from '../contact/contact.ts';
import { isOpen, type Visit, visitKey } from '../contact/visit.ts';

export type Kind = 'visit' | 'contact' | 'agent_state' | 'membership';

/** 1: it may change yet; 2: a visit that is over, kept because its contact goes on and may enter the queue again. */
export type Open = 0 | 1 | 2;

export interface Row {
  kind: Kind;
  key: string;
  /** Key of the contact that it belongs to; empty for what belongs to an agent. */
  contact: string;
  revision: number;
  open: Open;
  body: string;
}

/** What a row of each kind holds. */
interface Bodies {
  visit: Visit;
  contact: Contact;
  agent_state: AgentSpan;
  membership: MembershipSpan;
}

/** The rows of what is put into the spool, each with the next revision. */
export function rowsOf(
  visits: readonly Visit[],
  contacts: readonly Contact[],
  { states, memberships }: AgentRows,
  nextRevision: () => number,
): Row[] {
  const row = <K extends Kind>(kind: K, key: string, contact: string, open: Open, body: Bodies[K]): Row => ({
    kind,
    key,
    contact,
    revision: nextRevision(),
    open,
    body: JSON.stringify(body),
  });
  return [
    ...visits.map((visit) => row('visit', visitKey(visit), contactKey(visit), isOpen(visit) ? 1 : 2, visit)),
    ...contacts.map((contact) => row('contact', contactKey(contact), contactKey(contact), lasts(contact), contact)),
    ...states.map((span) => row('agent_state', agentSpanKey(span), '', lasts(span), span)),
    ...memberships.map((span) => row('membership', membershipSpanKey(span), '', lasts(span), span)),
  ];
}

/** What those rows hold that are of one kind. */
export function bodiesIn<K extends Kind>(rows: readonly Pick<Row, 'kind' | 'body'>[], kind: K): Bodies[K][] {
  return rows.filter((row) => row.kind === kind).map(({ body }) => JSON.parse(body) as Bodies[K]);
}

/** Identity of a row across kinds; `partsOf` takes it apart again. */
export function nameOf({ kind, key }: Pick<Row, 'kind' | 'key'>): string {
  return `${kind} ${key}`;
}
export function partsOf(name: string): Pick<Row, 'kind' | 'key'> {
  const end = name.indexOf(' ');
  return { kind: name.slice(0, end) as Kind, key: name.slice(end + 1) };
}

function lasts({ endedAt }: { endedAt: number | null }): Open {
  return endedAt === null ? 1 : 0;
}
