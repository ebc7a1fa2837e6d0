import { requiredAgents } from './index.ts';

/**
 * A year of quarter hours for eight queues, 280,320 numbers of agents for 80 % within 20 seconds, by Erlang A: with the
 * handling time of each queue fixed, with one that changes from interval to interval, and with questions that have
 * nothing in common; beside the loop that is usually written for Erlang C, which climbs from one agent.
 */
const queues = [
  { peak: 20, ahtSeconds: 150, patienceSeconds: 60 },
  { peak: 60, ahtSeconds: 180, patienceSeconds: 90 },
  { peak: 120, ahtSeconds: 210, patienceSeconds: 120 },
  { peak: 200, ahtSeconds: 240, patienceSeconds: 180 },
  { peak: 400, ahtSeconds: 300, patienceSeconds: 150 },
  { peak: 700, ahtSeconds: 360, patienceSeconds: 100 },
  { peak: 1000, ahtSeconds: 420, patienceSeconds: 240 },
  { peak: 1500, ahtSeconds: 200, patienceSeconds: 300 },
];
const intervals = 365 * 96;
const targets = { serviceLevel: { ratio: 0.8, thresholdSeconds: 20 } };

function arrivalsAt(peak: number, interval: number): number {
  const ofDay = Math.sin((Math.PI * (interval % 96)) / 96) ** 2;
  return peak * (0.05 + ofDay) * (1 + 0.1 * Math.sin(interval * 0.7) + 0.05 * Math.sin(interval * 1.3e-3));
}

function year(ahtAt: (ahtSeconds: number, interval: number) => number): number {
  let agents = 0;
  for (const { peak, ahtSeconds, patienceSeconds } of queues) {
    for (let i = 0; i < intervals; i++) {
      const arrivalsPerHour = arrivalsAt(peak, i);
      agents += requiredAgents({
        model: 'erlang-a',
        arrivalsPerHour,
        ahtSeconds: ahtAt(ahtSeconds, i),
        patienceSeconds,
        targets,
      });
    }
  }
  return agents;
}

/** The loop of textbooks: Erlang B from one server on, then C, until the service level is reached. */
function plainErlangC(): number {
  let agents = 0;
  for (const { peak, ahtSeconds } of queues) {
    for (let i = 0; i < intervals; i++) {
      const erlangs = (arrivalsAt(peak, i) * ahtSeconds) / 3600;
      let blocking = 1;
      for (let n = 1; ; n++) {
        blocking = (erlangs * blocking) / (n + erlangs * blocking);
        if (n <= erlangs) continue;
        const wait = blocking / (1 - (erlangs / n) * (1 - blocking));
        if (1 - wait * Math.exp((-(n - erlangs) * 20) / ahtSeconds) < 0.8) continue;
        agents += n;
        break;
      }
    }
  }
  return agents;
}

/** Nothing alike: every question has its own patience, so that nothing learnt helps. */
function strangers(): number {
  let agents = 0;
  for (let i = 0; i < 20_000; i++) {
    agents += requiredAgents({
      model: 'erlang-a',
      arrivalsPerHour: 1000 + (i % 997),
      ahtSeconds: 180 + (i % 61),
      patienceSeconds: 60 + i * 1e-3,
      targets,
    });
  }
  return agents;
}

function timed(run: () => number): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}

async function run(): Promise<string[]> {
  const fixed = () => year((aht) => aht);
  const changing = () => year((aht, interval) => aht * (1 + 0.1 * Math.sin(interval * 0.37)));
  const line = (name: string, first: number, again: number, loop: number) =>
    `${name.padEnd(46)} ${first.toFixed(0).padStart(6)} ms, again ${again.toFixed(0).padStart(5)} ms; ${(again / loop).toFixed(2)} of the loop's time`;
  timed(plainErlangC);
  const loop = timed(plainErlangC);
  const lines = [`280,320 intervals, Erlang C by the plain loop: ${loop.toFixed(0)} ms`];
  lines.push(line('Erlang A, handling time fixed by queue:', timed(fixed), timed(fixed), loop));
  lines.push(line('Erlang A, handling time by interval:', timed(changing), timed(changing), loop));
  const alone = timed(strangers);
  lines.push(`Erlang A, nothing in common: ${((alone * 1000) / 20_000).toFixed(1)} µs each`);
  const large = timed(() =>
    requiredAgents({ model: 'erlang-a', arrivalsPerHour: 2e5, ahtSeconds: 180, patienceSeconds: 59, targets }),
  );
  lines.push(`one question about 10,000 erlangs: ${(large * 1000).toFixed(0)} µs`);
  return lines;
}

export default { name: 'Required agents for a year', run };
