import { expect, it } from 'vitest';
import { agentFlag } from './agentLimits.ts';
import { agent } from './sampleFloor.ts';

const limits = { pauseMinutes: 10, wrapUpMinutes: 2 };

it('flags what lasts beyond its limit, of pauses and wrap-up alone', () => {
  const flag = (
    state: 'paused' | 'wrap_up' | 'on_contact',
    seconds: number,
    of = limits as Parameters<typeof agentFlag>[2],
  ) => agentFlag(agent('153', 'ayse', { state }), seconds, of);
  expect([flag('paused', 600), flag('paused', 601), flag('wrap_up', 120), flag('wrap_up', 121)]).toEqual([
    null,
    'pause_too_long',
    null,
    'wrap_up_too_long',
  ]);
  expect([flag('on_contact', 9999), flag('paused', 9999, { pauseMinutes: null, wrapUpMinutes: null })]).toEqual([
    null,
    null,
  ]);
});

it('flags a state whose end was probably not heard, whatever the limits', () => {
  const suspect = { since: 0, reason: 'ringing_too_long' as const };
  expect(agentFlag(agent('153', 'ayse', { state: 'ringing', suspect }), 1, limits)).toBe('suspect');
});
