import { requiredAgents, type Targets } from 'erlang-c';
import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../pbx/demo/seededRandom.ts';
import { impatientStaffing } from './impatientStaffing.ts';

describe('impatientStaffing', () => {
  const serviceLevel = { ratio: 0.8, thresholdSeconds: 20 };
  it.each<[Targets, number]>([
    [{ serviceLevel, occupancy: 1 }, 0],
    [{ serviceLevel, occupancy: 0.85 }, 0.4],
    [{ asaSeconds: 10, abandonment: 0.03, occupancy: 0.9 }, 0],
    [{ abandonment: 0.3, occupancy: 0.95 }, 0.6],
  ])('gives the very answer of requiredAgents, %j, whatever came before it', (targets, redialProbability) => {
    const random = new SeededRandom('staffing', redialProbability);
    const staff = impatientStaffing(targets, 20, redialProbability);
    let arrivalsPerHour = 100;
    for (let i = 0; i < 300; i++) {
      // A walk with leaps: neighbours are alike until they are not.
      arrivalsPerHour = random.chance(0.05)
        ? 3000 * random.uniform() ** 3 + 0.1
        : arrivalsPerHour * random.between(0.8, 1.25);
      const load = { arrivalsPerHour, ahtSeconds: random.between(60, 600), patienceSeconds: random.between(30, 400) };
      const { required, at } = staff(load);
      expect(required).toBe(requiredAgents({ model: 'erlang-a', ...load, redialProbability, targets }));
      if (targets.serviceLevel) expect(at(required).figures.serviceLevel).toBeGreaterThanOrEqual(0.8);
    }
  });
});
