import { describe, expect, it } from 'vitest';
import { shrinkage } from './shrinkage.ts';
import { pauseMeaning } from './shrinkageCause.ts';
import { shrinkageHistory } from './shrinkageHistory.ts';

describe('shrinkage', () => {
  it('adds shares of the same hours and multiplies those of hours within hours', () => {
    const result = shrinkage([
      { cause: 'leave', share: 0.12, of: 'rostered' },
      { cause: 'sickness', share: 0.08, of: 'rostered' },
      { cause: 'break', share: 0.15, of: 'signed_in' },
      { cause: 'training', share: 0.05, of: 'signed_in' },
    ]);
    expect(result).toMatchObject({ external: 0.2, internal: 0.2 });
    expect(result.total).toBeCloseTo(0.36, 12); // not 0.4
    expect(result.rosteredStaffFactor).toBeCloseTo(1.5625, 12);
    expect(result.causes.map(({ ofRostered }) => Number(ofRostered.toFixed(4)))).toEqual([0.12, 0.08, 0.12, 0.04]);
    expect(shrinkage([])).toMatchObject({ total: 0, rosteredStaffFactor: 1 });
  });

  it('refuses shares that leave nobody', () => {
    expect(() => shrinkage([{ cause: 'leave', share: 30, of: 'rostered' }])).toThrow(/leave .*not 30/);
    expect(() => shrinkage([{ cause: 'leave', share: Number.NaN, of: 'rostered' }])).toThrow(/leave/);
    const half = { cause: 'break', share: 0.5, of: 'signed_in' } as const;
    expect(() => shrinkage([half, half])).toThrow(/signed_in time must add up to less than 1, not 1/);
  });
});

describe('pauseMeaning', () => {
  it.each([
    ['ÇAY MOLASI', 'break'],
    ['Öğle Yemeği', 'break'],
    ['EĞİTİM', 'training'],
    ['Toplantı', 'meeting'],
    ['lunch', 'break'],
    ['ACW', 'contact'],
    ['Geri_Donus', 'other_work'],
    ['Dış arama', 'other_work'],
  ] as const)('takes %s for %s', (reason, meaning) => {
    expect(pauseMeaning(reason)).toEqual({ meaning, known: true });
  });

  it('goes by the settings first, and says what it does not know', () => {
    expect(pauseMeaning('Mola', { mola: 'training' })).toEqual({ meaning: 'training', known: true });
    expect(pauseMeaning('X7', { x7: 'meeting' })).toEqual({ meaning: 'meeting', known: true });
    expect(pauseMeaning('X7')).toEqual({ meaning: 'other', known: false });
    expect(pauseMeaning(null)).toEqual({ meaning: 'other', known: false });
  });
});

describe('shrinkageHistory', () => {
  it('takes shares of signed-in time by cause and hour', () => {
    const of = (
      hour: number,
      doing: 'working' | 'paused' | 'outside' | 'unreachable',
      seconds: number,
      pauseReason: string | null = null,
    ) => ({
      ...{ hour, doing, seconds, pauseReason },
    });
    const { signedInSeconds, causes, reasons, byHour } = shrinkageHistory([
      of(9, 'working', 7000),
      of(9, 'paused', 500, 'ACW'),
      of(12, 'working', 1000),
      of(12, 'paused', 1000, 'Yemek'),
      of(12, 'paused', 200, 'Z'),
      of(9, 'outside', 200),
      of(9, 'unreachable', 100),
    ]);
    expect(signedInSeconds).toBe(10_000);
    expect(causes.map(({ cause, share }) => [cause, share])).toEqual([
      ['break', 0.1],
      ['other', 0.02],
      ['outside_calls', 0.02],
      ['unreachable', 0.01],
    ]);
    expect(shrinkage(causes).total).toBeCloseTo(0.15, 12);
    expect(reasons[1]).toEqual({ reason: 'ACW', cause: 'contact', known: true, seconds: 500 });
    expect(reasons[2]).toMatchObject({ reason: 'Z', cause: 'other', known: false });
    expect(byHour[9]).toBeCloseTo(300 / 7800, 12);
    expect(byHour[12]).toBeCloseTo(1200 / 2200, 12);
    expect(byHour[3]).toBeNull();
  });

  it('knows nothing of nothing', () => {
    expect(shrinkageHistory([])).toMatchObject({ signedInSeconds: 0, causes: [], reasons: [] });
    expect(() => shrinkageHistory([{ hour: 24, doing: 'working', pauseReason: null, seconds: 1 }])).toThrow(
      /hour .*24/,
    );
  });

  it('knows no shares where nobody was there', () => {
    const nobody = shrinkageHistory([{ hour: 9, doing: 'paused', pauseReason: 'mola', seconds: 0 }]);
    expect(nobody).toMatchObject({ signedInSeconds: 0, causes: [], reasons: [] });
    expect(() => shrinkageHistory([{ hour: 9, doing: 'working', pauseReason: null, seconds: Number.NaN }])).toThrow(
      /NaN/,
    );
  });
});
