import type { AgentStanding } from '../agent/agentStanding.ts';
import type { AgentRecord } from './agentRecord.ts';

/** How something was told. Instants are epoch ms by the exchange's clock. */
export interface Telling {
  /** By an event at its instant, or by a list some time after. */
  told: 'event' | 'list';
  at: number;
  /** When the list before was told. */
  listedAt: number;
  /** Since when nobody had listened until this list; null where events were heard. */
  lostAt: number | null;
}

/** What an exchange dates by whole seconds may seem to lie this much before what is dated here. */
const roundingMs = 2_000;

/**
 * Since when it is so. An event tells at once; for what no event told there is the exchange's own date, if it lies in the
 * time that was not seen, else the time of the list.
 *
 * @param before since when it was as it was before; null when nothing was known
 * @param same it is as before: so it goes on, unless it ended and began anew while nobody listened
 * @param dated since when it is so by the exchange's own date; null where there is none
 */
export function sinceWhen(
  { told, at, listedAt, lostAt }: Telling,
  { before, same, dated }: { before: number | null; same: boolean; dated: number | null },
): number {
  if (same && before !== null)
    return told === 'list' && lostAt !== null && begunAfter(dated, lostAt) ? Math.min(dated, at) : before;
  if (told === 'event' || dated === null || dated > at) return at;
  if (before === null) return dated;
  const otherwiseAt = lostAt ?? Math.max(listedAt, before);
  return dated + roundingMs > otherwiseAt ? Math.max(dated, otherwiseAt) : at;
}

/** Whether the exchange dates the present state after `lostAt`. */
export function begunAfter(dated: number | null, lostAt: number): dated is number {
  return dated !== null && dated > lostAt + roundingMs;
}

/** Since when the agent stands so, as the exchange dates it; null where it does not. */
export function datedSince(record: AgentRecord, standing: AgentStanding, wrapUpMs: number): number | null {
  const members = [...record.memberships.values()];
  const [talk] = record.talks.values();
  const [offer] = record.offers.values();
  if (talk !== undefined) return talk.held ? null : talk.since;
  if (offer !== undefined) return offer.since;
  switch (standing.state) {
    case 'paused':
      return latest(members.map(({ pausedSince }) => pausedSince));
    case 'wrap_up':
      return record.wrapUp === null ? null : record.wrapUp.endsAt - wrapUpMs;
    case 'available':
      // the last of what the exchange dates; the end of a pause it does not
      return latest(
        members.flatMap(({ signedInSince, lastPausedAt, lastCallEndedAt }) => [
          signedInSince,
          lastPausedAt,
          lastCallEndedAt === null ? null : lastCallEndedAt + wrapUpMs,
        ]),
      );
    default:
      return null;
  }
}

function latest(instants: readonly (number | null)[]): number | null {
  const known = instants.filter((at) => at !== null);
  return known.length > 0 ? Math.max(...known) : null;
}
