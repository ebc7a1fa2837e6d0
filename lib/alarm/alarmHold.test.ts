import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlarmHold, lookedAgain, notHeld, passedOverMs } from './alarmHold.ts';
import type { AlarmJudgement } from './alarmJudgement.ts';

const judgements = ['over', 'between', 'clear', 'unknown'] as const;
const times = { raiseAfterMs: 10_000, clearAfterMs: 5_000 };

/** One look a second; answers at which looks an alarm was raised (+) and over (-). */
function watched(judged: readonly AlarmJudgement[], holdTimes = times): string[] {
  let hold: AlarmHold = notHeld;
  let standing = false;
  return judged.flatMap((judgement, second) => {
    const looked = lookedAgain(hold, judgement, second * 1000, standing, holdTimes);
    hold = looked.hold;
    if (!looked.turns) return [];
    standing = !standing;
    return [`${standing ? '+' : '-'}${second}`];
  });
}
const seconds = (judgement: AlarmJudgement, count: number): AlarmJudgement[] => new Array(count).fill(judgement);

describe('an alarm is raised and over', () => {
  it('when its figure has held for the time of the rule', () => {
    expect(watched([...seconds('clear', 5), ...seconds('over', 20), ...seconds('clear', 20)])).toEqual(['+15', '-30']);
    expect(watched([...seconds('over', 10), ...seconds('between', 1), ...seconds('over', 10)])).toEqual([]);
  });

  it('at once, where the rule asks for no time', () => {
    const atOnce = { raiseAfterMs: 0, clearAfterMs: 0 };
    expect(watched(['clear', 'over', 'over', 'clear', 'over'], atOnce)).toEqual(['+1', '-3', '+4']);
  });

  it('not by the hysteresis between its limits, however long', () => {
    expect(watched([...seconds('over', 11), ...seconds('between', 500), ...seconds('clear', 6)])).toEqual([
      '+10',
      '-516',
    ]);
  });

  it('passing over a short gap in what is known, uncounted, and beginning anew after a long one', () => {
    expect(watched([...seconds('over', 6), ...seconds('unknown', 20), ...seconds('over', 10)])).toEqual(['+31']);
    expect(watched([...seconds('over', 6), ...seconds('unknown', 60), ...seconds('over', 11)])).toEqual(['+76']);
  });

  it('not by the time that a sleeping machine did not see', () => {
    const slept = lookedAgain(lookedAgain(notHeld, 'over', 0, false, times).hold, 'over', 3_600_000, false, times);
    expect(slept.turns).toBe(false);
  });
});

describe('whatever comes', () => {
  const sequence = fc.array(
    fc.record({ judged: fc.constantFrom(...judgements), afterMs: fc.integer({ min: 0, max: 9_000 }) }),
    { maxLength: 200 },
  );
  const run = (steps: readonly { judged: AlarmJudgement; afterMs: number }[]) => {
    let [hold, standing, at]: [AlarmHold, boolean, number] = [notHeld, false, 0];
    return steps.map(({ judged, afterMs }) => {
      at += afterMs;
      const { turns, hold: next } = lookedAgain(hold, judged, at, standing, times);
      const before = hold;
      hold = next;
      const was = standing;
      if (turns) standing = !standing;
      return { judged, at, turns, was, hold, before };
    });
  };

  it('the unknown neither raises nor clears, and only what is over raises, only what is clear clears', () => {
    fc.assert(
      fc.property(sequence, (steps) => {
        for (const { judged, turns, was } of run(steps)) {
          if (turns) expect(judged).toBe(was ? 'clear' : 'over');
        }
      }),
      { seed: 5 },
    );
  });

  it('it turns only after known time that adds up to the rule’s, without a look that said otherwise', () => {
    fc.assert(
      fc.property(sequence, (steps) => {
        let held = 0;
        let last: { at: number; known: boolean; unknownSince: number | null } | null = null;
        for (const { judged, at, turns, was } of run(steps)) {
          const wanted = was ? 'clear' : 'over';
          if (judged !== wanted && judged !== 'unknown') held = Number.NaN;
          else if (judged === wanted) {
            if (Number.isNaN(held) || last === null) held = 0;
            else if (last.known) held += Math.min(5_000, at - last.at);
          }
          if (turns) {
            expect(held).toBeGreaterThanOrEqual(was ? times.clearAfterMs : times.raiseAfterMs);
            held = Number.NaN;
          }
          last = { at, known: judged !== 'unknown', unknownSince: null };
        }
      }),
      { seed: 5 },
    );
  });

  it('a time held is forgotten after a long gap', () => {
    let hold = lookedAgain(notHeld, 'over', 0, false, times).hold;
    hold = lookedAgain(hold, 'over', 5_000, false, times).hold;
    hold = lookedAgain(hold, 'unknown', 6_000, false, times).hold;
    hold = lookedAgain(hold, 'unknown', 6_001 + passedOverMs, false, times).hold;
    expect(hold.heldMs).toBeNull();
  });
});
