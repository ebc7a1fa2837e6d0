import { erlangC } from 'erlang-c';
import { planVerdict } from '#lib/staffing/planReferee.ts';
import { transientQueue } from '#lib/staffing/transientQueue.ts';
import type { CentreModel } from './centreModel.ts';
import { simulateDays } from './simulateDays.ts';

const quarters = 96;

/** A day whose calls come mostly between eight and six. */
function day(calls: number): CentreModel {
  const shape = Array.from({ length: quarters }, (_, i) => Math.exp(-(((i - 48) / 18) ** 2)));
  const sum = shape.reduce((a, b) => a + b);
  const arrivalsPerHour = shape.map((share) => (share / sum) * calls * 4);
  const agents = arrivalsPerHour.map((rate) => Math.ceil(rate / 20 + 0.8 * Math.sqrt(rate / 20)) + 1);
  return {
    intervalMinutes: 15,
    queues: [{ arrivalsPerHour, ahtSeconds: 180, patienceSeconds: 120, thresholdSeconds: 20 }],
    groups: [{ agents, skills: [{ queue: 0 }] }],
  };
}

function milliseconds(run: () => void, times: number): number {
  run();
  const start = performance.now();
  for (let i = 0; i < times; i++) run();
  return (performance.now() - start) / times;
}

function transient(calls: number) {
  const { queues, groups } = day(calls);
  return queues.flatMap(({ arrivalsPerHour, ahtSeconds }) =>
    arrivalsPerHour.map((rate, i) => ({
      arrivalsPerHour: rate,
      ahtSeconds: ahtSeconds as number,
      minutes: 15,
      agents: groups[0]?.agents[i] as number,
    })),
  );
}

/** What the referee of plans costs, beside the exact equations and the stationary formula that it judges. */
export default {
  name: "Simulation of a call centre's day",
  async run() {
    const plan = day(3500);
    let contacts = 0;
    const simulated = milliseconds(() => {
      contacts = 0;
      for (const tally of simulateDays({ model: plan, days: 200, seed: 1 })) contacts += tally.total(0).offered;
    }, 3);
    const verdict = milliseconds(() => planVerdict({ plan, targets: [0.8], days: 1000 }), 1);
    const lines = [
      `${Math.round((simulated / contacts) * 1e6)} ns per contact, ${Math.round(contacts / simulated).toLocaleString('en')} contacts per ms`,
      `referee, 1000 days of 3,500 contacts: ${Math.round(verdict)} ms`,
    ];
    for (const calls of [3500, 20_000, 80_000]) {
      const intervals = transient(calls);
      const most = Math.max(...intervals.map(({ agents }) => agents));
      const exact = milliseconds(() => transientQueue({ intervals, patienceSeconds: 120, thresholdSeconds: 20 }), 20);
      const stationary = milliseconds(() => {
        for (const { arrivalsPerHour, ahtSeconds, agents } of intervals)
          erlangC({ arrivalsPerHour, ahtSeconds, agents, thresholdSeconds: 20 });
      }, 20);
      lines.push(
        `exact day of 96 quarters, ${most} agents at most: ${exact.toFixed(2)} ms, ${Math.round(exact / stationary)} × the stationary formula, 1/${Math.round((((verdict / 1000) * calls) / 3500 / exact) * 1000)} of a simulation of 1000 days`,
      );
    }
    return lines;
  },
};
