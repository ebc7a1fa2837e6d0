import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Visit, waitingVisit } from '#lib/contact/visit.ts';
import { compareLedger } from './ledgerComparison.ts';
import { QueueLogTruth } from './queueLogTruth.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'santral-truth-'));
  path = join(folder, 'queue_log');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A call that is transferred, one that gives up, one that presses a key; then the exchange dies with two calls in it. */
const log = `1795296000|NONE|NONE|NONE|QUEUESTART|
1795296001|a.1|153-genel|NONE|ENTERQUEUE||05001112233|1
1795296004|a.1|153-genel|Selin Yavuz|CONNECT|3|a.2|2
1795296009|a.1|153-genel|Selin Yavuz|BLINDTRANSFER|7001|kuyruk|3|5|1
1795296009|a.1|153-ulasim|NONE|ENTERQUEUE||05001112233|1
1795296010|b.1|153-genel|NONE|ENTERQUEUE|||1
1795296012|a.1|153-ulasim|Hatice Güneş|CONNECT|3|a.3|1
1795296015|b.1|153-genel|NONE|ABANDON|1|1|5
1795296016|c.1|153-genel|NONE|ENTERQUEUE|||1
1795296020|c.1|153-genel|NONE|EXITWITHKEY|0|1|1|4
1795296021|d.1|153-genel|NONE|ENTERQUEUE|||1
`;
const end = '1795296030|NONE|NONE|NONE|QUEUESTART|\n';

function row(callId: string, queue: string, second: number, told: Partial<Visit>): Visit {
  const of = { exchange: '153', callId, queue, nth: 1, contactId: callId, channel: 'voice' as const, position: 1 };
  return { ...waitingVisit({ ...of, offeredAt: second * 1000 + 500 }), ...told };
}
const rows = (): Visit[] => [
  row('a.1', '153-genel', 1795296001, {
    outcome: 'answered',
    waitSeconds: 3,
    agentName: 'Selin Yavuz',
    talkEnd: 'blind_transfer',
    talkSeconds: 5,
  }),
  row('a.1', '153-ulasim', 1795296009, {
    outcome: 'answered',
    waitSeconds: 3,
    agentName: 'Hatice Güneş',
    talkEnd: 'unknown',
  }),
  row('b.1', '153-genel', 1795296010, { outcome: 'abandoned', waitSeconds: 5 }),
  row('c.1', '153-genel', 1795296016, { outcome: 'left_by_key', waitSeconds: 4 }),
  row('d.1', '153-genel', 1795296021, { outcome: 'lost_in_outage' }),
];

function truth(): QueueLogTruth {
  writeFileSync(path, log.slice(0, 300));
  const read = new QueueLogTruth(path);
  read.read();
  appendFileSync(path, log.slice(300));
  read.read();
  expect([...read.waiting()].map(({ key }) => key)).toEqual(['d.1|153-genel|1']);
  appendFileSync(path, end);
  read.read();
  return read;
}

test('a ledger that says what the log says agrees, however the log was read', () => {
  expect(compareLedger('153', truth().visits, rows())).toMatchObject({
    ...{ logged: 5, rows: 5, missing: 0, double: 0, different: 0, named: [], enteredOff: 0, enteredOffMost: 0 },
    outcomes: {
      'answered, blind_transfer': 1,
      'answered, unknown': 1,
      abandoned: 1,
      left_by_key: 1,
      lost_in_outage: 1,
    },
  });
});

test('what is missing, double or different is counted and named', () => {
  const kept = rows();
  const changed = [
    { ...(kept[0] as Visit), talkSeconds: 6 },
    { ...(kept[1] as Visit), agentName: 'Selin Yavuz' },
    { ...(kept[2] as Visit), waitSeconds: null },
    { ...(kept[3] as Visit), outcome: 'abandoned' as const },
    row('d.1', '153-ulasim', 1795296021, { outcome: 'lost_in_outage' }),
  ];
  const { missing, double, different, named } = compareLedger('153', truth().visits, changed);
  expect({ missing, double, different }).toEqual({ missing: 1, double: 1, different: 4 });
  expect(named).toEqual([
    'different (talk 5 in the log, 6 in the ledger): 153|a.1|153-genel|1',
    'different (agent Hatice Güneş in the log, Selin Yavuz in the ledger): 153|a.1|153-ulasim|1',
    'different (wait 5 in the log, null in the ledger): 153|b.1|153-genel|1',
    'different (outcome left_by_key in the log, abandoned in the ledger): 153|c.1|153-genel|1',
    expect.stringMatching(/^double \(lost_in_outage, .*\): 153\|d\.1\|153-ulasim\|1$/),
    'missing (lost_in_outage): 153|d.1|153-genel|1',
  ]);
});
