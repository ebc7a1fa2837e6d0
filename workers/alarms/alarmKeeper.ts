import { randomUUID } from 'node:crypto';
import { type AlarmEntry, entryOf } from '#lib/alarm/alarmEntry.ts';
import { type AlarmRule, alarmRuleSchema } from '#lib/alarm/alarmRule.ts';
import type { AlarmView } from '#lib/alarm/alarmView.ts';
import { type AlarmTurns, AlarmWatch, type StandingAlarm } from '#lib/alarm/alarmWatch.ts';
import { builtInRules } from '#lib/alarm/builtInRules.ts';
import { type AlarmSettings, isQuiet } from '#lib/alarm/quietHours.ts';
import type { AlarmNow } from '#lib/feed/feedEvents.ts';
import { type AlarmKnowledge, type AlarmMemory, knowsNothing } from './alarmMemory.ts';

/** The watch with its memory: each turn is on disk before anybody is told of it. */
export class AlarmKeeper {
  readonly #memory: AlarmMemory;
  readonly #zoneOf: (centre: string | null) => string;
  readonly #watch: AlarmWatch;
  readonly #unwritten: Map<string, AlarmEntry>;
  #rules: AlarmRule[] | null;
  #settings: AlarmSettings;
  /** The disk does not take what stands; one sentence. Alarms go on, but a fall would forget the last ones. */
  trouble: string | null = null;
  /** Nothing was on disk: the database is asked for what stood before. */
  readonly isNew: boolean;

  /** @param zoneOf the zone of a centre's clock, for quiet hours; of null: the installation's first */
  constructor(memory: AlarmMemory, zoneOf: (centre: string | null) => string) {
    const known = memory.read();
    this.isNew = known === null;
    const { standing, unwritten, rules, settings } = known ?? knowsNothing;
    this.#memory = memory;
    this.#zoneOf = zoneOf;
    this.#unwritten = new Map(unwritten.map((entry) => [entry.id, entry]));
    this.#rules = rules;
    this.#settings = settings;
    this.#watch = new AlarmWatch({
      newId: randomUUID,
      mayRing: ({ level, centre }, now) => !isQuiet(this.#settings, level, now, this.#zoneOf(centre)),
    });
    this.#watch.restore(standing);
    this.#watch.setRules(rules ?? builtInRules);
  }

  standing(): StandingAlarm[] {
    return this.#watch.standing();
  }

  /** As screens are told. */
  alarms(): AlarmNow[] {
    const { volume } = this.#settings;
    return this.#watch.standing().map(({ target, worst, deliver, ...alarm }) => ({ ...alarm, volume }));
  }

  /** One look at the floor; what turned is on disk when this returns. */
  look(view: AlarmView, steadyAt: number): AlarmTurns {
    const turns = this.#watch.look(view, steadyAt);
    for (const alarm of turns.raised) this.#note(entryOf(alarm));
    for (const { alarm, because } of turns.cleared) this.#note(entryOf(alarm, { at: view.now, because }));
    if (turns.raised.length > 0 || turns.cleared.length > 0) this.#save();
    return turns;
  }

  /** @returns whether something changed by it */
  acknowledge(id: string, by: string, at: number): boolean {
    const alarm = this.#watch.acknowledge(id, by, at);
    if (alarm === null) return false;
    const waiting = this.#unwritten.get(id);
    if (waiting) this.#note({ ...waiting, acknowledgedAt: at, acknowledgedBy: by });
    this.#save();
    return true;
  }

  /**
   * The rules and settings of the database.
   *
   * @returns whether they are others than before
   */
  setRules(kept: readonly AlarmRule[], settings: AlarmSettings): boolean {
    const rules = kept.map((rule) => alarmRuleSchema.parse(rule));
    if (JSON.stringify([rules, settings]) === JSON.stringify([this.#rules, this.#settings])) return false;
    this.#rules = rules;
    this.#settings = settings;
    this.#watch.setRules(rules);
    this.#save();
    return true;
  }

  /** Alarms that the database says stand, where this machine's disk knew nothing. */
  restore(entries: readonly AlarmEntry[]): void {
    const standing = entries.map(({ clearedAt, endedBecause, ...alarm }) => ({ ...alarm, sound: false }));
    this.#watch.restore(standing);
    this.#save();
  }

  /** What the log does not know yet; as it is now. */
  unwritten(): AlarmEntry[] {
    const standing = new Map(this.#watch.standing().map((alarm) => [alarm.id, alarm]));
    return [...this.#unwritten.values()].map((entry) => {
      const alarm = standing.get(entry.id);
      return alarm ? { ...entry, worst: alarm.worst } : entry;
    });
  }

  /** These are in the database now. */
  written(entries: readonly AlarmEntry[]): void {
    for (const { id, clearedAt, acknowledgedAt } of entries) {
      const now = this.#unwritten.get(id);
      // What turned, or was acknowledged, while it was being written is written again.
      if (now?.clearedAt === clearedAt && now.acknowledgedAt === acknowledgedAt) this.#unwritten.delete(id);
    }
    if (entries.length > 0) this.#save();
  }

  #note(entry: AlarmEntry): void {
    // The figure of the moment when it was raised stays.
    this.#unwritten.set(entry.id, entry);
  }

  #save(): void {
    const known: AlarmKnowledge = {
      standing: this.#watch.standing(),
      unwritten: this.unwritten(),
      rules: this.#rules,
      settings: this.#settings,
    };
    try {
      this.#memory.write(known);
      this.trouble = null;
    } catch (error) {
      this.trouble = `What stands cannot be kept on disk: ${(error as Error).message}`;
    }
  }
}
