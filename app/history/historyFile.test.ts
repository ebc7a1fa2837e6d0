import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { emptyParts, historyRow, inTime } from '#lib/history/historyRow.ts';
import { messages } from '../i18n/messages.ts';
import { historyCsv } from './historyCsv.ts';
import { periodLabels } from './periodLabel.ts';

const zone = 'Europe/Istanbul';
const at = (day: number, hour = 0) => Date.UTC(2026, 10, day, hour - 3);
const options = { formula: 'strict' } as const;
const row = (start: number, answered: number, incomplete = false) => {
  const parts = emptyParts();
  parts.offered = answered + 1;
  parts.outcomes.answered = answered;
  parts.outcomes.timed_out = 1;
  parts.waitSecondsAnswered = 10 * answered + 5;
  parts.waitsAnswered = answered;
  parts.talkSeconds = 100 * answered;
  parts.talks = answered;
  parts.answeredWaits = { buckets: [10], counts: [answered] };
  return historyRow({ start, end: start + 86_400_000, incomplete }, inTime(parts, 20), options);
};
const texts = (locale: 'tr' | 'en') => createTranslator({ locale, messages: messages[locale], namespace: 'history' });

describe('historyCsv', () => {
  const rows = [row(at(1), 0), row(at(2), 7, true)];
  const total = row(at(1), 7, true);

  it('opens in a Turkish spreadsheet', () => {
    const lines = historyCsv(rows, total, zone, texts('tr'), 'tr', at(2, 9)).split('\r\n');
    expect(lines[0]?.startsWith('\uFEFFBaşlangıç;Gelen;Karşılanan;')).toBe(true);
    // Before the records begin nothing is known, so nothing stands there.
    expect(lines[1]).toBe('2026-11-01 00:00;;;;;;;;;;;;;;;UTC+03:00');
    expect(lines[2]).toBe('2026-11-02 00:00;8;7;0;1;0;0;0;0;0;0;87,5;10,7;100;evet;UTC+03:00');
    expect(lines[3]).toBe('Toplam;8;7;0;1;0;0;0;0;0;0;87,5;10,7;100;evet;');
  });

  it('opens in an English spreadsheet', () => {
    const lines = historyCsv(rows, total, zone, texts('en'), 'en', null).split('\r\n');
    expect(lines[1]).toBe('2026-11-01 00:00,1,0,0,1,0,0,0,0,0,0,0,,,,UTC+03:00');
    expect(lines[2]).toBe('2026-11-02 00:00,8,7,0,1,0,0,0,0,0,0,87.5,10.7,100,yes,UTC+03:00');
  });
});

describe('periodLabels', () => {
  const week = (number: number, days: string) => `${number}: ${days}`;

  it('names periods in the zone of the centre', () => {
    const day = periodLabels('day', zone, 'tr', false, week);
    expect(day(at(19), at(20)).long).toBe('19 Kas 2026 Per');
    const quarter = periodLabels('interval', zone, 'tr', true, week);
    expect(quarter(at(19, 9), at(19, 10))).toEqual({ long: '09:00', short: '09:00' });
    const hour = periodLabels('hour', zone, 'en', false, week);
    expect(hour(at(19, 9), at(19, 10)).short).toBe('19 Nov 09:00');
  });

  it('says which days are meant where the range cuts a week or a month', () => {
    const weeks = periodLabels('week', zone, 'tr', false, week);
    expect(weeks(at(16), at(23)).long).toBe('47: 16 Kas – 22 Kas 2026');
    expect(weeks(at(18), at(22)).long).toBe('47: 18 Kas – 21 Kas 2026');
    expect(weeks(at(15), at(16)).long).toBe('46: 15 Kas 2026');
    const months = periodLabels('month', zone, 'tr', false, week);
    expect(months(at(1), at(31)).long).toBe('Kasım 2026');
    expect(months(at(1), at(22)).long).toBe('Kasım 2026 (1 Kas – 21 Kas)');
    expect(months(at(1), at(2)).long).toBe('Kasım 2026 (1 Kas)');
  });
});
