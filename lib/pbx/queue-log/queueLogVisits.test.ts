import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Visit } from '#lib/contact/visit.ts';
import { visitKey } from '#lib/contact/visit.ts';
import { parseQueueLogRow } from './queueLogRow.ts';
import { QueueLogVisits } from './queueLogVisits.ts';

const recordings = ['a-tidy', 'c-outcomes', 'd-restart'];

test.each(recordings)('%s: visits equal the counts made from the same queue_log', (recording) => {
  const { visits, reducer } = read(linesOf(recording));
  const truth = JSON.parse(readFileSync(new URL(`../ami/fixtures/${recording}/truth.json`, import.meta.url), 'utf8'));
  expect(reducer.strayRows).toBe(0);
  expect(new Set(visits.map((visit) => visit.queue))).toEqual(new Set(Object.keys(truth.queues)));
  for (const [queue, expected] of Object.entries<Record<string, number>>(truth.queues)) {
    const here = visits.filter((visit) => visit.queue === queue);
    const outcome = (name: Visit['outcome']) => here.filter((visit) => visit.outcome === name);
    const talkEnd = (name: Visit['talkEnd']) => here.filter((visit) => visit.talkEnd === name).length;
    expect({
      entered: here.length,
      answered: outcome('answered').length,
      abandoned: outcome('abandoned').length,
      timeout: outcome('timed_out').length,
      exit_key: outcome('left_by_key').length,
      exit_empty: outcome('left_empty').length,
      withdrawn: outcome('withdrawn').length,
      lost_waiting: outcome('lost_in_outage').length,
      blind_transfer: talkEnd('blind_transfer'),
      attended_transfer: talkEnd('attended_transfer'),
      redirected: talkEnd('redirected'),
      talk_end_unlogged: talkEnd('unknown'),
      completed: talkEnd('by_agent') + talkEnd('by_caller'),
      ring_no_answer: reducer.counts.get(queue)?.ringNoAnswer ?? 0,
      pause: reducer.counts.get(queue)?.pauses ?? 0,
      answered_in_sl: outcome('answered').filter((visit) => (visit.waitSeconds ?? 99) <= 20).length,
      mean_wait_answered: mean(outcome('answered').map((visit) => visit.waitSeconds)),
      mean_wait_all: mean(here.map((visit) => visit.waitSeconds)),
      max_wait: Math.max(...here.map((visit) => visit.waitSeconds ?? 0)),
      open: here.filter((visit) => visit.outcome === null || (visit.outcome === 'answered' && visit.talkEnd === null))
        .length,
    }).toEqual({
      entered: expected.entered,
      answered: expected.answered,
      abandoned: expected.abandoned,
      timeout: expected.timeout,
      exit_key: expected.exit_key,
      exit_empty: expected.exit_empty,
      withdrawn: expected.withdrawn,
      lost_waiting: expected.lost_waiting,
      blind_transfer: expected.blind_transfer,
      attended_transfer: expected.attended_transfer,
      redirected: expected.redirected,
      talk_end_unlogged: expected.talk_end_unlogged,
      // A redirected talk's late row, and the first of two rows for one talk, are COMPLETE rows as well.
      completed:
        of(expected.complete_agent) +
        of(expected.complete_caller) -
        of(expected.redirected) -
        of(expected.duplicate_end),
      ring_no_answer: expected.ring_no_answer,
      pause: expected.pause,
      answered_in_sl: expected.answered_in_sl,
      mean_wait_answered: expected.mean_wait_answered,
      mean_wait_all: expected.mean_wait_all,
      max_wait: expected.max_wait,
      open: 0,
    });
    // The exchange counts a redirected caller's talk until the caller hangs up elsewhere; ours ends with the agent's part.
    if (expected.redirected === 0) expect(mean(here.map((visit) => visit.talkSeconds))).toBe(expected.mean_talk);
  }
});

test('a redirected talk ends when the caller enters the other queue, whatever its late end row counts', () => {
  const { visits } = read([
    '100|c.1|ulasim|NONE|ENTERQUEUE||0533|4',
    '106|c.1|ulasim|Hüseyin|CONNECT|6|c.2|0',
    '107|c.1|ulasim|NONE|ENTERQUEUE||0533|4',
    '113|c.1|ulasim|Elif|CONNECT|6|c.3|2',
    '115|c.1|ulasim|Hüseyin|COMPLETECALLER|6|9|5',
    '115|c.1|ulasim|Elif|COMPLETECALLER|6|2|4',
  ]);
  expect(visits).toMatchObject([
    { nth: 1, agentName: 'Hüseyin', talkEnd: 'redirected', talkSeconds: 1, talkEndedAt: 107_000 },
    { nth: 2, agentName: 'Elif', talkEnd: 'by_caller', talkSeconds: 2, talkEndedAt: 115_000 },
  ]);
});

test('both talks of one agent with one caller get the row that is theirs', () => {
  const { visits, reducer } = read([
    '100|c.1|sosyal|NONE|ENTERQUEUE||0533|2',
    '106|c.1|sosyal|Büşra|CONNECT|6|c.2|0',
    '107|c.1|sosyal|NONE|ENTERQUEUE||0533|2',
    '110|c.1|sosyal|Büşra|CONNECT|3|c.3|0',
    '114|c.1|sosyal|Büşra|COMPLETECALLER|6|8|4',
    '114|c.1|sosyal|Büşra|COMPLETECALLER|3|4|2',
  ]);
  expect(visits).toMatchObject([
    { talkEnd: 'redirected', talkSeconds: 1 },
    { talkEnd: 'by_caller', talkSeconds: 4 },
  ]);
  expect(reducer.strayRows).toBe(0);
});

test('an end row may tell a wait that is a second longer than the one of CONNECT', () => {
  const { visits, reducer } = read([
    '1795298793|1.104|153-sosyal|NONE|ENTERQUEUE||02625646167|6',
    '1795298809|1.104|153-sosyal|Gülşen Aydın|CONNECT|15|1.188|2',
    '1795298813|1.104|153-sosyal|Gülşen Aydın|COMPLETECALLER|16|4|6',
  ]);
  expect(visits).toMatchObject([{ waitSeconds: 15, talkEnd: 'by_caller', talkSeconds: 4 }]);
  expect(reducer.strayRows).toBe(0);
});

test('a transfer whose row stands behind the next ENTERQUEUE is a transfer', () => {
  const { visits } = read([
    '100|c.1|genel|NONE|ENTERQUEUE||0533|1',
    '101|c.1|genel|Ayşe|CONNECT|1|c.2|0',
    '108|c.1|ulasim|NONE|ENTERQUEUE||0533|4',
    '108|c.1|genel|Ayşe|BLINDTRANSFER|502|aktarma|1|7|1',
  ]);
  expect(visits[0]).toMatchObject({ queue: 'genel', talkEnd: 'blind_transfer', talkSeconds: 7 });
  expect(visits[1]).toMatchObject({ queue: 'ulasim', outcome: null });
});

test('after a crash those who waited are lost with no known wait, and talks end unknown', () => {
  const { visits } = read([
    '100|c.1|genel|NONE|ENTERQUEUE||0533|1',
    '101|c.2|genel|NONE|ENTERQUEUE||0534|2',
    '102|c.1|genel|Ayşe|CONNECT|2|c.9|0',
    '190|NONE|NONE|NONE|QUEUESTART|',
  ]);
  expect(visits).toMatchObject([
    { callId: 'c.1', outcome: 'answered', talkEnd: 'unknown', talkSeconds: null, talkEndedAt: 102_000 },
    { callId: 'c.2', outcome: 'lost_in_outage', waitSeconds: null, waitEndedAt: 102_000 },
  ]);
});

test('a call whose end was never logged is not waited for for ever', () => {
  const { visits } = read([
    '100|c.1|genel|NONE|ENTERQUEUE||0533|1',
    '101|c.2|genel|NONE|ENTERQUEUE||0533|2',
    '103|c.2|genel|Ayşe|CONNECT|2|c.9|0',
    '90000|c.3|genel|NONE|ENTERQUEUE||0534|1',
    '90001|NONE|NONE|NONE|CONFIGRELOAD|',
  ]);
  expect(visits).toMatchObject([
    { callId: 'c.1', outcome: 'unknown', outcomeReason: 'end_not_logged', waitSeconds: null },
    { callId: 'c.2', outcome: 'answered', talkEnd: 'unknown', talkSeconds: null },
    { callId: 'c.3', outcome: null },
  ]);
});

test('a row from a far future, or a clock set back, ends no call', () => {
  const { visits, reducer } = read([
    '100|c.1|genel|NONE|ENTERQUEUE||0533|1',
    '3999999999|OZEL|NONE|NONE|OZEL|',
    '104|c.1|genel|Ayşe|CONNECT|4|c.9|0',
    '110|c.1|genel|Ayşe|COMPLETEAGENT|4|6|1',
  ]);
  expect(visits).toMatchObject([{ outcome: 'answered', waitSeconds: 4, talkEnd: 'by_agent', talkSeconds: 6 }]);
  expect(reducer.strayRows).toBe(0);
});

test('a caller whom an agent dumped before they met waits on', () => {
  const { visits } = read([
    '100|c.1|genel|NONE|ENTERQUEUE||0533|1',
    '104|c.1|genel|Ayşe|AGENTDUMP|',
    '110|c.1|genel|Elif|CONNECT|10|c.9|2',
  ]);
  expect(visits).toMatchObject([{ outcome: 'answered', agentName: 'Elif', waitSeconds: 10 }]);
});

test('rows of a call whose entering was not read are stray', () => {
  const { visits, reducer } = read(['100|c.1|genel|Ayşe|CONNECT|2|c.9|0', '101|c.1|genel|Ayşe|COMPLETEAGENT|2|1|1']);
  expect(visits).toEqual([]);
  expect(reducer.strayRows).toBe(2);
});

function linesOf(recording: string): string[] {
  const path = new URL(`../ami/fixtures/${recording}/queue_log.gz`, import.meta.url);
  return gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n');
}

/** The last account of each visit, in the order of entering. */
function read(lines: string[]): { visits: Visit[]; reducer: QueueLogVisits } {
  const reducer = new QueueLogVisits('153');
  const byKey = new Map<string, Visit>();
  for (const line of lines)
    for (const visit of reducer.push(parseQueueLogRow(line))) byKey.set(visitKey(visit), { ...visit });
  for (const visit of reducer.open()) byKey.set(visitKey(visit), { ...visit });
  return { visits: [...byKey.values()].sort((a, b) => a.offeredAt - b.offeredAt || a.nth - b.nth), reducer };
}

function mean(values: (number | null)[]): number {
  const known = values.filter((value) => value !== null);
  return Math.round((known.reduce((sum, value) => sum + value, 0) / known.length) * 100) / 100;
}

function of(count: number | undefined): number {
  return count ?? 0;
}
