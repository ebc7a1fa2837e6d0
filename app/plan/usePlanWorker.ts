'use client';

import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { RefereeStaff } from './dayReferee.ts';
import { type DeflectionSavings, deflectionSavings } from './deflectionSavings.ts';
import { type Plan, planFigures } from './planFigures.ts';
import type { PlanInputs } from './planInputs.ts';
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
  /** The worker could not be had; then the page reckons by itself, if less smoothly. */
  const [alone, setAlone] = useState(false);
  const worker = useRef<Worker | null>(null);
  const asked = useRef({ last: 0, referee: 0, inputs: new Map<number, PlanInputs>() });

  useEffect(() => {
    const made = new Worker(new URL('./planWorker.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    made.onerror = () => {
      worker.current = null;
      setAlone(true);
    };
    made.onmessage = ({ data }: MessageEvent<PlanAnswer>) => {
      const answered = 'id' in data ? asked.current.inputs.get(data.id) : undefined;
      switch (data.kind) {
        case 'defaults':
          return startTransition(() => setBase(data.totals));
        case 'plan': {
          if (!answered) return;
          for (const id of asked.current.inputs.keys()) if (id < data.id) asked.current.inputs.delete(id);
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
        case 'savings':
          return startTransition(() => setReckoned((now) => (answered ? { ...now, savings: data.savings } : now)));
      }
      if (data.id !== asked.current.referee) return;
      if (data.kind === 'progress')
        setRefereed((now) => now && { ...now, progress: { day: data.day, share: data.share } });
      else if (data.kind === 'verdict')
        setRefereed((now) => now && { ...now, verdicts: new Map(now.verdicts).set(data.day, data.verdict) });
      else setRefereed((now) => now && { ...now, running: false, progress: null });
    };
    ask(made, { kind: 'week', week, defaults });
    return () => {
      worker.current = null;
      made.terminate();
      setRefereed((now) => now && { ...now, running: false, progress: null });
    };
  }, [week, defaults]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another week has another worker, which is to be asked anew.
  useEffect(() => {
    const id = ++asked.current.last;
    asked.current.inputs.set(id, inputs);
    if (worker.current) return ask(worker.current, { kind: 'plan', id, inputs });
    if (!alone) return;
    const soon = setTimeout(() => {
      const plan = planFigures(week, inputs);
      startTransition(() => setReckoned({ plan, inputs, figures: 'exact', savings: deflectionSavings(week, inputs) }));
    }, 100);
    return () => clearTimeout(soon);
  }, [inputs, week, defaults, alone]);

  const referee = useCallback(
    (days: readonly number[], staff: RefereeStaff) => {
      if (!worker.current) return;
      const id = ++asked.current.last;
      asked.current.referee = id;
      setRefereed({ inputs, staff, running: true, progress: null, verdicts: new Map() });
      ask(worker.current, { kind: 'referee', id, inputs, days, staff });
    },
    [inputs],
  );
  const stop = useCallback(() => {
    asked.current.referee = 0;
    if (worker.current) ask(worker.current, { kind: 'stop' });
    setRefereed((now) => now && { ...now, running: false, progress: null });
  }, []);
  return { reckoned, base, refereed, referee, stop, alone };
}

function ask(worker: Worker, request: PlanRequest): void {
  worker.postMessage(request);
}
