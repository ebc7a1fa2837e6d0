import { type PlanVerdict, refereePlan } from '#lib/staffing/planReferee.ts';
import { dayReferee } from './dayReferee.ts';
import { deflectionSavings } from './deflectionSavings.ts';
import { planFigures } from './planFigures.ts';
import type { PlanInputs } from './planInputs.ts';
import type { PlanWeek } from './planWeek.ts';
import type { DayVerdict, PlanAnswer, PlanRequest } from './planWork.ts';

/** Runs beside the page, so that sliders never wait: the newest plan first, exact figures when nobody asks for another. */
let week: PlanWeek | null = null;
let asked: { id: number; inputs: PlanInputs } | null = null;
let refereeing = 0;
/** Days are run in portions of about this long, between which messages are heard. */
const portionMs = 40;

const answer = (message: PlanAnswer) => self.postMessage(message);
/** Messages that have come meanwhile are handled first. */
const breathe = () => new Promise<void>((done) => setTimeout(done, 0));

self.onmessage = ({ data }: MessageEvent<PlanRequest>) => {
  switch (data.kind) {
    case 'week':
      week = data.week;
      tellDefaults(data.week, data.defaults);
      break;
    case 'plan': {
      const idle = asked === null;
      asked = data;
      if (idle) void reckon();
      break;
    }
    case 'referee':
      void referee(data);
      break;
    case 'stop':
      refereeing++;
  }
};

async function reckon(): Promise<void> {
  for (;;) {
    await breathe();
    if (!week || !asked) return;
    const { id, inputs } = asked;
    const superseded = () => asked?.id !== id;
    plan(id, inputs, 'quick');
    // A hand that still drags asks again before this is over.
    await pause(120);
    if (superseded()) continue;
    plan(id, inputs, 'exact');
    await breathe();
    if (superseded()) continue;
    answer({ kind: 'savings', id, savings: deflectionSavings(week, inputs) });
    await breathe();
    if (superseded()) continue;
    asked = null;
    return;
  }
}

/** As long as nobody asks for another plan. */
async function pause(ms: number): Promise<void> {
  const id = asked?.id;
  const until = performance.now() + ms;
  while (performance.now() < until && asked?.id === id) await new Promise<void>((done) => setTimeout(done, 10));
}

function plan(id: number, inputs: PlanInputs, figures: 'quick' | 'exact'): void {
  if (!week) return;
  answer({ kind: 'plan', id, figures, plan: planFigures(week, inputs, figures) });
}

function tellDefaults(of: PlanWeek, defaults: PlanInputs): void {
  const { totals, days } = planFigures(of, defaults, 'quick');
  answer({ kind: 'defaults', totals: { week: totals, days: days.map((day) => day.totals) } });
}

async function referee({ id, inputs, days, staff }: Extract<PlanRequest, { kind: 'referee' }>): Promise<void> {
  const run = ++refereeing;
  for (const day of days) {
    const input = week && dayReferee(week, inputs, day, staff);
    if (!input) {
      answer({ kind: 'verdict', id, day, verdict: null });
      continue;
    }
    const running = refereePlan(input);
    let began = performance.now();
    for (;;) {
      const { done, value } = running.next();
      if (done) {
        answer({ kind: 'verdict', id, day, verdict: shownVerdict(value) });
        break;
      }
      if (performance.now() - began < portionMs) continue;
      answer({ kind: 'progress', id, day, share: value.done / value.days });
      await breathe();
      if (run !== refereeing) return;
      began = performance.now();
    }
  }
  answer({ kind: 'refereed', id });
}

function shownVerdict({ days, centre }: PlanVerdict): DayVerdict {
  const { reached, serviceLevel, distribution, intervals } = centre;
  return {
    runs: days,
    reached,
    serviceLevel,
    distribution,
    intervals: intervals.map(({ reached, offered }) => ({ reached: reached?.share ?? null, offered })),
  };
}
