import type { Scenario } from './switchboard.ts';

/** Plain loads by name, for tests: `tidy` is a quiet hall, `busy` one that hardly keeps up. */
const scenarios: Readonly<Record<string, Scenario>> = {
  tidy: { callsPerSecond: 0.1, agents: 26, breaks: false },
  busy: { callsPerSecond: 0.32, agents: 58, breaks: true },
};

/**
 * @param name SANTRAL_DEMO_SCENARIO: a name, or a load as CALLS_PER_SECOND/AGENTS, such as `1.5/270`, for each exchange.
 * @returns null when none is named. @throws RangeError for what is neither.
 */
export function scenarioNamed(name: string | undefined): Scenario | null {
  if (name === undefined || name === '') return null;
  const load = /^(\d+(?:\.\d+)?)\/(\d+)$/.exec(name);
  const scenario = load
    ? { callsPerSecond: Number(load[1]), agents: Number(load[2]), breaks: true }
    : Object.hasOwn(scenarios, name) && scenarios[name];
  if (!scenario || !(scenario.callsPerSecond > 0 && scenario.agents > 0)) {
    const names = Object.keys(scenarios).join(', ');
    throw new RangeError(
      `SANTRAL_DEMO_SCENARIO must be one of ${names}, or calls a second and agents such as 1.5/270, not ${name}.`,
    );
  }
  return scenario;
}
