import type { AlarmNow } from '#lib/feed/feedEvents.ts';
import { type AlarmHold, type AlarmHoldTimes, lookedAgain, notHeld } from './alarmHold.ts';
import { worseValue } from './alarmJudgement.ts';
import { alarmReading } from './alarmReading.ts';
import type { AlarmRule } from './alarmRule.ts';
import { type AlarmTarget, alarmTargets } from './alarmTargets.ts';
import type { AlarmView } from './alarmView.ts';

/** An alarm that stands, as the watch keeps it. */
export interface StandingAlarm extends AlarmNow {
  /** Of its rule, what it is about. */
  target: string;
  /** The worst that its figure has been; null: never known. */
  worst: number | null;
  /** Told to the recipients. */
  deliver: boolean;
}

/** `over`: its cause is over; `rule`: its rule was changed, switched off or deleted; `gone`: what it was about is no more. */
export type AlarmEnd = 'over' | 'rule' | 'gone';

export interface AlarmTurns {
  raised: StandingAlarm[];
  cleared: { alarm: StandingAlarm; because: AlarmEnd }[];
  /** Some alarm's figure, or what it is called, is another than before. */
  changed: boolean;
}

export interface AlarmWatchOptions {
  newId: () => string;
  /** Is a sound to be made for this alarm now: not in quiet hours? */
  mayRing?: (alarm: Pick<StandingAlarm, 'level' | 'centre'>, now: number) => boolean;
}

/** So long what an alarm was about may be missing from the floor before the alarm ends: a worker that starts tells it late. */
const missedMs = 120_000;

/** All rules held against the floor, look by look: which alarms stand. */
export class AlarmWatch {
  readonly #options: AlarmWatchOptions;
  #rules: readonly AlarmRule[] = [];
  readonly #holds = new Map<string, AlarmHold>();
  readonly #standing = new Map<string, StandingAlarm>();
  readonly #missingSince = new Map<string, number>();

  constructor(options: AlarmWatchOptions) {
    this.#options = options;
  }

  /** Alarms that stand, the latest first. */
  standing(): StandingAlarm[] {
    return [...this.#standing.values()].sort((a, b) => b.raisedAt - a.raisedAt);
  }

  /** Alarms that stood when the process before this one ended. */
  restore(alarms: readonly StandingAlarm[]): void {
    for (const alarm of alarms) this.#standing.set(keyOf(alarm.rule, alarm.target), alarm);
  }

  /**
   * The rules from now on. An alarm whose rule is gone, off, or asks for something else ends; one whose limits alone were
   * changed is judged by the new ones.
   */
  setRules(rules: readonly AlarmRule[]): void {
    const before = new Map(this.#rules.map((rule) => [rule.id, JSON.stringify(rule)]));
    this.#rules = rules.filter(({ on }) => on);
    const same = new Set(
      this.#rules.filter((rule) => before.get(rule.id) === JSON.stringify(rule)).map(({ id }) => id),
    );
    for (const key of this.#holds.keys()) if (!same.has(ruleOf(key))) this.#holds.delete(key);
  }

  /** @returns null: no such alarm stands, or it is acknowledged already */
  acknowledge(id: string, by: string, at: number): StandingAlarm | null {
    for (const [key, alarm] of this.#standing) {
      if (alarm.id !== id || alarm.acknowledgedAt !== null) continue;
      const acknowledged = { ...alarm, acknowledgedAt: at, acknowledgedBy: by };
      this.#standing.set(key, acknowledged);
      return acknowledged;
    }
    return null;
  }

  /**
   * @param steadyAt ms of a clock that nobody sets, for what holds how long
   * @param longestLookMs see AlarmHoldTimes
   */
  look(view: AlarmView, steadyAt: number, longestLookMs?: number): AlarmTurns {
    const turns: AlarmTurns = { raised: [], cleared: [], changed: false };
    const seen = new Set<string>();
    const active = new Map(this.#rules.map((rule) => [rule.id, rule]));
    for (const rule of this.#rules) {
      for (const target of alarmTargets(rule, view.floor)) {
        seen.add(keyOf(rule.id, target.key));
        this.#lookAt(rule, target, view, steadyAt, longestLookMs, turns);
      }
    }
    for (const [key, alarm] of this.#standing) {
      const rule = active.get(alarm.rule);
      if (rule === undefined || rule.condition.kind !== alarm.kind) this.#end(key, 'rule', turns);
      else if (seen.has(key)) this.#missingSince.delete(key);
      else if (view.linked) this.#missed(key, alarm, rule, view, steadyAt, turns);
    }
    for (const key of this.#holds.keys()) if (!seen.has(key)) this.#holds.delete(key);
    return turns;
  }

  #lookAt(
    rule: AlarmRule,
    target: AlarmTarget,
    view: AlarmView,
    steadyAt: number,
    longestLookMs: number | undefined,
    turns: AlarmTurns,
  ): void {
    const key = keyOf(rule.id, target.key);
    const before = this.#standing.get(key);
    const reading = alarmReading(rule.condition, target, view);
    const times: AlarmHoldTimes = {
      raiseAfterMs: rule.raiseAfterSeconds * 1000,
      clearAfterMs: rule.clearAfterSeconds * 1000,
      ...(longestLookMs === undefined ? {} : { longestLookMs }),
    };
    const looked = lookedAgain(this.#holds.get(key) ?? notHeld, reading.judged, steadyAt, before !== undefined, times);
    this.#holds.set(key, looked.hold);
    if (before !== undefined && looked.turns) this.#end(key, 'over', turns);
    else if (before !== undefined) {
      const alarm = this.#followed(before, rule, target, reading);
      turns.changed ||= JSON.stringify(alarm) !== JSON.stringify(before);
      this.#standing.set(key, alarm);
    } else if (looked.turns) {
      const { level, name, id } = rule;
      const alarm: StandingAlarm = {
        id: this.#options.newId(),
        rule: id,
        name: name ?? '',
        target: target.key,
        centre: target.centre,
        queue: target.queue,
        ...target.named,
        source: target.source,
        kind: rule.condition.kind,
        level,
        raisedAt: view.now,
        value: reading.value,
        worst: reading.value,
        limit: reading.limit,
        sound: rule.sound && (this.#options.mayRing?.({ level, centre: target.centre }, view.now) ?? true),
        deliver: rule.deliver,
        acknowledgedAt: null,
        acknowledgedBy: null,
      };
      this.#standing.set(key, alarm);
      turns.raised.push(alarm);
    }
  }

  /** Its figure now; name, level and what it is about as the rule says by now. */
  #followed(
    { centres, queues, ...alarm }: StandingAlarm,
    { name, level }: AlarmRule,
    { centre, named }: AlarmTarget,
    { value, limit }: { value: number | null; limit: number | null },
  ): StandingAlarm {
    const worst = worseValue(alarm.kind, alarm.worst, value);
    return { ...alarm, ...named, centre, name: name ?? '', level, value, limit: limit ?? alarm.limit, worst };
  }

  /** What it is about is not on the floor: left out of the rule, or no more, or not told yet. */
  #missed(
    key: string,
    alarm: StandingAlarm,
    rule: AlarmRule,
    view: AlarmView,
    steadyAt: number,
    turns: AlarmTurns,
  ): void {
    const everything = alarmTargets({ ...rule, scope: { centres: [], queues: [] } }, view.floor);
    if (everything.some(({ key: target }) => target === alarm.target)) {
      this.#end(key, 'rule', turns);
      return;
    }
    const since = this.#missingSince.get(key) ?? steadyAt;
    this.#missingSince.set(key, since);
    if (steadyAt - since >= missedMs) this.#end(key, 'gone', turns);
  }

  #end(key: string, because: AlarmEnd, turns: AlarmTurns): void {
    const alarm = this.#standing.get(key);
    if (alarm) turns.cleared.push({ alarm, because });
    this.#standing.delete(key);
    this.#missingSince.delete(key);
  }
}

function keyOf(rule: string, target: string): string {
  return `${rule}|${target}`;
}

function ruleOf(key: string): string {
  return key.slice(0, key.indexOf('|'));
}
