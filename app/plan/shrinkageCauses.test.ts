import { describe, expect, it } from 'vitest';
import { shrinkage } from '#lib/staffing/shrinkage.ts';
import { knownShrinkage, scaledTo, totalOf } from './shrinkageCauses.ts';

const nothing = { signedInSeconds: 0, causes: [] };

describe('knownShrinkage', () => {
  it('takes usual values where nothing is known, and says so', () => {
    const known = knownShrinkage([], nothing);
    expect(known.total).toBe(0.3);
    expect(new Set(known.causes.map(({ source }) => source))).toEqual(new Set(['usual']));
  });

  it('prefers what the settings say to history, and history to what is usual', () => {
    const history = {
      signedInSeconds: 5000 * 3600,
      causes: [
        { cause: 'break', share: 0.15, of: 'signed_in' },
        { cause: 'meeting', share: 0.02, of: 'signed_in' },
      ],
    } as const;
    const { causes } = knownShrinkage([{ cause: 'meeting', share: 0.05, of: 'signed_in' }], history);
    expect(causes.map(({ cause, share, source }) => [cause, share, source])).toEqual([
      ['leave', 0.1, 'usual'],
      ['sickness', 0.035, 'usual'],
      ['break', 0.15, 'history'],
      ['meeting', 0.05, 'settings'],
    ]);
  });

  it('is scaled to a total in proportion', () => {
    const { causes } = knownShrinkage([], nothing);
    for (const total of [0, 0.05, 0.3, 0.6]) {
      const scaled = scaledTo(total, causes);
      expect(shrinkage(scaled).total).toBeCloseTo(total, 12);
      expect((scaled[2]?.share ?? 0) * (causes[0]?.share ?? 0)).toBeCloseTo(
        (scaled[0]?.share ?? 0) * (causes[2]?.share ?? 0),
        12,
      );
    }
    expect(scaledTo(0.2, [{ cause: 'leave', share: 0.1, of: 'rostered' }])[0]?.share).toBeCloseTo(0.2, 12);
    expect(totalOf(causes)).toBe(0.2994);
  });
});
