import type { StaffingModel, StaffingRules } from './staffingRules.ts';
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
  /** erlang-a or erlang-c; default erlang-a with `patience`, else erlang-c. */
  model?: string | undefined;
  /** 120: callers wait two minutes on average before they hang up. */
  patience?: string | undefined;
  /** 30: a mean wait of at most 30 seconds. */
  maxAsa?: string | undefined;
  /** 0.03: at most 3 % hang up. */
  maxAbandonment?: string | undefined;
  /** 0.4: 40 % of those who hang up call again. */
  redial?: string | undefined;
  /** false: each interval by itself, nothing carried over. */
  carryOver?: boolean | undefined;
}

export interface StaffRules extends StaffingRules {
  intervalMinutes: number;
  /** null: none given. */
  ahtSeconds: number | null;
  model: StaffingModel;
  /** null: not given. */
  patienceSeconds: number | null;
  maxAsaSeconds: number | null;
  maxAbandonment: number | null;
  redialProbability: number;
  carryOver: boolean;
}

/** The options read and checked; a wrong one gives one sentence that names it. */
export function staffRules(options: StaffOptions): StaffRules {
  const given = (option: string, text: string | undefined, fits: (value: number) => boolean, wanted: string) =>
    text === undefined ? null : number(option, text, fits, wanted);
  const patienceSeconds = given('--patience', options.patience, (v) => v > 0, 'seconds above 0, such as 120');
  return {
    model: modelOf(options.model, patienceSeconds),
    patienceSeconds,
    intervalMinutes: minutesOf(options.interval ?? '30m'),
    ahtSeconds: given('--aht', options.aht, (v) => v > 0, 'seconds above 0, such as 180'),
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
    maxAsaSeconds: given('--max-asa', options.maxAsa, (v) => v > 0, 'seconds above 0, such as 30'),
    maxAbandonment: given(
      '--max-abandonment',
      options.maxAbandonment,
      (v) => v > 0 && v < 1,
      'a share above 0 and below 1, such as 0.03 for 3 %',
    ),
    redialProbability:
      given(
        '--redial',
        options.redial,
        (v) => v >= 0 && v < 1,
        'a share of 0 or more and below 1, such as 0.4 for 40 %',
      ) ?? 0,
    carryOver: options.carryOver ?? true,
  };
}

function modelOf(text: string | undefined, patienceSeconds: number | null): StaffingModel {
  const model = text ?? (patienceSeconds === null ? 'erlang-c' : 'erlang-a');
  if (model !== 'erlang-a' && model !== 'erlang-c')
    throw new StaffMistake('usage', `--model must be erlang-a or erlang-c, not ${model}.`);
  if (model === 'erlang-a' && patienceSeconds === null)
    throw new StaffMistake(
      'usage',
      '--model erlang-a needs --patience with the seconds that callers wait on average, such as 120.',
    );
  return model;
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
