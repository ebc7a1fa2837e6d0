import { describe, expect, it } from 'vitest';
import { toldExchange } from '../pbx/ami/toldExchange.ts';

const number = '05001234567';
const caller = (told: string) => ({ CallerIDNum: told });
const numbers = (x: { floor: ReturnType<typeof toldExchange>['floor'] }) =>
  Object.values(x.floor().callers).map((one) => one.number);

function listening() {
  const x = toldExchange(undefined, { callerNumbers: true });
  const joinFrom = (queue: string, told: string, who = 'C') =>
    x.say('QueueCallerJoin', { Uniqueid: who, Linkedid: who, Queue: queue, Position: 1, ...caller(told) });
  return { ...x, joinFrom };
}

describe('callers on the floor', () => {
  it('are told where they enter a queue, and with whom they talk', () => {
    const x = listening();
    x.joinFrom('genel', number);
    expect(x.floor().callers['x|C|genel|1']).toEqual({
      id: 'x|C|genel|1',
      centre: 'x',
      queue: 'x:genel',
      number,
      agent: null,
    });
    x.called();
    x.after(5);
    x.leave();
    x.connect(5);
    expect(x.floor().callers['x|C|genel|1']).toMatchObject({ number, agent: 'x:PJSIP/1' });
    x.complete(20, 'caller');
    expect(x.floor().callers).toEqual({});
  });

  it('have no number when it was withheld, and none at all when the exchange is not asked', () => {
    const x = listening();
    x.joinFrom('genel', '<unknown>');
    expect(numbers(x)).toEqual([null]);
    const y = toldExchange();
    y.say('QueueCallerJoin', { Uniqueid: 'C', Linkedid: 'C', Queue: 'genel', Position: 1, ...caller(number) });
    expect(numbers(y)).toEqual([null]);
    expect(y.events.map(({ kind }) => kind)).not.toContain('caller_told');
    expect(JSON.stringify(y.floor())).not.toContain(number);
  });

  it('keep their number in the next queue', () => {
    const x = listening();
    x.joinFrom('genel', number);
    x.after(10);
    x.leave();
    x.say('Hangup', { Uniqueid: 'nobody', Linkedid: 'nobody' });
    x.joinFrom('ulasim', number);
    expect(x.floor().callers['x|C|ulasim|1']).toMatchObject({ number, queue: 'x:ulasim' });
  });

  it('are known again from lists after the process was restarted', () => {
    const before = listening();
    before.joinFrom('genel', number);
    before.joinFrom('genel', '05007654321', 'D');
    before.say('QueueCallerLeave', { Uniqueid: 'D', Linkedid: 'D', Queue: 'genel', Position: 2 });
    before.say('AgentConnect', {
      ...{ Uniqueid: 'D', Linkedid: 'D', DestUniqueid: 'E', Queue: 'genel', Interface: 'PJSIP/1', MemberName: 'Ayşe' },
      ...{ HoldTime: 3, RingTime: 2 },
    });
    const x = toldExchange(before, { callerNumbers: true });
    expect(numbers(x)).toEqual([null, null]);
    x.translation.linkUp(x.now());
    x.say('QueueParams', { Queue: 'genel', Max: 0 });
    x.say('QueueEntry', { Queue: 'genel', Position: 1, Uniqueid: 'C', Wait: 1, ...caller(number) });
    x.say('QueueStatusComplete', { EventList: 'Complete', ListItems: 1 });
    for (const [id, told] of [
      ['C', number],
      ['D', '05007654321'],
      ['E', '1001'],
    ] as const)
      x.say('CoreShowChannel', { Uniqueid: id, Linkedid: id, ...caller(told) });
    x.say('CoreShowChannelsComplete', { EventList: 'Complete', ListItems: 3 });
    expect(numbers(x).sort()).toEqual([number, '05007654321'].sort());
  });

  it('are in no row of the ledger, and forgotten when their call is over', () => {
    const x = listening();
    x.joinFrom('genel', number);
    x.after(4);
    x.leave();
    x.connect(4);
    expect(JSON.stringify([[...x.visits.values()], [...x.contacts.values()]])).not.toContain(number);
    const { callers, ...others } = x.floor();
    expect(JSON.stringify(others)).not.toContain(number);
    expect(Object.keys(callers)).toHaveLength(1);
    x.complete(9, 'agent');
    x.hangup();
    expect(JSON.stringify(x.floor())).not.toContain(number);
  });
});
