import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { planFigures } from '#lib/plan/planFigures.ts';
import { defaultInputs } from '#lib/plan/planInputs.ts';
import { formatsOf } from '../i18n/formats.ts';
import { messages } from '../i18n/messages.ts';
import { figureText, signedText } from './figureText.ts';
import { shownValue } from './planColumns.ts';
import { planCsv } from './planCsv.ts';
import { daysTable, intervalsTable } from './planTable.ts';
import { planWorkbook } from './planWorkbook.ts';
import { samplePlanWeek } from './samplePlanWeek.ts';

const t = createTranslator({ locale: 'tr', messages: messages.tr, namespace: 'plan' });
const formats = formatsOf('tr');
const inputs = { ...defaultInputs({ ratio: 0.8, thresholdSeconds: 20 }, 0.3), maxOccupancy: 1 };
const sample = samplePlanWeek({ queues: [{ id: 'pbx:su', label: 'Su', patienceSeconds: 90 }] });
const week = {
  ...sample,
  days: sample.days.map((day, i) =>
    i === 2 ? { ...day, notes: [{ kind: 'holiday' as const, text: 'Öğretmenler; “Günü”' }] } : day,
  ),
  rostered: sample.actual.map(() => 5.25),
};
const plan = planFigures(week, inputs);

describe('files of the plan', () => {
  it('hold the numbers that the page shows', () => {
    const { head, kinds, rows } = intervalsTable(plan, week, 1, t);
    expect(rows).toHaveLength(48);
    const noon = rows[24];
    const row = plan.days[1]?.rows[24];
    expect(noon?.[0]).toBe('2026-11-24 12:00');
    const told = (name: string) => noon?.[head.indexOf(name)];
    expect(told('Beklenen çağrı')).toBe(20);
    expect(told('Vardiyada')).toBe(5.3);
    expect(told('Hizmet seviyesi (%)')).toBe(Number(((row?.serviceLevel ?? 0) * 100).toFixed(1)));
    expect(kinds).toHaveLength(head.length);
    expect(rows.every((cells) => cells.length === head.length)).toBe(true);
  });

  it('name special days and end with the week', () => {
    const lines = planCsv(daysTable(plan, week, t), 'tr')
      .trimEnd()
      .split('\r\n');
    expect(lines).toHaveLength(9);
    expect(lines[3]).toMatch(/^2026-11-25;"Öğretmenler; “Günü”";320;/);
    expect(lines[8]).toMatch(/^Toplam;;2240;/);
  });

  it('make a workbook of three sheets', async () => {
    const book = { plan, week, inputs, scope: 'Su', weekName: '2026-W48' };
    const bytes = await planWorkbook(book, t, formats);
    expect(Buffer.from(bytes.subarray(0, 2)).toString()).toBe('PK');
    expect(bytes.length).toBeGreaterThan(5000);
  });
});

describe('figures', () => {
  it('are rounded alike on the page and in files', () => {
    for (const value of [0, 0.05, 0.25, 1.005, 12.35, 12.45, 86.05, 999.95, 1234.5]) {
      expect(figureText(formats, value, 'decimal')).toBe(formats.decimal(shownValue(value, 'decimal')));
      expect(figureText(formats, value, 'count')).toBe(formats.count(shownValue(value, 'count')));
      expect(figureText(formats, value / 1000, 'percent')).toBe(formats.percent(shownValue(value / 1000, 'percent')));
      expect(figureText(formats, value, 'seconds')).toBe(formats.span(shownValue(value, 'seconds')));
    }
  });

  it('bear their sign, and nought none', () => {
    expect([3, -2.5, 0.01, null].map((value) => signedText(formats, value, 'average'))).toEqual([
      '+3',
      '−2,5',
      '0',
      '–',
    ]);
  });
});
