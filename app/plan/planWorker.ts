import { deflectionSavings } from '#lib/plan/deflectionSavings.ts';
import { planFigures } from '#lib/plan/planFigures.ts';
import { type PlanVerdict, refereePlan } from '#lib/staffing/planReferee.ts';
import { dayReferee } from './dayReferee.ts';
import type { DayVerdict, PlanAnswer, PlanRequest } from './planWork.ts';

/** Runs beside the page, so that sliders never wait. The newest plan asked for is worked out, those before it are dropped. */
type Asked<Kind extends PlanRequest['kind']> = Extract<PlanRequest, { kind: Kind }>;
let week: Asked<'week'> | null = null;
let asked: Asked<'plan'> | null = null;
let defaultsTold = false;
let refereeing = 0;
/** Days are run in portions of about this long, between which messages are heard. */
const portionMs = 40;

const answer = (message: PlanAnswer) => self.postMessage(message);
/** Messages that have come meanwhile are handled first. */
const breathe = () => new Promise<void>((done) => setTimeout(done, 0));

self.onmessage = ({ data }: MessageEvent<PlanRequest>) => {
  switch (data.kind) {
    case 'week':
      week = data;
      defaultsTold = false;
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
    const { id, inputs, figures } = asked;
    const superseded = () => asked?.id !== id || asked.figures !== figures;
    answer({ kind: 'plan', id, figures, plan: planFigures(week.week, inputs, figures) });
    await breathe();
    if (superseded()) continue;
    if (figures === 'exact') {
      answer({ kind: 'savings', id, savings: deflectionSavings(week.week, inputs) });
      tellDefaults(week);
      await breathe();
      if (superseded()) continue;
    }
    asked = null;
    return;
  }
}

function tellDefaults({ week, defaults }: Asked<'week'>): void {
  if (defaultsTold) return;
  defaultsTold = true;
  const { totals, days } = planFigures(week, defaults);
  answer({ kind: 'defaults', totals: { week: totals, days: days.map((day) => day.totals) } });
}

async function referee({ id, inputs, days, staff }: Asked<'referee'>): Promise<void> {
  const run = ++refereeing;
  for (const day of days) {
    const input = week && dayReferee(week.week, inputs, day, staff);
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
