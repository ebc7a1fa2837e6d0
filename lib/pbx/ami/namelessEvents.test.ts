import { expect, test } from 'vitest';
import { toldExchange } from './toldExchange.ts';

const c = { Uniqueid: 'C', Linkedid: 'C' };

test('an AgentComplete that names nothing ends no talk', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(0);
  x.after(1);
  x.say('AgentComplete', { Privilege: 'agent,all' });
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: null });
  x.after(30);
  x.hangupRequest('D');
  x.say('AgentComplete', { Privilege: 'agent,all' });
  x.hangup('D');
  x.hangup();
  x.after(4);
  x.translation.tick(x.now());
  expect(x.row('C|genel|1')).toMatchObject({ talkEnd: 'by_agent', talkSeconds: 31 });
});

test('AgentComplete names the caller’s channel that took the place of a Local one: no visit is made of it', () => {
  const x = toldExchange();
  x.join();
  x.leave();
  x.connect(3);
  x.after(25);
  x.complete(25, 'caller', { Uniqueid: 'swapped', Linkedid: 'C' });
  expect(x.rows()).toEqual({
    'x|C|genel|1': { outcome: 'answered', waitSeconds: 3, talkEnd: 'by_caller', talkSeconds: 25, outcomeReason: null },
  });
});

test('a member whose name is no UTF-8: his events name neither queue nor agent, the lists and his leg do', () => {
  const x = toldExchange();
  x.say('QueueParams', { Queue: 'genel' });
  x.say('QueueMember', { Queue: 'genel', Name: 'Şule', Location: 'Local/1012@from-queue/n', Status: 1 });
  x.say('QueueStatusComplete', { EventList: 'Complete' });
  const leg = { ...c, DestUniqueid: 'D', DestChannel: 'Local/1012@from-queue-00000007;1' };
  x.join();
  x.after(2);
  x.say('AgentCalled', leg);
  expect(x.events.at(-1)).toMatchObject({ kind: 'agent_offered', agent: 'Local/1012@from-queue/n', agentName: 'Şule' });
  x.say('AgentRingNoAnswer', leg);
  expect(x.events.at(-1)).toMatchObject({ kind: 'agent_missed', queue: 'genel', agent: 'Local/1012@from-queue/n' });
  x.after(2);
  x.say('AgentCalled', { ...leg, DestUniqueid: 'E' });
  x.leave();
  x.say('AgentConnect', { ...leg, DestUniqueid: 'E' });
  x.after(10);
  x.hangupRequest();
  x.say('AgentComplete', { ...leg, DestUniqueid: 'E' });
  expect(x.visits.get('x|C|genel|1')).toMatchObject({
    outcome: 'answered',
    waitSeconds: 4,
    agent: 'Local/1012@from-queue/n',
    agentName: 'Şule',
    talkEnd: 'by_caller',
    talkSeconds: 10,
  });
});
