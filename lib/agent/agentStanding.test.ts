import { describe, expect, test } from 'vitest';
import type { QueueMembership } from '../pbx/pbxEvent.ts';
import { type AgentFacts, agentStanding } from './agentStanding.ts';

const member = (told: Partial<QueueMembership> = {}): QueueMembership => ({
  agent: 'PJSIP/1',
  agentName: 'Ayşe',
  device: 'idle',
  paused: false,
  pauseReason: null,
  inCall: false,
  pausedSince: null,
  lastPausedAt: null,
  signedInSince: null,
  lastCallEndedAt: null,
  kind: 'dynamic',
  ...told,
});
const facts = (
  told: Partial<Record<'genel' | 'ulasim', Partial<QueueMembership>>>,
  more: Partial<AgentFacts> = {},
) => ({
  memberships: new Map(Object.entries(told).map(([queue, one]) => [queue, member(one)])),
  offers: new Map(),
  talks: new Map(),
  wrapUp: null,
  settling: false,
  ...more,
});
const talk = (held = false) => new Map([['v', { queue: 'genel', held }]]);
const offer = new Map([['v', { queue: 'genel' }]]);
const mola = { paused: true, pauseReason: 'Mola' };

describe('one state for the person', () => {
  test.each<[string, AgentFacts, string, string | null]>([
    ['in no queue', facts({}), 'signed_out', null],
    ['free', facts({ genel: {}, ulasim: {} }), 'available', null],
    ['device state not known', facts({ genel: { device: 'unknown' } }), 'available', null],
    ['a queue’s contact rings', facts({ genel: { device: 'ringing' } }, { offers: offer }), 'ringing', 'genel'],
    ['a direct call rings', facts({ genel: { device: 'ringing' } }), 'ringing', null],
    ['talks with a queue’s contact', facts({ genel: { device: 'in_use' } }, { talks: talk() }), 'on_contact', 'genel'],
    [
      'the device lags behind the answer',
      facts({ genel: { device: 'idle' } }, { talks: talk() }),
      'on_contact',
      'genel',
    ],
    ['holds it', facts({ genel: {} }, { talks: talk(true) }), 'on_hold', 'genel'],
    ['removed from its queues while talking', facts({}, { talks: talk() }), 'on_contact', 'genel'],
    [
      'a talk whose beginning was not heard',
      facts({ genel: { device: 'in_use', inCall: true } }),
      'on_contact',
      'genel',
    ],
    ['counted into a contact, yet idle', facts({ genel: { inCall: true } }), 'available', null],
    ['a direct or outbound call', facts({ genel: { device: 'in_use' } }), 'on_contact', null],
    ['on hold in such a call', facts({ genel: { device: 'on_hold' } }), 'on_hold', null],
    [
      'busy still with the contact that left',
      facts({ genel: { device: 'in_use' } }, { settling: true }),
      'available',
      null,
    ],
    ['after-contact work', facts({ genel: {} }, { wrapUp: { queue: 'genel' } }), 'wrap_up', 'genel'],
    ['no device can be reached', facts({ genel: { device: 'unavailable' } }), 'unavailable', null],
    ['one device of two can', facts({ genel: { device: 'unavailable' }, ulasim: {} }), 'available', null],
    ['paused everywhere', facts({ genel: mola, ulasim: mola }), 'paused', null],
    ['paused in one queue only', facts({ genel: mola, ulasim: {} }), 'available', null],
    ['paused, device away', facts({ genel: { ...mola, device: 'unavailable' } }), 'paused', null],
    ['paused in after-contact work', facts({ genel: mola }, { wrapUp: { queue: 'genel' } }), 'paused', null],
  ])('%s', (_, told, state, queue) => {
    expect(agentStanding(told)).toMatchObject({ state, queue });
  });
});

test('paused while talking: the talk is the state, the pause and its reason are told besides', () => {
  expect(agentStanding(facts({ genel: mola, ulasim: mola }, { talks: talk() }))).toEqual({
    state: 'on_contact',
    queue: 'genel',
    paused: true,
    pauseReason: 'Mola',
    pausedIn: ['genel', 'ulasim'],
  });
});

test('paused in some queues: which ones is told, and no reason of the person', () => {
  expect(agentStanding(facts({ genel: mola, ulasim: {} }))).toMatchObject({
    paused: false,
    pauseReason: null,
    pausedIn: ['genel'],
  });
});
