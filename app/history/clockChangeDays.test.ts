import { createTranslator } from 'use-intl/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Visit, waitingVisit } from '#lib/contact/visit.ts';
import { rollUpTouched } from '#lib/database/rollups.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { upsertVisits } from '#lib/database/visits.ts';
import type { CentreSettings, ExchangeSettings } from '#lib/settings.ts';
import { messages } from '../i18n/messages.ts';
import { historyCsv } from './historyCsv.ts';
import { historyReport } from './historyReport.ts';
import { periodLabels } from './periodLabel.ts';

/** Days on which clocks change, with a call in every quarter of an hour, from the database's rollups to page and file. */
const quarter = 900_000;
const now = Date.UTC(2027, 0, 1);
/** By zone: the day, its first instant, its hours. */
const days = [
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00Z', 23],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00Z', 25],
  ['America/Havana', '2026-03-08', '2026-03-08T05:00Z', 23],
  ['America/Havana', '2026-11-01', '2026-11-01T04:00Z', 25],
  ['Africa/Cairo', '2026-10-29', '2026-10-28T21:00Z', 25],
  ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00Z', 24.5],
  ['Asia/Kolkata', '2026-11-21', '2026-11-20T18:30Z', 24],
  ['Europe/Istanbul', '2026-11-21', '2026-11-20T21:00Z', 24],
] as const;
const zones = [...new Set(days.map(([zone]) => zone))];
const id = (zone: string) => zone.replace('/', '-');
const centres = zones.map(
  (zone): CentreSettings => ({
    id: id(zone),
    label: zone,
    zone,
    serviceLevelFormula: 'strict',
    outOfScopeSubjects: [],
    target: { ratio: 0.8, thresholdSeconds: 20 },
    queues: [{ exchange: id(zone), queue: 'genel', label: 'Genel', thresholdSeconds: 20 }],
  }),
);
const settings = { centres, exchanges: [] as ExchangeSettings[] };

let shared: TestDatabase;
const kept = globalThis as { santralDatabase?: TestDatabase['db'] };
beforeAll(async () => {
  shared = await openTestDatabase();
  kept.santralDatabase = shared.db;
  const visits: Visit[] = [];
  for (const [zone, day, first, hours] of days) {
    // a call a quarter, and one on either side of the day
    for (let i = -1; i <= hours * 4; i++) {
      const offeredAt = Date.parse(first) + i * quarter + 60_000;
      const call = `${day}.${i}`;
      const visit = waitingVisit({
        ...{ exchange: id(zone), callId: call, queue: 'genel', nth: 1, contactId: call, channel: 'voice' },
        ...{ offeredAt, position: 1 },
      });
      visits.push({
        ...visit,
        outcome: 'answered',
        waitEndedAt: offeredAt + 5000,
        waitSeconds: 5,
        talkEnd: 'by_agent',
      });
    }
  }
  await upsertVisits(shared.db, visits);
  while ((await rollUpTouched(shared.db)) > 0);
}, 60_000);
afterAll(async () => {
  delete kept.santralDatabase;
  await shared?.close();
});

async function report(zone: string, from: string, to: string, step: string) {
  const answer = await historyReport({ scope: id(zone), from, to, step }, now, settings, 'file');
  if (answer === null || typeof answer === 'string') throw new Error(String(answer));
  expect(answer.problems).toEqual([]);
  return answer;
}

describe.each(days)('%s on %s', (zone, day, first, hours) => {
  it(`has the calls of its ${hours} hours in every step`, async () => {
    for (const step of ['interval', 'hour', 'day', 'week', 'month']) {
      const { rows, total } = await report(zone, day, day, step);
      expect([step, total.offered, rows.reduce((sum, row) => sum + row.offered, 0)]).toEqual([
        step,
        hours * 4,
        hours * 4,
      ]);
      expect(rows[0]?.start).toBe(Date.parse(first));
      expect(rows.at(-1)?.end).toBe(Date.parse(first) + hours * 4 * quarter);
    }
    const { rows } = await report(zone, day, day, 'hour');
    expect(rows.map((row) => row.offered)).toEqual(rows.map((row) => (row.end - row.start) / quarter));
  });

  it('names each hour once, on the page and in the file', async () => {
    for (const step of ['interval', 'hour'] as const) {
      const { rows, total, recordsFrom } = await report(zone, day, day, step);
      const label = periodLabels(step, zone, 'tr', true, () => '');
      const names = rows.map((row) => label(row.start, row.end).long);
      expect(new Set(names).size).toBe(rows.length);
      const t = createTranslator({ locale: 'tr', messages: messages.tr, namespace: 'history' });
      const lines = historyCsv(rows, total, zone, t, 'tr', recordsFrom).trimEnd().split('\r\n').slice(1, -1);
      const instants = lines.map((line) => {
        const cells = line.split(';');
        return Date.parse(`${cells[0]?.replace(' ', 'T')}${cells.at(-1)?.replace('UTC', '')}`);
      });
      expect(instants).toEqual(rows.map((row) => row.start));
    }
  });

  it('is one row of a week of days, between its neighbours', async () => {
    const { rows } = await report(zone, `${day.slice(0, 8)}01`, day, 'day');
    expect(rows.at(-1)?.offered).toBe(hours * 4);
  });
});

it('tells when clocks were changed, and which hour that left out or brought twice', async () => {
  const spring = await report('Europe/Berlin', '2026-03-29', '2026-03-29', 'hour');
  expect(spring.clockChanges).toEqual([{ at: Date.UTC(2026, 2, 29, 1), minutes: 60 }]);
  const label = periodLabels('hour', 'Europe/Berlin', 'tr', true, () => '');
  const names = (rows: typeof spring.rows) => rows.map((row) => label(row.start, row.end).short);
  expect(names(spring.rows).slice(0, 4)).toEqual(['00:00', '01:00', '03:00', '04:00']);
  const autumn = await report('Europe/Berlin', '2026-10-25', '2026-10-25', 'hour');
  expect(names(autumn.rows).slice(1, 5)).toEqual(['01:00', '02:00 A', '02:00 B', '03:00']);
  expect(autumn.clockChanges).toEqual([{ at: Date.UTC(2026, 9, 25, 1), minutes: -60 }]);
  expect((await report('Europe/Istanbul', '2026-11-21', '2026-11-21', 'hour')).clockChanges).toEqual([]);
});
