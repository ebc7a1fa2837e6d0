import { z } from 'zod';
import { nearestWord } from './settingsMistake.ts';
import type { CauseShare } from './staffing/shrinkage.ts';
import { type PauseMeaning, pauseMeanings } from './staffing/shrinkageCause.ts';

/** What keeps rostered agents from contacts, as people write it into santral.yaml. */

/** Settable causes; those of rostered hours happen outside signed-in time, where no history sees them. */
const causes = {
  leave: 'rostered',
  sickness: 'rostered',
  break: 'signed_in',
  training: 'signed_in',
  meeting: 'signed_in',
  other_work: 'signed_in',
  other: 'signed_in',
} as const satisfies Partial<Record<CauseShare['cause'], CauseShare['of']>>;

const shareMeant = 'give a share such as 0.12 for 12 %, below 1';
const share = z
  .string({ error: ({ input }) => `${saidAs(input)}; ${shareMeant}` })
  .refine((text) => /^\d*[.,]?\d+$/.test(text) && shareOf(text) < 1, {
    error: ({ input }) => `is "${input}"; ${shareMeant}`,
    abort: true,
  })
  .transform(shareOf)
  .optional();

export const shrinkageBlock = z.strictObject(
  { leave: share, sickness: share, break: share, training: share, meeting: share, other_work: share, other: share },
  {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? undefined
        : `${saidAs(issue.input)}; write shares below it, each as "leave: 0.12"`,
  },
);

/** `{ leave: 0.12 }` as shares of what they are shares of. */
export const shrinkage = shrinkageBlock
  .refine((block) => leavesSomebody(block), {
    error:
      'leaves nobody to take contacts; the shares of leave and sickness, and those of the others, must each add up to less than 1',
  })
  .transform((block) => sharesOf(block));

/** `{ Çay molası: break }`. */
export const pauseReasons = z.record(
  z.string(),
  z.string({ error: ({ input }) => `${saidAs(input)}; ${meaningMeant()}` }).transform((text, context): PauseMeaning => {
    const meaning = pauseMeanings.find((one) => one === text);
    if (meaning !== undefined) return meaning;
    const near = nearestWord(text, pauseMeanings);
    context.addIssue({
      code: 'custom',
      message: `is "${text}"; ${near ? `did you mean ${near}?` : meaningMeant()}`,
    });
    return z.NEVER;
  }),
  { error: ({ input }) => `${saidAs(input)}; write reasons below it, each as "Çay molası: break"` },
);

function sharesOf(block: z.output<typeof shrinkageBlock>): CauseShare[] {
  return (Object.keys(causes) as (keyof typeof causes)[]).flatMap((cause) => {
    const value = block[cause];
    return value === undefined ? [] : [{ cause, share: value, of: causes[cause] }];
  });
}

function leavesSomebody(block: z.output<typeof shrinkageBlock>): boolean {
  const sum = (of: CauseShare['of']) =>
    sharesOf(block).reduce((total, one) => total + (one.of === of ? one.share : 0), 0);
  return sum('rostered') < 1 && sum('signed_in') < 1;
}

function shareOf(text: string): number {
  return Number(text.replace(',', '.'));
}

function meaningMeant(): string {
  return `give what it means, one of ${pauseMeanings.join(', ')}`;
}

function saidAs(input: unknown): string {
  if (input === undefined) return 'is missing';
  return typeof input === 'string' ? `is "${input}"` : Array.isArray(input) ? 'is a list' : 'is a block';
}
