import type { HistoryChanges } from '#lib/database/historyChanges.ts';

/** `first`: this process has forecast nothing yet. `new_day`: a centre's day has begun. `new_history`: the past is not what it was. */
export type PlanningReason = 'first' | 'new_day' | 'new_history';

export interface PlanningMoment {
  /** Epoch ms. */
  now: number;
  /** The date of each centre; a new one is planned for when it has gone on for some minutes. */
  days: readonly { centre: string; date: string; minuteOfDay: number }[];
  history: HistoryChanges;
}

/** The last calls of the day before are in the rollups by then. */
const dayAgeMinutes = 3;
/** So long nothing must come in, so that an import of many files is planned for once. */
const quietMs = 20_000;
/** A first forecast of a part of the history is better than none. */
const patienceMs = 3 * 60_000;
const hourMs = 3_600_000;

/**
 * When it is time to plan: at the start, after each day's begin in each centre's zone, and after imports, but then at most
 * hourly unless a twentieth of what was imported is new.
 */
export class PlanningTimes {
  #planned: {
    at: number;
    days: ReadonlyMap<string, string>;
    imported: number;
    whole: boolean;
    /** There was nothing to forecast from. */
    nothing: boolean;
  } | null = null;
  #quietSince: number | null = null;
  #dueSince: number | null = null;
  /** When the past was last seen being counted anew, of which no round has been made since. */
  #countedAt: number | null = null;

  /** Why a round is due now; null: none is. */
  due(moment: PlanningMoment): PlanningReason | null {
    const { now, history } = moment;
    const quiet = !history.importing && history.behind === 0;
    if (!quiet) {
      this.#quietSince = null;
      this.#countedAt = now;
    } else this.#quietSince ??= now;
    const reason = this.#reason(moment);
    if (reason === null) {
      this.#dueSince = null;
      return null;
    }
    this.#dueSince ??= now;
    const settled = quiet && (this.#countedAt === null || now - (this.#quietSince ?? now) >= quietMs);
    // What is already planned can wait until the history holds still; where nothing is, a part of it must do.
    const impatient = reason !== 'new_history' && now - this.#dueSince >= patienceMs;
    return settled || impatient ? reason : null;
  }

  /** A round was made of what there was at that moment; `forecast`: of how many queues something came of it. */
  planned({ now, days, history }: PlanningMoment, forecast: number): void {
    const whole = !history.importing && history.behind === 0;
    this.#planned = {
      at: now,
      days: new Map(days.map(({ centre, date }) => [centre, date])),
      imported: history.imported,
      whole,
      nothing: forecast === 0,
    };
    this.#dueSince = null;
    if (whole && this.#countedAt !== null && this.#countedAt <= now) this.#countedAt = null;
  }

  #reason({ now, days, history }: PlanningMoment): PlanningReason | null {
    const planned = this.#planned;
    if (planned === null) return 'first';
    const begun = days.some(
      ({ centre, date, minuteOfDay }) => planned.days.get(centre) !== date && minuteOfDay >= dayAgeMinutes,
    );
    if (begun) return 'new_day';
    const grown = history.imported - planned.imported;
    if (planned.nothing) return grown > 0 || this.#countedAt !== null ? 'first' : null;
    if (!planned.whole || grown > planned.imported / 20) return 'new_history';
    return (grown > 0 || this.#countedAt !== null) && now - planned.at >= hourMs ? 'new_history' : null;
  }
}
