import { describe, expect, it } from 'vitest';
import { agent, centre, dayStart, floor, interval, queue, source } from '#lib/board/sampleFloor.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { type AlarmRule, alarmRuleSchema } from './alarmRule.ts';
import { AlarmView } from './alarmView.ts';
import { AlarmWatch } from './alarmWatch.ts';
import { builtInRules } from './builtInRules.ts';
import { concernsCentre } from './concernsCentre.ts';
import { ForecastToday } from './forecastToday.ts';

const rule = (change: Partial<AlarmRule> & Pick<AlarmRule, 'condition'>): AlarmRule =>
  alarmRuleSchema.parse({ id: 'r', level: 'alarm', raiseAfterSeconds: 0, clearAfterSeconds: 0, ...change });
const noon = dayStart + 12 * 3_600_000;
const nothing = new ForecastToday([]);

interface Scene {
  waiting?: [number, number];
  since?: number;
  stale?: boolean;
  linked?: boolean;
  agents?: Parameters<typeof agent>[2][];
  now?: number;
  answered?: number;
  offered?: number;
  forecast?: ForecastToday;
}

/** Two centres, 153 with two queues and 185 with one, at noon. */
function view({ waiting = [0, 0], since = noon, stale, linked = true, agents = [], now = noon, ...rest }: Scene = {}) {
  const queues = [
    queue('153', 'genel', { waiting: waiting[0], longestWaitingSince: waiting[0] > 0 ? since : null }),
    queue('153', 'su', { waiting: waiting[1], longestWaitingSince: waiting[1] > 0 ? since : null }),
    queue('185', 'ariza'),
  ];
  const made: Floor = floor({
    centres: [centre('153'), centre('185')],
    queues,
    agents: agents.map((change, i) => agent('153', `a${i}`, { queues: ['153:genel'], ...change })),
    sources: [source('153', stale ? { state: 'stale', lastHeardAt: noon - 90_000 } : {}), source('185')],
    intervals:
      rest.offered === undefined
        ? []
        : [0, 1, 2, 3].flatMap((i) =>
            queues.slice(0, 1).map((one) =>
              interval(one, noon - (i + 1) * 900_000, {
                offered: rest.offered,
                answered: rest.answered ?? 0,
                answeredInTime: rest.answered ?? 0,
              }),
            ),
          ),
  });
  return new AlarmView({ floor: made, linked, now, forecast: rest.forecast ?? nothing });
}

function watch(...rules: AlarmRule[]) {
  let id = 0;
  const made = new AlarmWatch({ newId: () => `alarm-${++id}` });
  made.setRules(rules);
  let at = 0;
  return {
    made,
    look(scene: Scene, afterMs = 1_000) {
      at += afterMs;
      const { raised, cleared } = made.look(view(scene), at);
      return [
        ...raised.map(({ centre: c, queue: q, source: s, value }) => `+ ${q ?? s ?? c ?? 'all'} ${value}`),
        ...cleared.map(({ alarm, because }) => `- ${alarm.queue ?? alarm.source ?? alarm.centre ?? 'all'} ${because}`),
      ];
    },
  };
}

const waiting = (limit: number, hysteresis = 0) => ({ kind: 'waiting', limit, hysteresis }) as const;

describe('waiting', () => {
  it('is watched for each centre, each queue, or all together', () => {
    expect(watch(rule({ condition: waiting(4) })).look({ waiting: [3, 2] })).toEqual(['+ 153 5']);
    expect(watch(rule({ condition: waiting(2), per: 'queue' })).look({ waiting: [3, 2] })).toEqual(['+ 153:genel 3']);
    expect(watch(rule({ condition: waiting(4), per: 'together' })).look({ waiting: [3, 2] })).toEqual(['+ all 5']);
    const scope = { centres: [], queues: ['153:su'] };
    expect(watch(rule({ condition: waiting(1), scope })).look({ waiting: [9, 2] })).toEqual(['+ 153 2']);
  });

  it('says of which queues and centres it is, where these are not all', () => {
    const about = (change: Partial<AlarmRule>) => {
      const { look, made } = watch(rule({ condition: waiting(0), per: 'together', ...change }));
      look({ waiting: [3, 2] });
      return made.standing().map(({ centre: one, centres, queues }) => ({ one, centres, queues }))[0];
    };
    const all = { one: null, centres: undefined, queues: undefined };
    expect(about({})).toEqual(all);
    expect(about({ scope: { centres: ['153', '185'], queues: [] } })).toEqual(all);
    expect(about({ scope: { centres: ['153'], queues: [] } })).toEqual({ ...all, one: '153' });
    expect(about({ scope: { centres: [], queues: ['153:su', '185:ariza'] } })).toEqual({
      ...{ one: null, centres: undefined, queues: ['153:su', '185:ariza'] },
    });
    expect(about({ per: 'centre', scope: { centres: [], queues: ['153:su'] } })).toEqual({
      ...{ one: '153', centres: undefined, queues: ['153:su'] },
    });
    expect(about({ per: 'centre', scope: { centres: [], queues: ['153:su', '153:genel'] } })).toEqual({
      ...{ one: '153', centres: undefined, queues: undefined },
    });
    expect(about({ per: 'queue', scope: { centres: [], queues: ['153:su'] } })?.queues).toBeUndefined();
  });

  it('of some of the centres names them, and is of no other', () => {
    const { made } = watch(
      rule({ condition: waiting(0), per: 'together', scope: { centres: ['153', '185'], queues: [] } }),
    );
    const { floor: hall } = view({ waiting: [3, 2] });
    const larger = { ...hall, centres: { ...hall.centres, 444: centre('444') } };
    made.look(new AlarmView({ floor: larger, linked: true, now: noon, forecast: nothing }), 0);
    const [alarm] = made.standing();
    expect(alarm).toMatchObject({ centre: null, centres: ['153', '185'] });
    expect(['153', '444'].map((id) => alarm !== undefined && concernsCentre(alarm, [id]))).toEqual([true, false]);
    made.setRules([rule({ condition: waiting(0), per: 'together' })]);
    expect(made.look(new AlarmView({ floor: larger, linked: true, now: noon, forecast: nothing }), 1000).changed).toBe(
      true,
    );
    expect(made.standing()).toMatchObject([{ id: alarm?.id, centre: null }]);
    expect(made.standing()[0]).not.toHaveProperty('centres');
  });

  it('is over below the limit by the hysteresis only', () => {
    const { look } = watch(rule({ condition: waiting(5, 2) }));
    expect(look({ waiting: [6, 0] })).toEqual(['+ 153 6']);
    expect(look({ waiting: [5, 0] })).toEqual([]);
    expect(look({ waiting: [4, 0] })).toEqual([]);
    expect(look({ waiting: [3, 0] })).toEqual(['- 153 over']);
  });

  it('stays as it is while the exchange or the web process is not heard', () => {
    const { look, made } = watch(rule({ condition: waiting(5) }));
    expect(look({ waiting: [0, 0], stale: true })).toEqual([]);
    expect(look({ waiting: [6, 0] })).toEqual(['+ 153 6']);
    expect(look({ waiting: [0, 0], stale: true })).toEqual([]);
    expect(look({ waiting: [0, 0], linked: false })).toEqual([]);
    expect(made.standing()[0]?.value).toBeNull();
    expect(made.standing()[0]?.worst).toBe(6);
    expect(look({ waiting: [0, 0] })).toEqual(['- 153 over']);
  });
});

describe('the other kinds', () => {
  it('longest wait', () => {
    const condition = { kind: 'longest_wait', limitSeconds: 60, hysteresisSeconds: 30 } as const;
    const { look } = watch(rule({ condition }));
    expect(look({ waiting: [1, 0], since: noon - 60_000 })).toEqual([]);
    expect(look({ waiting: [1, 0], since: noon - 61_000 })).toEqual(['+ 153 61']);
    expect(look({ waiting: [1, 0], since: noon - 40_000 })).toEqual([]);
    expect(look({})).toEqual(['- 153 over']);
  });

  it('service level of the last hour, of enough contacts', () => {
    const condition = {
      kind: 'service_level',
      limitRatio: 0.8,
      hysteresisRatio: 0.05,
      window: 'hour',
      leastContacts: 20,
    } as const;
    const { look } = watch(rule({ condition, scope: { centres: ['153'], queues: [] } }));
    expect(look({ offered: 4, answered: 1 })).toEqual([]);
    expect(look({ offered: 10, answered: 7 })).toEqual(['+ 153 0.7']);
    expect(look({ offered: 10, answered: 8 })).toEqual([]);
    expect(look({ offered: 10, answered: 9 })).toEqual(['- 153 over']);
  });

  it('no agent while somebody waits; whoever is paused in the queue is not there for it', () => {
    const condition = { kind: 'no_agents', counted: 'available', most: 0, when: 'somebody_waits' } as const;
    const { look } = watch(rule({ condition, per: 'queue' }));
    expect(look({ agents: [{ state: 'paused' }] })).toEqual([]);
    expect(look({ agents: [{}], waiting: [1, 0] })).toEqual([]);
    expect(look({ agents: [{ pausedIn: ['153:genel'] }], waiting: [1, 0] })).toEqual(['+ 153:genel 0']);
    expect(look({ agents: [{}], waiting: [1, 0] })).toEqual(['- 153:genel over']);
  });

  it('nobody signed in while contacts are expected, and unknown without a forecast', () => {
    const condition = { kind: 'no_agents', counted: 'signed_in', most: 0, when: 'opening_hours' } as const;
    const { look } = watch(rule({ condition, scope: { centres: ['153'], queues: [] } }));
    const expecting = (mean: number) => forecastOf(mean);
    expect(look({ agents: [{ state: 'signed_out' }] })).toEqual([]);
    expect(look({ agents: [{ state: 'signed_out' }], forecast: expecting(0.2) })).toEqual([]);
    expect(look({ agents: [{ state: 'unavailable' }], forecast: expecting(5) })).toEqual([]);
    expect(look({ agents: [{ state: 'signed_out' }], forecast: expecting(5) })).toEqual(['+ 153 0']);
  });

  it('a source that is not live', () => {
    const { look } = watch(rule({ condition: { kind: 'source_stale' }, raiseAfterSeconds: 2 }));
    expect(look({ stale: true })).toEqual([]);
    expect(look({ stale: true })).toEqual([]);
    expect(look({ stale: true })).toEqual(['+ 153 90']);
    expect(look({})).toEqual(['- 153 over']);
  });

  it('more than the morning’s band', () => {
    const condition = {
      kind: 'forecast_exceeded',
      window: 'hour',
      marginRatio: 0,
      hysteresisRatio: 0.1,
      leastContacts: 1,
    } as const;
    const { look } = watch(rule({ condition, scope: { centres: ['153'], queues: [] } }));
    const forecast = forecastOf(10);
    expect(look({ offered: 11, forecast })).toEqual([]);
    expect(look({ offered: 20, forecast })).toEqual(['+ 153 80']);
    expect(look({ offered: 20 })).toEqual([]);
    expect(look({ offered: 8, forecast })).toEqual(['- 153 over']);
  });
});

describe('rules that change', () => {
  it('end the alarms of a rule that is off or no longer holds for the target, and leave others', () => {
    const one = rule({ condition: waiting(2), per: 'queue' });
    const { look, made } = watch(one);
    expect(look({ waiting: [3, 3] })).toEqual(['+ 153:genel 3', '+ 153:su 3']);
    made.setRules([{ ...one, scope: { centres: [], queues: ['153:su'] } }]);
    expect(look({ waiting: [3, 3] })).toEqual(['- 153:genel rule']);
    made.setRules([{ ...one, condition: waiting(5), scope: { centres: [], queues: ['153:su'] } }]);
    expect(look({ waiting: [3, 3] })).toEqual(['- 153:su over']);
    made.setRules([one]);
    look({ waiting: [3, 3] });
    made.setRules([{ ...one, on: false }]);
    expect(look({ waiting: [3, 3] })).toEqual(['- 153:genel rule', '- 153:su rule']);
  });

  it('an alarm is acknowledged once, and stays so until it is over', () => {
    const { look, made } = watch(rule({ condition: waiting(2) }));
    look({ waiting: [3, 0] });
    expect(made.acknowledge('alarm-1', 'Ayşe', 5)?.acknowledgedBy).toBe('Ayşe');
    expect(made.acknowledge('alarm-1', 'Fatma', 6)).toBeNull();
    look({ waiting: [9, 0] });
    expect(made.standing()).toMatchObject([{ acknowledgedBy: 'Ayşe', value: 9, worst: 9 }]);
    look({ waiting: [0, 0] });
    expect(look({ waiting: [3, 0] })).toEqual(['+ 153 3']);
    expect(made.standing()).toMatchObject([{ id: 'alarm-2', acknowledgedBy: null }]);
  });

  it('what stood before a restart goes on, with its id', () => {
    const before = watch(rule({ condition: waiting(2) }));
    before.look({ waiting: [3, 0] });
    const after = watch(rule({ condition: waiting(2) }));
    after.made.restore(before.made.standing());
    expect(after.look({ waiting: [3, 0] })).toEqual([]);
    expect(after.made.standing()).toMatchObject([{ id: 'alarm-1' }]);
    expect(after.look({})).toEqual(['- 153 over']);
  });
});

it('the built-in rules are silent on an ordinary floor', () => {
  const { look } = watch(...builtInRules);
  for (let i = 0; i < 900; i++) expect(look({ waiting: [3, 2], since: noon - 30_000, agents: [{}, {}] })).toEqual([]);
});

/** The same in each quarter of the day, for each of the queues of 153. */
function forecastOf(mean: number): ForecastToday {
  const quarters = <T>(value: T) => new Array<T>(96).fill(value);
  return new ForecastToday([
    {
      exchange: '153',
      queue: 'genel',
      start: dayStart,
      mean: quarters(mean),
      p10: quarters(mean * 0.7),
      p90: quarters(mean * 1.3),
    },
  ]);
}
