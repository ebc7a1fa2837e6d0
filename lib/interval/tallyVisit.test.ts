import { expect, test } from 'vitest';
import { type Visit, waitingVisit } from '../contact/visit.ts';
import { emptyTally, tallyVisit } from './tallyVisit.ts';

const waiting: Visit = waitingVisit({
  exchange: '153',
  callId: '1795280119.0',
  queue: '153-genel',
  nth: 1,
  contactId: '1795280119.0',
  channel: 'voice',
  offeredAt: 1795280119000,
  position: 1,
});
const answered: Visit = { ...waiting, outcome: 'answered', waitSeconds: 20, talkSeconds: 180, wrapUpSeconds: 30 };

test('a waiting visit is offered and nothing else', () => {
  const tally = emptyTally(0);
  tallyVisit(tally, waiting, 20, 1);
  expect(tally).toEqual({ ...emptyTally(0), offered: 1 });
});

test('a wait of exactly the threshold is in time, one second more is not', () => {
  const tally = emptyTally(0);
  tallyVisit(tally, answered, 20, 1);
  tallyVisit(tally, { ...answered, waitSeconds: 21 }, 20, 1);
  expect(tally).toMatchObject({ answered: 2, answeredInTime: 1, waitSecondsAnswered: 41, waitsAnswered: 2, talks: 2 });
});

test('an unknown wait is in no sum and in time for nobody', () => {
  const tally = emptyTally(0);
  tallyVisit(tally, { ...answered, waitSeconds: null }, 20, 1);
  expect(tally).toMatchObject({ answered: 1, answeredInTime: 0, waitsAnswered: 0, waitsAll: 0 });
});

test('adding the changed visit and taking out the former leaves the changed one', () => {
  const tally = emptyTally(0);
  tallyVisit(tally, waiting, 20, 1);
  tallyVisit(tally, waiting, 20, -1);
  tallyVisit(tally, answered, 20, 1);
  const afresh = emptyTally(0);
  tallyVisit(afresh, answered, 20, 1);
  expect(tally).toEqual(afresh);
});
