import { ZoneId } from '@js-joda/core';
import '@js-joda/timezone';
import { describe, expect, it, test } from 'vitest';
import { rosterCsv } from './rosterCsv.ts';
import { rosterOfLines } from './rosterOfLines.ts';
import { rosterText } from './rosterText.ts';

const istanbul = ZoneId.of('Europe/Istanbul');
const berlin = ZoneId.of('Europe/Berlin');
const queues = [
  { id: 'x:153-genel', names: ['153-genel', 'Genel Bilgi'] },
  { id: 'x:153-ulasim', names: ['153-ulasim', 'Ulaşım'] },
];
const read = (text: string, zone = istanbul) => rosterCsv(text, { name: 'r.csv', zone, queues });
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
const times = (text: string, zone = istanbul) => {
  const { lines, mistakes } = read(text, zone);
  expect(mistakes).toEqual([]);
  return lines.map(({ startsAt, endsAt }) => [iso(startsAt), iso(endsAt)]);
};

describe('what a roster may look like', () => {
  it('has English headings, commas, and the clock of the centre', () => {
    const { lines, mistakes } = read(
      'agent,start,end,activity,queues,name\n1001,2026-11-23T08:00,2026-11-23T17:00,work,153-genel|Ulaşım,"Kaya, Ayşe"\n',
    );
    expect(mistakes).toEqual([]);
    expect(lines).toEqual([
      {
        where: 'r.csv, line 2',
        agent: '1001',
        agentName: 'Kaya, Ayşe',
        queues: ['x:153-genel', 'x:153-ulasim'],
        startsAt: Date.UTC(2026, 10, 23, 5),
        endsAt: Date.UTC(2026, 10, 23, 14),
        activity: 'work',
      },
    ]);
  });

  it('has Turkish headings in any case, semicolons, dotted dates, a byte order mark, and columns of its own', () => {
    const { lines } = read(
      '\uFEFFŞUBE;TEMSİLCİ;BAŞLANGIÇ;BİTİŞ;ETKİNLİK;KUYRUKLAR;AD SOYAD\r\nA;1001;23.11.2026 08:00;23.11.2026 08:15;Mola;genel bilgi;Ayşe Kaya\r\n',
    );
    expect(lines).toMatchObject([
      {
        agent: '1001',
        agentName: 'Ayşe Kaya',
        activity: 'break',
        queues: ['x:153-genel'],
        startsAt: Date.UTC(2026, 10, 23, 5),
      },
    ]);
  });

  it('has tabs, and a column for the date', () => {
    expect(times('agent\ttarih\tbaşlangıç\tbitiş\nAyşe\t23.11.2026\t8:00\t17.30\n')).toEqual([
      ['2026-11-23T05:00', '2026-11-23T14:30'],
    ]);
  });

  it('crosses midnight, by the date of the end or by a time alone', () => {
    expect(
      times(
        'agent,start,end\na,2026-11-23 23:15,2026-11-24 07:30\nb,2026-11-23 23:15,07:30\nc,2026-11-23 16:00,24:00\nd,2026-12-31 23:00,07:00\n',
      ),
    ).toEqual([
      ['2026-11-23T20:15', '2026-11-24T04:30'],
      ['2026-11-23T20:15', '2026-11-24T04:30'],
      ['2026-11-23T13:00', '2026-11-23T21:00'],
      ['2026-12-31T20:00', '2027-01-01T04:00'],
    ]);
  });

  it('has zones of its own where the times say so', () => {
    expect(
      times('agent,start,end\na,2026-11-23T08:00Z,2026-11-23T12:00+0000\nb,2026-11-23T08:00+03:00,17:00\n'),
    ).toEqual([
      ['2026-11-23T08:00', '2026-11-23T12:00'],
      ['2026-11-23T05:00', '2026-11-23T14:00'],
    ]);
  });

  it('goes by the clock on the wall where it is changed', () => {
    expect(
      times(
        'agent,start,end\nspring,2026-03-28 22:00,06:00\nautumn,2026-10-24 22:00,06:00\ntwice,2026-10-25 02:30,02:30\n',
        berlin,
      ),
    ).toEqual([
      ['2026-03-28T21:00', '2026-03-29T04:00'],
      ['2026-10-24T20:00', '2026-10-25T05:00'],
      ['2026-10-25T00:30', '2026-10-25T01:30'],
    ]);
  });

  it('is saved by Excel as Windows-1254 or UTF-16 as well; a workbook is no text', () => {
    const turkish = Uint8Array.from('agent;ba\xfelang\xfd\xe7;biti\xfe', (char) => char.charCodeAt(0));
    expect(rosterText(turkish)).toBe('agent;başlangıç;bitiş');
    expect(rosterText(new Uint8Array([0xff, 0xfe, ...Buffer.from('ağ', 'utf16le')]))).toBe('ağ');
    expect(rosterText(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBeNull();
  });
});

describe('every mistake is one sentence with its line and cure', () => {
  const head = 'agent,start,end,activity,queues\n';
  it.each([
    ['', 'r.csv is empty; it needs a header line agent,start,end[,activity][,queues][,name].'],
    ['agent,start,end\n', 'r.csv has a header line but no rows; add one row for each shift.'],
    [
      'who,start\na,b\n',
      'r.csv, line 1: the header has no column agent and no column end; the first line must be agent,start,end[,activity][,queues][,name], or temsilci,başlangıç,bitiş[,etkinlik][,kuyruklar][,ad].',
    ],
    [
      'agent,temsilci,start,end\n',
      'r.csv, line 1: the header has two columns for the agent, “agent” and “temsilci”; keep one.',
    ],
    [`${head}"a,b\n`, 'r.csv, line 2: a quote is opened and never closed; close it or remove it.'],
    [`${head},2026-11-23T08:00,17:00`, 'r.csv, line 2: the agent is empty; say whose shift this is.'],
    [
      `${head}a,11/23/2026 08:00,17:00`,
      'r.csv, line 2: the start “11/23/2026 08:00” is no time (with slashes it is not clear which is the month); write it as 2026-11-23T08:00, 2026-11-23T08:00+03:00 or 23.11.2026 08:00.',
    ],
    [
      `${head}a,2026-02-30T08:00,17:00`,
      'r.csv, line 2: the start “2026-02-30T08:00” is no time; write it as 2026-11-23T08:00, 2026-11-23T08:00+03:00 or 23.11.2026 08:00.',
    ],
    [
      `${head}a,2026-11-23T08:00,`,
      'r.csv, line 2: the end is empty; write it as 17:30, or with its date as 2026-11-23T17:30.',
    ],
    [
      `${head}a,08:00,17:00`,
      'r.csv, line 2: the start “08:00” has no date; write it as 2026-11-23T08:00, or add a column date.',
    ],
    [
      `${head}a,2026-11-23T17:00,2026-11-23T08:00`,
      'r.csv, line 2: the end “2026-11-23T08:00” is not after the start “2026-11-23T17:00”; exchange them, or give the end the date of the next day.',
    ],
    [
      `${head}a,2026-11-23T08:00,2026-11-25T08:00`,
      'r.csv, line 2: it lasts 48 hours, from 2026-11-23T08:00 to 2026-11-25T08:00; check the dates, nothing may last more than 24.',
    ],
    [
      `${head}a,2026-11-23T08:00+03:00,2026-11-23T17:00`,
      'r.csv, line 2: one of start and end is with a zone and the other without; write both alike.',
    ],
    [`${head}a,0026-11-23T08:00,17:00`, 'r.csv, line 2: the year 26 cannot be meant; check the date.'],
    [
      `${head}a,2026-11-23T08:00,17:00,uçuş`,
      'r.csv, line 2: “uçuş” is no activity; write work, break, training, meeting, other, or leave it empty for work.',
    ],
    [
      `${head}a,2026-11-23T08:00,17:00,,genell`,
      'r.csv, line 2: “genell” is no queue of the centre; its queues are 153-genel, 153-ulasim; leave it empty for all of them.',
    ],
  ])('%#', (text, sentence) => {
    expect(read(text).mistakes).toEqual([sentence]);
  });

  it('names the hour that is left out, and every wrong line at once', () => {
    const text = 'agent,start,end\na,2026-03-29 02:30,06:00\n\nb,x,y\nc,2026-03-29 06:00,08:00\n';
    const { lines, mistakes } = read(text, berlin);
    expect(lines.map(({ agent }) => agent)).toEqual(['c']);
    expect(mistakes).toEqual([
      'r.csv, line 2: there is no 2026-03-29 02:30 in Europe/Berlin, where the clock is put forward over it; write the time that the clock shows, or add the zone.',
      'r.csv, line 4: the start “x” is no time; write it as 2026-11-23T08:00, 2026-11-23T08:00+03:00 or 23.11.2026 08:00.',
    ]);
  });
});

const roster = (text: string) => rosterOfLines(read(text).lines, istanbul);

test('breaks go with their shift, the days are those in which shifts begin, and cover from the first shift on', () => {
  const { entries, days, covers } = roster(
    'agent,start,end,activity\na,2026-11-23 23:00,07:00,work\na,2026-11-24 02:00,02:30,break\nb,2026-11-22 08:00,16:00,training\n',
  );
  expect(entries.map(({ agent, activity, shiftStartsAt }) => [agent, activity, iso(shiftStartsAt)])).toEqual([
    ['a', 'work', '2026-11-23T20:00'],
    ['a', 'break', '2026-11-23T20:00'],
    ['b', 'training', '2026-11-22T05:00'],
  ]);
  expect([iso(days.from), iso(days.to)]).toEqual(['2026-11-21T21:00', '2026-11-23T21:00']);
  expect(iso(covers.from)).toBe('2026-11-22T05:00');
  expect(covers.to).toBe(days.to);
});

test('one line a queue is one shift; the same line twice is one', () => {
  const shift = '2026-11-23 08:00,16:00';
  const text = `agent,start,end,queues,name\na,${shift},153-genel,\na,${shift},153-ulasim,Ayşe\na,${shift},153-genel,\nb,${shift},153-genel,\nb,${shift},,\n`;
  expect(roster(text).entries.map(({ agent, queues, agentName }) => [agent, queues, agentName])).toEqual([
    ['a', ['x:153-genel', 'x:153-ulasim'], 'Ayşe'],
    ['b', null, null],
  ]);
});

test('an agent who would work twice at once is a mistake that names both lines', () => {
  expect(() =>
    roster('agent,start,end\na,2026-11-23 12:00,20:00\nb,2026-11-23 12:00,20:00\na,2026-11-23 08:00,13:00\n'),
  ).toThrow('r.csv, line 2: a has work that overlaps with that of r.csv, line 4; let one end before the other begins.');
});
