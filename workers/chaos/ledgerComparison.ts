import type { Visit } from '#lib/contact/visit.ts';
import type { LoggedVisit } from './queueLogTruth.ts';

export interface LedgerComparison {
  /** Visits of the exchange's own log. */
  logged: number;
  /** Rows of the ledger. */
  rows: number;
  missing: number;
  /** Rows of the ledger that the log does not have: counted twice, or made up. */
  double: number;
  different: number;
  /** The first few of them, one line each. */
  named: string[];
  /** How many visits ended in each way, by the log. */
  outcomes: Record<string, number>;
  /** Rows whose instant of entering is off by more than two seconds, and the most in seconds: no fault, but told. */
  enteredOff: number;
  enteredOffMost: number;
}

const mostNamed = 10;

/** Holds the ledger's rows of one exchange against the visits of its queue_log, each with each. */
export function compareLedger(
  exchange: string,
  logged: ReadonlyMap<string, LoggedVisit>,
  rows: readonly Visit[],
): LedgerComparison {
  const result: LedgerComparison = {
    ...{ logged: logged.size, rows: rows.length, missing: 0, double: 0, different: 0, named: [], outcomes: {} },
    ...{ enteredOff: 0, enteredOffMost: 0 },
  };
  const name = (what: string, key: string) => {
    if (result.named.length < mostNamed) result.named.push(`${what}: ${exchange}|${key}`);
  };
  const seen = new Set<string>();
  for (const row of rows) {
    const key = `${row.callId}|${row.queue}|${row.nth}`;
    const truth = logged.get(key);
    if (truth === undefined || seen.has(key)) {
      result.double++;
      name(`double (${row.outcome}, offered ${new Date(row.offeredAt).toISOString()}, wait ${row.waitSeconds})`, key);
      continue;
    }
    seen.add(key);
    const differences = differencesOf(truth, row);
    if (differences.length > 0) {
      result.different++;
      name(`different (${differences.join('; ')})`, key);
    }
    const off = Math.abs(Math.floor(row.offeredAt / 1000) - truth.entered);
    if (off > 2) result.enteredOff++;
    result.enteredOffMost = Math.max(result.enteredOffMost, off);
  }
  for (const [key, { outcome, talkEnd }] of logged) {
    const how = outcome === 'answered' ? `answered, ${talkEnd ?? 'talking'}` : (outcome ?? 'waiting');
    result.outcomes[how] = (result.outcomes[how] ?? 0) + 1;
    if (seen.has(key)) continue;
    result.missing++;
    name(`missing (${how})`, key);
  }
  return result;
}

function differencesOf(truth: LoggedVisit, row: Visit): string[] {
  const differences: string[] = [];
  const compare = (field: string, logged: unknown, kept: unknown) => {
    if (logged !== kept) differences.push(`${field} ${logged} in the log, ${kept} in the ledger`);
  };
  compare('outcome', truth.outcome, row.outcome);
  // What the log cannot know of a call that an outage took, another source may.
  if (truth.waitSeconds !== null) compare('wait', truth.waitSeconds, row.waitSeconds);
  if (truth.outcome === 'answered') {
    compare('agent', truth.agent, row.agentName);
    compare('talk end', truth.talkEnd, row.talkEnd);
    if (truth.talkSeconds !== null) compare('talk', truth.talkSeconds, row.talkSeconds);
  } else compare('agent', null, row.agentName);
  return differences;
}
