import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { backtest } from './backtest.ts';
import { zoneOf } from './calendar.ts';
import { demandFileHistory } from './demandFileHistory.ts';
import { forecastDaysInSteps } from './forecastDays.ts';
import { finished } from './inSteps.ts';
import { type OpenDay, openDays } from './openDays.ts';
import { roundTheClock, type SyntheticCentre, syntheticDays } from './synthetic/syntheticCentre.ts';
import { syntheticCentres } from './synthetic/syntheticCentres.ts';

/** The best of the methods that were measured in R on the same file: 1, 5 and 10 opening days, WAPE in %. */
const best: Record<number, [number, number, number]> = { 30: [4.56, 5.19, 5.3], 15: [5.39, 6.49, 6.66] };
const horizons = { '1d': 1, '7d': 7, '14d': 14 };

export default {
  name: 'Forecast: accuracy by rolling origin, and time',
  async run(): Promise<string[]> {
    const lines: string[] = [];
    for (const minutes of [30, 15]) {
      const path = resolve('..', 'shared', 'demand', `bank_calls_${minutes}min.csv`);
      if (!existsSync(path)) {
        lines.push(`bank calls, ${minutes} minutes: ${path} is not there, not measured`);
        continue;
      }
      const { history, absent } = demandFileHistory(readFileSync(path, 'utf8'), path, { minutes, zone: null });
      const days = openDays({ history, zone: zoneOf('UTC'), minutes, absent });
      lines.push(...measured(`bank calls, ${minutes} minutes`, days, minutes, 3));
      lines.push(`  the best in R: ${best[minutes]?.map((value) => value.toFixed(2)).join(' / ')} %`);
    }
    for (const [name, centre] of Object.entries(syntheticCentres))
      lines.push(...measured(`made up: ${name}`, syntheticDays(centre), centre.minutes));
    lines.push(...eightQueues());
    return lines;
  },
};

function measured(name: string, days: readonly OpenDay[], minutes: number, step?: number): string[] {
  const begun = performance.now();
  const { horizons: found, origins } = backtest({ days, minutes, horizons, ...(step && { step }) });
  const lines = [`${name}: ${days.length} days, ${origins} origins, ${seconds(begun)}`];
  for (const [horizon, { chosen, methods }] of Object.entries(found)) {
    const [first] = Object.entries(methods).sort(([, a], [, b]) => (a.wape ?? 0) - (b.wape ?? 0));
    lines.push(
      `  ${horizon.padEnd(4)} WAPE ${percent(chosen.wape)}, MASE ${chosen.mase?.toFixed(3)}, bias ${percent(chosen.bias)}, ` +
        `in p10–p90 ${percent(chosen.coverage80)}; best candidate ${first?.[0]} ${percent(first?.[1].wape ?? null)}`,
    );
  }
  return lines;
}

/** A year of half hours for each of eight queues: two weeks forecast, and backtested. */
function eightQueues(): string[] {
  const queues = Array.from({ length: 8 }, (_, nth) =>
    syntheticDays({
      ...(syntheticCentres['city line, a year'] as SyntheticCentre),
      seed: 100 + nth,
      daily: 100 * 2 ** nth,
      shape: roundTheClock,
    }),
  );
  let begun = performance.now();
  for (const days of queues) {
    const from = (days.at(-1)?.day as number) + 1;
    finished(forecastDaysInSteps({ days, from, to: from + 13, minutes: 30 }));
  }
  const forecast = seconds(begun);
  begun = performance.now();
  for (const days of queues) backtest({ days, minutes: 30, horizons });
  return [`eight queues, a year of half hours: 14 days forecast in ${forecast}, backtested in ${seconds(begun)}`];
}

function seconds(begun: number): string {
  return `${((performance.now() - begun) / 1000).toFixed(1)} s`;
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(2)} %`;
}
