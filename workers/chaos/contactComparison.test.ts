import { expect, test } from 'vitest';
import type { Contact } from '#lib/contact/contact.ts';
import { compareContacts, contactDayDifferences } from './contactComparison.ts';
import type { LoggedCall } from './queueLogTruth.ts';

const dayStart = Date.UTC(2026, 9, 5);
const row = (contactId: string, told: Partial<Contact> = {}): Contact => ({
  ...{ exchange: '153', contactId, channel: 'voice', startedAt: dayStart + 5000, endedAt: dayStart + 9000 },
  ...{ visits: 0, firstQueue: null, contained: false, subject: null },
  ...told,
});
const logged = new Map<string, LoggedCall>(
  (
    [
      ['served', 0, { contained: true, subject: 'su' }],
      ['left', 0, { contained: false, subject: null }],
      ['queued', 2, { contained: false, subject: 'yol' }],
      ['cut', 1, null],
    ] as const
  ).map(([callId, entries, told]) => [callId, { callId, entries, told }]),
);
const rows = [
  row('served', { contained: true, subject: 'su' }),
  row('left'),
  row('queued', { visits: 2, firstQueue: 'genel', subject: 'yol' }),
  row('cut', { visits: 1, firstQueue: 'genel', subject: 'told before the power cut' }),
];

test('contacts that are what the log says agree; what a power cut took in the IVR is no row too many', () => {
  expect(compareContacts('153', logged, [...rows, row('lost', { contained: null })])).toEqual({
    ...{ logged: 4, rows: 5, missing: 0, double: 0, different: 0, lost: 1, named: [] },
    fates: { contained: 1, left_in_ivr: 1, to_queue: 2, unknown: 1 },
  });
});

test('what is missing, double or different is counted and named', () => {
  const [served, left, queued] = rows as [Contact, Contact, Contact, Contact];
  const kept = [{ ...served, contained: null }, { ...queued, visits: 1 }, left, left, row('made up')];
  const { missing, double, different, named } = compareContacts('153', logged, kept);
  expect({ missing, double, different }).toEqual({ missing: 1, double: 2, different: 2 });
  expect(named).toEqual([
    'contact different (fate contained in the log, unknown in the ledger): 153|served',
    'contact different (queues 2 in the log, 1 in the ledger): 153|queued',
    'contact double (left_in_ivr): 153|left',
    'contact double (left_in_ivr): 153|made up',
    'contact missing (1 queues): 153|cut',
  ]);
});

test('the wall’s day is held against the rows', () => {
  const day = {
    ...{ id: '', exchange: '153', centre: '153', start: dayStart, observedSince: null, outOfScope: 0 },
    ...{ contacts: 4, contained: 1, leftInIvr: 1, toQueue: 2, unknown: 0, withSubject: 3 },
  };
  expect(contactDayDifferences('153', [day], rows)).toEqual([]);
  expect(contactDayDifferences('153', [{ ...day, contained: 2 }], rows)).toEqual([
    '153: 2 contacts contained on the wall, 1 in the ledger',
  ]);
});
