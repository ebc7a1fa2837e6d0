import type { StaffingRules } from './staffIntervals.ts';
import { StaffMistake } from './staffMistake.ts';

/** The options of `santral staff`, as written on the command line. */
export interface StaffOptions {
  /** 15m, 30m, 1h … */
  interval?: string | undefined;
  /** Handling time in seconds, for rows that have none of their own. */
  aht?: string | undefined;
  /** 80/20: 80 % within 20 seconds. */
  target?: string | undefined;
  /** 0.3: 30 % of rostered time is not spent taking calls. */
  shrinkage?: string | undefined;
  /** 0.85: agents are busy at most 85 % of their time. */
  maxOccupancy?: string | undefined;
  model?: string | undefined;
}

export interface StaffRules extends StaffingRules {
  intervalMinutes: number;
  /** null: none given. */
  ahtSeconds: number | null;
  model: 'erlang-c';
}

/** The options read and checked; a wrong one gives one sentence that names it. */
export function staffRules(options: StaffOptions): StaffRules {
  const model = options.model ?? 'erlang-c';
  if (model !== 'erlang-c') throw new StaffMistake('usage', `--model must be erlang-c, not ${model}.`);
  return {
    model,
    intervalMinutes: minutesOf(options.interval ?? '30m'),
    ahtSeconds:
      options.aht === undefined ? null : number('--aht', options.aht, (v) => v > 0, 'seconds above 0, such as 180'),
    target: targetOf(options.target ?? '80/20'),
    shrinkage: number(
      '--shrinkage',
      options.shrinkage ?? '0',
      (v) => v >= 0 && v < 1,
      'a share of 0 or more and below 1, such as 0.3 for 30 %',
    ),
    maxOccupancy: number(
      '--max-occupancy',
      options.maxOccupancy ?? '1',
      (v) => v > 0 && v <= 1,
      'a share above 0 and at most 1, such as 0.85 for 85 %',
    ),
  };
}

function minutesOf(text: string): number {
  const [, amount, unit = 'm'] = /^(\d+)\s*(m|min|h)?$/i.exec(text.trim()) ?? [];
  const minutes = Number(amount) * (unit.toLowerCase() === 'h' ? 60 : 1);
  if (!(minutes >= 1 && minutes <= 1440 && 1440 % minutes === 0))
    throw new StaffMistake(
      'usage',
      `--interval must be minutes or hours that divide a day, such as 15m, 30m or 1h, not ${text}.`,
    );
  return minutes;
}

function targetOf(text: string): StaffRules['target'] {
  const [, percent, seconds] = /^(\d+(?:\.\d+)?)\s*%?\s*\/\s*(\d+(?:\.\d+)?)\s*s?$/i.exec(text.trim()) ?? [];
  const ratio = Number(percent) / 100;
  if (!(ratio > 0 && ratio < 1))
    throw new StaffMistake(
      'usage',
      `--target must be percent/seconds, above 0 and below 100 percent, such as 80/20, not ${text}.`,
    );
  return { ratio, thresholdSeconds: Number(seconds) };
}

function number(option: string, text: string, fits: (value: number) => boolean, wanted: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || !fits(value))
    throw new StaffMistake('usage', `${option} must be ${wanted}, not ${text}.`);
  return value;
}
