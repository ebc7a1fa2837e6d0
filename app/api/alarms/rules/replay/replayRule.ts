import { setImmediate as breathe } from 'node:timers/promises';
import type { AlarmRule } from '#lib/alarm/alarmRule.ts';
import { type AlarmTarget, alarmTargets } from '#lib/alarm/alarmTargets.ts';
import { ForecastToday } from '#lib/alarm/forecastToday.ts';
import { agentSteps } from '#lib/alarm/replay/agentSteps.ts';
import { forecastSteps, serviceLevelSteps } from '#lib/alarm/replay/countedSteps.ts';
import type { PastVisit, UnknownSpan } from '#lib/alarm/replay/pastVisit.ts';
import { type JudgedStep, joinedSteps, raisedIn } from '#lib/alarm/replay/replayHold.ts';
import { longestWaitSteps, waitingSteps } from '#lib/alarm/replay/waitingSteps.ts';
import { countOffered, firstOffered, pastAgents, pastVisits } from '#lib/database/alarmPast.ts';
import type { Database } from '#lib/database/database.ts';
import { forecastDays } from '#lib/database/forecasts.ts';
import { gapsWithin, type ObservationGap } from '#lib/database/observationGaps.ts';
import { emptyFloor } from '#lib/feed/applyPatch.ts';
import type { CentreNow, Floor } from '#lib/feed/feedEvents.ts';
import { dayStart, placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { centreDay } from '#lib/interval/centreDay.ts';
import type { CentreSettings, ExchangeSettings } from '#lib/settings.ts';

/** What a rule would have done in the last days. */
export interface Replay {
  /** How often it would have rung. */
  times: number;
  /** The last of them, epoch ms. */
  latest: number[];
  /** Epoch ms: of which time this is known. */
  from: number;
  to: number;
  days: number;
  /** Looked at once a quarter of an hour, once a minute, or to the instant. */
  precision: 'quarter' | 'minute' | 'instant';
}
/** Why nothing can be said. */
export type NoReplay = 'no_history' | 'no_states' | 'no_forecast' | 'no_target';

/** More contacts than this are not walked through: fewer days are, then. */
const mostContacts = 150_000;
const wantedDays = 7;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Installation {
  centres: readonly CentreSettings[];
  exchanges: readonly ExchangeSettings[];
}

/** The rule, tried on the last seven days as they are on record: the calls, agents' states, forecasts and gaps. */
export async function replayRule(
  db: Database,
  rule: AlarmRule,
  installation: Installation,
  now: number,
): Promise<Replay | NoReplay> {
  const floor = await knownFloor(db, installation, now);
  const targets = alarmTargets(rule, floor);
  if (targets.length === 0) return 'no_target';
  if (rule.condition.kind === 'source_stale') return staleSources(db, rule, targets, now);

  const queues = [...new Map(targets.flatMap((target) => target.queues.map((queue) => [queue.id, queue]))).values()];
  const first = await firstOffered(db, queues);
  if (first === null) return 'no_history';
  const zone = zoneOf(installation.centres[0]?.zone ?? 'UTC');
  const startOf = (days: number) => dayStart(plusDays(placeOf(now, zone).date, -days), zone);
  let days = wantedDays;
  const contacts = await countOffered(db, queues, startOf(days), now);
  if (contacts > mostContacts) days = Math.max(1, Math.floor((days * mostContacts) / contacts));
  const span = { from: Math.max(startOf(days), first), to: now };
  const past = new Past(db, floor, span, await pastVisits(db, queues, span.from - hourMs, now));
  await past.readGaps([...new Set(queues.map(({ exchange }) => exchange))]);

  const raised: number[] = [];
  for (const target of targets) {
    // The walls are served by this process too.
    await breathe();
    const steps = await past.steps(rule, target);
    if (typeof steps === 'string') return steps;
    const times = { raiseAfterMs: rule.raiseAfterSeconds * 1000, clearAfterMs: rule.clearAfterSeconds * 1000 };
    raised.push(...raisedIn(joinedSteps(steps), times, now));
  }
  const { kind } = rule.condition;
  const precision = kind === 'service_level' ? 'minute' : kind === 'forecast_exceeded' ? 'quarter' : 'instant';
  const from = Math.max(span.from, past.knownFrom);
  return told(
    raised.filter((at) => at >= from),
    { from, to: now },
    precision,
  );
}

function told(raised: number[], { from, to }: { from: number; to: number }, precision: Replay['precision']): Replay {
  raised.sort((a, b) => a - b);
  return { times: raised.length, latest: raised.slice(-5), from, to, days: (to - from) / dayMs, precision };
}

/** What happened to queues, as far as it is on record. */
class Past {
  readonly #db: Database;
  readonly #floor: Floor;
  readonly #span: { from: number; to: number };
  readonly #visits: ReadonlyMap<string, PastVisit[]>;
  #gaps: ObservationGap[] = [];
  /** Epoch ms since which all that the rule asks for is on record. */
  knownFrom = Number.NEGATIVE_INFINITY;

  constructor(db: Database, floor: Floor, span: { from: number; to: number }, visits: readonly PastVisit[]) {
    this.#db = db;
    this.#floor = floor;
    this.#span = span;
    this.#visits = Map.groupBy(visits, ({ queue }) => queue);
  }

  async readGaps(exchanges: readonly string[]): Promise<void> {
    this.#gaps = await gapsWithin(this.#db, exchanges, this.#span.from, this.#span.to, { filledToo: true });
  }

  async steps(rule: AlarmRule, target: AlarmTarget): Promise<JudgedStep[] | NoReplay> {
    const { condition } = rule;
    const { from, to } = this.#span;
    const visits = target.queues
      .flatMap(({ id }) => this.#visits.get(id) ?? [])
      .sort((a, b) => a.offeredAt - b.offeredAt);
    const unknown = this.#unknown(target);
    switch (condition.kind) {
      case 'waiting':
        return waitingSteps(condition, visits, unknown, from);
      case 'longest_wait':
        return longestWaitSteps(condition, visits, unknown, from);
      case 'service_level':
        return serviceLevelSteps(condition, this.#counted(target, visits, unknown), from, to);
      case 'forecast_exceeded': {
        const forecast = await this.#forecast(target);
        if (forecast === null) return 'no_forecast';
        const past = this.#counted(target, visits, unknown);
        return forecastSteps(condition, past, forecast, target.queues, from, to);
      }
      case 'no_agents': {
        const { states, memberships, since } = await pastAgents(this.#db, target.queues, from, to);
        if (since === null) return 'no_states';
        this.knownFrom = Math.max(this.knownFrom, since);
        const forecast = condition.when === 'opening_hours' ? await this.#forecast(target) : new ForecastToday([]);
        if (forecast === null) return 'no_forecast';
        const { queues } = target;
        return agentSteps(condition, { states, memberships, visits, unknown, queues, forecast }, from, to);
      }
      case 'source_stale':
        return [];
    }
  }

  #counted(target: AlarmTarget, visits: readonly PastVisit[], unknown: readonly UnknownSpan[]) {
    const centres = target.centres.flatMap((id) => this.#floor.centres[id] ?? []);
    const zone = centres[0]?.zone ?? 'UTC';
    const thresholds = new Map(target.queues.map(({ id, thresholdSeconds }) => [id, thresholdSeconds]));
    let day = { dayStart: 0, nextDayStart: 0 };
    const dayStartOf = (at: number) => {
      if (at < day.dayStart || at >= day.nextDayStart) day = centreDay(at, zone);
      return day.dayStart;
    };
    return { visits, thresholds, centres, unknown, dayStartOf };
  }

  /** null: none of its queues was forecast in these days. */
  async #forecast(target: AlarmTarget): Promise<ForecastToday | null> {
    const zone = zoneOf(this.#floor.centres[target.centres[0] ?? '']?.zone ?? 'UTC');
    const [first, last] = [placeOf(this.#span.from, zone).date, placeOf(this.#span.to, zone).date];
    const days = await forecastDays(this.#db, target.queues, first, last);
    return days.length === 0 ? null : new ForecastToday(days);
  }

  #unknown(target: AlarmTarget): UnknownSpan[] {
    const exchanges = new Set(target.queues.map(({ exchange }) => exchange));
    return this.#gaps
      .filter(({ exchange }) => exchanges.has(exchange))
      .map(({ startedAt, endedAt }) => ({ from: startedAt, to: endedAt ?? this.#span.to }));
  }
}

/** Silences of the exchange; those in which we ourselves were away told nobody, so that they do not count. */
async function staleSources(
  db: Database,
  rule: AlarmRule,
  targets: readonly AlarmTarget[],
  now: number,
): Promise<Replay> {
  const from = now - wantedDays * dayMs;
  const exchanges = targets.flatMap(({ source }) => source ?? []);
  const gaps = await gapsWithin(db, exchanges, from, now, { filledToo: true });
  const raised = gaps
    .filter(({ reason }) => reason !== 'worker_gone')
    .filter(({ startedAt, endedAt }) => (endedAt ?? now) - startedAt >= rule.raiseAfterSeconds * 1000)
    .map(({ startedAt }) => startedAt + rule.raiseAfterSeconds * 1000)
    .filter((at) => at >= from);
  return told(raised, { from, to: now }, 'instant');
}

/** The centres, queues and exchanges that there are, without what happens at them now. */
async function knownFloor(db: Database, { centres, exchanges }: Installation, now: number): Promise<Floor> {
  const floor = emptyFloor();
  for (const { id, label, zone, serviceLevelFormula: formula } of centres)
    floor.centres[id] = { id, label, zone, formula, ...centreDay(now, zone) } satisfies CentreNow;
  for (const { id, label, centre, demo } of exchanges) {
    const nothing = { since: now, lastHeardAt: null, cause: null, detail: null };
    floor.sources[id] = { id, label, centre, demo, state: 'live', ...nothing };
  }
  for (const row of await db.selectFrom('queue_of_centre').selectAll().execute()) {
    const id = `${row.exchange}:${row.queue}`;
    const { exchange, queue, centre, label, threshold_seconds: thresholdSeconds } = row;
    floor.queues[id] = {
      ...{ id, exchange, queue, centre, label, thresholdSeconds },
      waiting: 0,
      longestWaitingSince: null,
    };
  }
  return floor;
}
