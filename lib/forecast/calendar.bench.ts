import { errorsByKind } from './synthetic/errorsByKind.ts';
import { syntheticDays } from './synthetic/syntheticCentre.ts';
import { kindsOfDay, turkishCityLine, turkishOffice, turkishTraits } from './synthetic/turkishCentre.ts';

export default {
  name: 'Forecast: what the calendar is worth, up to eight days ahead (made-up Turkish centres, almost four years)',
  async run(): Promise<string[]> {
    const traitsOf = await turkishTraits();
    const city = turkishCityLine(traitsOf, 41);
    const centres = {
      'city line': city,
      'small city line': { ...turkishCityLine(traitsOf, 42), daily: 250, minutes: 60 },
      'city line, a year of history': { ...turkishCityLine(traitsOf, 43), from: '2024-11-01', days: 390 },
      office: turkishOffice(traitsOf, 44),
    };
    const lines: string[] = [];
    for (const [name, centre] of Object.entries(centres)) {
      const days = syntheticDays(centre);
      const judged = Math.min(640, days.length - 60);
      const common = { days, minutes: centre.minutes, traitsOf, judged, step: 2 };
      const without = errorsByKind({ ...common, knows: undefined });
      const knowing = errorsByKind({ ...common, knows: traitsOf });
      lines.push(
        `${name}, ${judged} days judged: WAPE and bias in %, without the calendar and with it; its band holds`,
      );
      for (const kind of kindsOfDay) {
        const [a, b] = [without.get(kind), knowing.get(kind)];
        if (!a || !b) continue;
        lines.push(
          `  ${`${kind} (${b.days})`.padEnd(26)} ${percent(a.wape)} ${percent(a.bias)} → ${percent(b.wape)} ${percent(b.bias)} ${percent(b.coverage80)}`,
        );
      }
    }
    return lines;
  },
};

function percent(share: number): string {
  return (share * 100).toFixed(1).padStart(6);
}
