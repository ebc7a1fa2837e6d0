import { longestAht } from './demandCsv.ts';
import { given, intervalMinutesOf, numberOption } from './optionText.ts';
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
  const ifGiven = (option: string, text: string | undefined, fits: (value: number) => boolean, wanted: string) =>
    text === undefined ? null : numberOption(option, text, fits, wanted);
  const patienceSeconds = ifGiven('--patience', options.patience, (v) => v >= 1, 'seconds, 1 or more, such as 120');
  return {
    model: modelOf(options.model, patienceSeconds),
    patienceSeconds,
    intervalMinutes: intervalMinutesOf(options.interval ?? '30m'),
    ahtSeconds: ifGiven(
      '--aht',
      options.aht,
      (v) => v > 0 && v <= longestAht,
      'seconds above 0 and at most a day, such as 180',
    ),
    target: targetOf(options.target ?? '80/20'),
    shrinkage: numberOption(
      '--shrinkage',
      options.shrinkage ?? '0',
      (v) => v >= 0 && v < 1,
      'a share of 0 or more and below 1, such as 0.3 for 30 %',
    ),
    maxOccupancy: numberOption(
      '--max-occupancy',
      options.maxOccupancy ?? '1',
      (v) => v > 0 && v <= 1,
      'a share above 0 and at most 1, such as 0.85 for 85 %',
    ),
    maxAsaSeconds: ifGiven('--max-asa', options.maxAsa, (v) => v > 0, 'seconds above 0, such as 30'),
    maxAbandonment: ifGiven(
      '--max-abandonment',
      options.maxAbandonment,
      (v) => v > 0 && v < 1,
      'a share above 0 and below 1, such as 0.03 for 3 %',
    ),
    redialProbability:
      ifGiven(
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
    throw new StaffMistake('usage', `--model must be erlang-a or erlang-c, not ${given(model)}.`);
  if (model === 'erlang-a' && patienceSeconds === null)
    throw new StaffMistake(
      'usage',
      '--model erlang-a needs --patience with the seconds that callers wait on average, such as 120.',
    );
  return model;
}

function targetOf(text: string): StaffRules['target'] {
  const [, percent, seconds] = /^(\d+(?:\.\d+)?)\s*%?\s*\/\s*(\d+(?:\.\d+)?)\s*s?$/i.exec(text.trim()) ?? [];
  const ratio = Number(percent) / 100;
  // 0.8/20 is meant as 80 %, never as less than one in a hundred.
  if (!(ratio >= 0.01 && ratio < 1))
    throw new StaffMistake(
      'usage',
      `--target must be percent/seconds, from 1 to below 100 percent, such as 80/20, not ${given(text)}.`,
    );
  return { ratio, thresholdSeconds: Number(seconds) };
}
