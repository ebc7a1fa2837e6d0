'use client';

import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import { type DeflectionSavings, deflectionSavings } from '#lib/plan/deflectionSavings.ts';
import { type Plan, planFigures } from '#lib/plan/planFigures.ts';
import type { PlanInputs } from '#lib/plan/planInputs.ts';
import type { RefereeStaff } from './dayReferee.ts';
import type { PlanWeek } from './planWeek.ts';
import type { BaseTotals, DayVerdict, PlanAnswer, PlanRequest } from './planWork.ts';

export interface ReckonedPlan {
  plan: Plan;
  /** The inputs that it answers; the sliders may be further already. */
  inputs: PlanInputs;
  /** `quick` until the exact figures are there. */
  figures: 'quick' | 'exact';
  /** null: nothing is deflected; undefined: on its way. */
  savings: DeflectionSavings | null | undefined;
}

export interface Refereed {
  /** Inputs and staff that it judges. */
  inputs: PlanInputs;
  staff: RefereeStaff;
  running: boolean;
  /** Day that is being run, and how far. */
  progress: { day: number; share: number } | null;
  /** By day; null: it cannot be judged. */
  verdicts: ReadonlyMap<number, DayVerdict | null>;
}

/** One answers while a hand drags, the other takes its time: exact figures, savings, days run again and again. */
interface Workers {
  quick: Worker;
  thorough: Worker;
}

/** A hand that rests so long is taken to have let go. */
const restMs = 200;

/** The plan of the sliders, reckoned beside the page so that a drag never stutters, and its days run on demand. */
export function usePlanWorker(week: PlanWeek, inputs: PlanInputs, defaults: PlanInputs) {
  const [reckoned, setReckoned] = useState<ReckonedPlan>(() => ({
    plan: planFigures(week, inputs, 'quick'),
    inputs,
    figures: 'quick',
    savings: inputs.deflected.share === 0 ? null : undefined,
  }));
  const [base, setBase] = useState<BaseTotals | null>(null);
  const [refereed, setRefereed] = useState<Refereed | null>(null);
  /** Workers could not be had; then the page reckons by itself, if less smoothly. */
  const [alone, setAlone] = useState(false);
  const workers = useRef<Workers | null>(null);
  const asked = useRef({ last: 0, exact: 0, referee: 0, inputs: new Map<number, PlanInputs>() });

  useEffect(() => {
    const hear = ({ data }: MessageEvent<PlanAnswer>) => {
      const known = asked.current;
      switch (data.kind) {
        case 'defaults':
          return startTransition(() => setBase(data.totals));
        case 'plan': {
          const answered = known.inputs.get(data.id);
          // An older plan, or the quick figures of one whose exact ones are there, say nothing new.
          if (!answered || (data.figures === 'quick' && known.exact === data.id)) return;
          if (data.figures === 'exact') known.exact = data.id;
          for (const id of known.inputs.keys()) if (id < data.id) known.inputs.delete(id);
          const { plan, figures } = data;
          return startTransition(() =>
            setReckoned(({ savings }) => ({
              plan,
              inputs: answered,
              figures,
              // The former savings stay until the new ones are there, so that nothing flickers.
              savings: answered.deflected.share === 0 ? null : (savings ?? undefined),
            })),
          );
        }
        case 'savings': {
          const answered = known.inputs.has(data.id);
          return startTransition(() => setReckoned((now) => (answered ? { ...now, savings: data.savings } : now)));
        }
      }
      if (data.id !== known.referee) return;
      if (data.kind === 'progress')
        setRefereed((now) => now && { ...now, progress: { day: data.day, share: data.share } });
      else if (data.kind === 'verdict')
        setRefereed((now) => now && { ...now, verdicts: new Map(now.verdicts).set(data.day, data.verdict) });
      else setRefereed((now) => now && { ...now, running: false, progress: null });
    };
    const made = { quick: planWorker(), thorough: planWorker() };
    workers.current = made;
    for (const worker of [made.quick, made.thorough]) {
      worker.onmessage = hear;
      worker.onerror = () => {
        workers.current = null;
        setAlone(true);
      };
      ask(worker, { kind: 'week', week, defaults });
    }
    return () => {
      workers.current = null;
      made.quick.terminate();
      made.thorough.terminate();
      setRefereed((now) => now && { ...now, running: false, progress: null });
    };
  }, [week, defaults]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another week has other workers, which are to be asked anew.
  useEffect(() => {
    const id = ++asked.current.last;
    asked.current.inputs.set(id, inputs);
    if (workers.current) ask(workers.current.quick, { kind: 'plan', id, inputs, figures: 'quick' });
    const rested = setTimeout(() => {
      if (workers.current) ask(workers.current.thorough, { kind: 'plan', id, inputs, figures: 'exact' });
      else if (alone) {
        const [plan, savings] = [planFigures(week, inputs), deflectionSavings(week, inputs)];
        startTransition(() => setReckoned({ plan, inputs, figures: 'exact', savings }));
      }
    }, restMs);
    return () => clearTimeout(rested);
  }, [inputs, week, defaults, alone]);

  const referee = useCallback(
    (days: readonly number[], staff: RefereeStaff) => {
      if (!workers.current) return;
      const id = ++asked.current.last;
      asked.current.referee = id;
      setRefereed({ inputs, staff, running: true, progress: null, verdicts: new Map() });
      ask(workers.current.thorough, { kind: 'referee', id, inputs, days, staff });
    },
    [inputs],
  );
  const stop = useCallback(() => {
    asked.current.referee = 0;
    if (workers.current) ask(workers.current.thorough, { kind: 'stop' });
    setRefereed((now) => now && { ...now, running: false, progress: null });
  }, []);
  return { reckoned, base, refereed, referee, stop, alone };
}

function planWorker(): Worker {
  return new Worker(new URL('./planWorker.ts', import.meta.url), { type: 'module' });
}

function ask(worker: Worker, request: PlanRequest): void {
  worker.postMessage(request);
}
