import { expect, test } from 'vitest';
import { scenarioNamed } from './scenarios.ts';

test('a scenario is named, or given as calls a second and agents', () => {
  expect(scenarioNamed('')).toBeNull();
  expect(scenarioNamed('tidy')).toMatchObject({ agents: 26 });
  expect(scenarioNamed('1.5/270')).toEqual({ callsPerSecond: 1.5, agents: 270, breaks: true });
});

test('what is neither is refused with the words that are known', () => {
  for (const name of ['calm', 'toString', '0/5', '1/0', '1/-2'])
    expect(() => scenarioNamed(name)).toThrow(/must be one of tidy, busy, or calls a second and agents.*, not /);
});
