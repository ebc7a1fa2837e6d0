import type { Scenario } from './switchboard.ts';

/** Plain loads by name, for tests: `tidy` is a quiet hall, `busy` one that hardly keeps up. */
const scenarios: Readonly<Record<string, Scenario>> = {
  tidy: { callsPerSecond: 0.1, agents: 26, breaks: false },
  busy: { callsPerSecond: 0.32, agents: 58, breaks: true },
};

/** @param name SANTRAL_DEMO_SCENARIO. @returns null when none is named. @throws RangeError for an unknown name. */
export function scenarioNamed(name: string | undefined): Scenario | null {
  if (name === undefined || name === '') return null;
  const scenario = scenarios[name];
  if (!scenario)
    throw new RangeError(`SANTRAL_DEMO_SCENARIO must be one of ${Object.keys(scenarios).join(', ')}, not ${name}.`);
  return scenario;
}
