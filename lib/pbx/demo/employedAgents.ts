import { agentNames } from './agentNames.ts';
import type { Agent } from './callFlow.ts';
import type { CentreModel } from './centreModel.ts';
import type { DemoCentre } from './demoCentres.ts';
import { SeededRandom } from './seededRandom.ts';
import { newAgent } from './staff.ts';

/** Everybody who works for a demo centre: names, extensions from 1001 on, and skills spread over them by the seed. */
export function employedAgents(centre: DemoCentre, model: CentreModel, seed: number, count = centre.agents): Agent[] {
  const names = agentNames(count, seed, centre.id);
  const kinds = model.skills.flatMap((kind) =>
    Array<Readonly<Record<string, number>>>(kind.parts).fill(kind.penalties),
  );
  const mixed = new SeededRandom(seed, centre.id, 'skills').shuffled(kinds);
  return names.map((name, i) => newAgent(i, name, String(1001 + i), mixed[i % mixed.length] ?? {}));
}
