import { given, intervalMinutesOf } from '#lib/staffing/optionText.ts';
import { StaffMistake } from '#lib/staffing/staffMistake.ts';
import { zoneOf } from './calendar.ts';
import { dateOf, dayNumber } from './openDays.ts';

/** The options that `santral forecast` and `santral backtest` share, as written on the command line. */
export interface HistoryOptions {
  /** 15m, 30m, 1h …; as far apart as the file's rows if left out. */
  interval?: string | undefined;
  /** IANA zone of the centre, for files whose timestamps carry another. */
  zone?: string | undefined;
  /** TR, DE-BY …: whose public holidays the forecast knows. */
  country?: string | undefined;
}

export interface ForecastOptions extends HistoryOptions {
  /** 14d. */
  horizon?: string | undefined;
  /** Dates on which it will be closed, separated by commas. */
  closed?: string | undefined;
}

export interface BacktestOptions extends HistoryOptions {
  /** 1d,7d,14d. */
  horizons?: string | undefined;
  /** 3d. */
  step?: string | undefined;
}

/** Further than this no forecast is worth its paper. */
const furthest = 366;

function daysOf(option: string, text: string, example: string): number {
  const [, amount, unit = 'd'] = /^(\d+)\s*(d|w)?$/i.exec(text.trim()) ?? [];
  const days = Number(amount) * (unit.toLowerCase() === 'w' ? 7 : 1);
  if (!(days >= 1 && days <= furthest))
    throw new StaffMistake(
      'usage',
      `${option} must be days or weeks, at most ${furthest} days, such as ${example}, not ${given(text)}.`,
    );
  return days;
}

/** What both commands need to read the history. @throws StaffMistake */
export function historyRules({ interval, zone }: HistoryOptions): { minutes: number | null; zone: string | null } {
  if (zone !== undefined) {
    try {
      zoneOf(zone);
    } catch {
      throw new StaffMistake('usage', `--zone must be an IANA time zone such as Europe/Istanbul, not ${given(zone)}.`);
    }
  }
  return { minutes: interval === undefined ? null : intervalMinutesOf(interval), zone: zone ?? null };
}

/** @throws StaffMistake */
export function forecastRules(options: ForecastOptions): { days: number; closed: string[] } {
  const closed = (options.closed ?? '')
    .split(',')
    .map((date) => date.trim())
    .filter(Boolean);
  for (const date of closed)
    if (!isDate(date))
      throw new StaffMistake('usage', `--closed must be dates such as 2026-04-23, separated by commas, not ${date}.`);
  return { days: daysOf('--horizon', options.horizon ?? '14d', '14d or 2w'), closed };
}

/** Horizons by the names that they were given. @throws StaffMistake */
export function backtestRules(options: BacktestOptions): {
  horizons: Record<string, number>;
  step: number | undefined;
} {
  const names = (options.horizons ?? '1d,7d,14d').split(',').map((name) => name.trim());
  return {
    horizons: Object.fromEntries(names.map((name) => [name, daysOf('--horizons', name, '1d,7d,14d')])),
    step: options.step === undefined ? undefined : daysOf('--step', options.step, '3d'),
  };
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(dayNumber(text)) && dateOf(dayNumber(text)) === text;
}
