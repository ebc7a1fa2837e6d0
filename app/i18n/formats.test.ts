import { describe, expect, it } from 'vitest';
import { formatsOf, matchesSearch } from './formats.ts';
import { localeOf } from './locale.ts';

const turkish = formatsOf('tr');
const english = formatsOf('en');
// 21 November 2026, 13:05:09 in Istanbul (UTC+3).
const at = Date.UTC(2026, 10, 21, 10, 5, 9);

describe('formatsOf', () => {
  it('writes numbers as each language does', () => {
    expect(turkish.count(1_275_000)).toBe('1.275.000');
    expect(english.count(1_275_000)).toBe('1,275,000');
    expect(turkish.decimal(8.25, 2)).toBe('8,25');
    expect(english.decimal(8.25, 2)).toBe('8.25');
  });

  it('puts the percent sign first in Turkish', () => {
    expect(turkish.percent(0.8302)).toBe('%83,0');
    expect(turkish.percent(1, 0)).toBe('%100');
    expect(english.percent(0.8302)).toBe('83.0%');
  });

  it('shows what is not known as a dash, never as a zero', () => {
    for (const formats of [turkish, english]) {
      expect([formats.count(null), formats.percent(null), formats.decimal(null)]).toEqual(['–', '–', '–']);
      expect([formats.clock(null), formats.span(null), formats.percent(Number.NaN)]).toEqual(['–', '–', '–']);
    }
    expect(turkish.count(0)).toBe('0');
  });

  it('cuts a clock and rounds a span', () => {
    expect([7.9, 65, 3753].map((seconds) => turkish.clock(seconds))).toEqual(['0:07', '1:05', '1:02:33']);
    expect(turkish.clock(-3)).toBe('0:00');
    expect([7.4, 125, 120, 12_000, 7200].map((seconds) => turkish.span(seconds))).toEqual([
      '7 sn',
      '2 dk 5 sn',
      '2 dk',
      '3 sa 20 dk',
      '2 sa',
    ]);
    expect(english.span(125)).toBe('2 min 5 s');
  });

  it('tells time and date in the zone of the centre', () => {
    expect(turkish.time(at, 'Europe/Istanbul')).toBe('13:05');
    expect(turkish.timeOfDay(at, 'UTC')).toBe('10:05:09');
    expect(turkish.date(at, 'Europe/Istanbul')).toBe('21.11.2026');
    expect(english.date(at, 'Europe/Istanbul')).toBe('21/11/2026');
    expect(turkish.longDate(at, 'Europe/Istanbul')).toBe('21 Kasım 2026 Cumartesi');
    expect(turkish.dayName(at, 'Europe/Istanbul')).toBe('21 Kasım Cumartesi');
    expect(turkish.time(Date.UTC(2026, 10, 20, 21, 0), 'Europe/Istanbul')).toBe('00:00');
  });

  it('tells the two passes of an hour apart that clocks show twice, and no other hour', () => {
    const times = (from: number, zone: string) =>
      Array.from({ length: 5 }, (_, i) => turkish.time(from + i * 1_800_000, zone));
    expect(times(Date.UTC(2026, 9, 25, 0), 'Europe/Berlin')).toEqual([
      '02:00 A',
      '02:30 A',
      '02:00 B',
      '02:30 B',
      '03:00',
    ]);
    expect(times(Date.UTC(2026, 2, 29, 0), 'Europe/Berlin')).toEqual(['01:00', '01:30', '03:00', '03:30', '04:00']);
    expect(times(Date.UTC(2026, 9, 29, 20), 'Africa/Cairo')).toEqual([
      '23:00 A',
      '23:30 A',
      '23:00 B',
      '23:30 B',
      '00:00',
    ]);
    expect(times(Date.UTC(2026, 10, 1, 3, 30), 'America/Havana')).toEqual([
      '23:30',
      '00:00 A',
      '00:30 A',
      '00:00 B',
      '00:30 B',
    ]);
    const lordHowe = Array.from({ length: 4 }, (_, i) =>
      turkish.time(Date.UTC(2026, 3, 4, 14, 15) + i * 900_000, 'Australia/Lord_Howe'),
    );
    expect(lordHowe).toEqual(['01:15', '01:30 A', '01:45 A', '01:30 B']);
    expect(times(Date.UTC(2026, 9, 25, 0), 'Europe/Istanbul').join()).not.toMatch(/[AB]/);
  });

  it('sorts the Turkish alphabet, numbers by size', () => {
    const names = ['Şule', 'İpek', 'Çiğdem', 'Zeynep', 'Işıl', 'Cem', 'Sıra 10', 'Sıra 9', 'Özge', 'Oya', 'Gül', 'Ğ'];
    expect(names.sort(turkish.compare)).toEqual([
      'Cem',
      'Çiğdem',
      'Gül',
      'Ğ',
      'Işıl',
      'İpek',
      'Oya',
      'Özge',
      'Sıra 9',
      'Sıra 10',
      'Şule',
      'Zeynep',
    ]);
  });
});

describe('matchesSearch', () => {
  it('knows the two letters i', () => {
    expect(matchesSearch('İSU Alo 185', 'isu')).toBe(true);
    expect(matchesSearch('IRMAK', 'ırm')).toBe(true);
    expect(matchesSearch('IRMAK', 'irm')).toBe(false);
    expect(matchesSearch('Şikâyet', ' ')).toBe(true);
  });
});

describe('localeOf', () => {
  it('falls back to Turkish', () => {
    expect([localeOf('en'), localeOf(undefined), localeOf('de')]).toEqual(['en', 'tr', 'tr']);
  });
});
