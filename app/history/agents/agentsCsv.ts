import type { AgentFigures } from '#lib/history/agentFigures.ts';
import { type CsvCell, csvText, rounded } from '../../csv/csvText.ts';
import { wallText } from '../../csv/wallOffset.ts';
import { formatsOf } from '../../i18n/formats.ts';
import type { Locale } from '../../i18n/locale.ts';
import type { translations } from '../../i18n/translations.ts';
import { pauseCount, secondsOf, timeColumns } from './agentColumns.ts';

type Texts = Awaited<ReturnType<typeof translations<'agents'>>>;

export interface AgentsCsv {
  /** Of the whole range, or of its days. */
  steps: readonly { start: number; end: number; agents: readonly AgentFigures[] }[];
  total: AgentFigures;
  gaps: readonly { from: number; to: number | null }[];
  /** Each day of an agent on a line of its own. */
  byDay: boolean;
  zone: string;
}

/** The agents' figures as a spreadsheet opens them, by the Turkish alphabet, the total in the last line; seconds are whole. */
export function agentsCsv({ steps, total, gaps, byDay, zone }: AgentsCsv, t: Texts, locale: Locale): string {
  const reasons = total.pauses.map(({ reason }) => reason);
  const seconds = (what: 'signedIn' | 'averageTalk' | 'averageHold' | (typeof timeColumns)[number]) =>
    t('csv.seconds', { what: t(`figures.${what}`) });
  const head: CsvCell[] = [
    ...(byDay ? [t('csv.day')] : []),
    t('figures.agent'),
    t('csv.id'),
    t('csv.former'),
    t('figures.answered'),
    seconds('averageTalk'),
    seconds('averageHold'),
    seconds('signedIn'),
    ...timeColumns.map(seconds),
    t('csv.occupancyPercent'),
    t('csv.pauseCount'),
    ...reasons.flatMap((reason) => {
      const named = reason ?? t('pauses.noReason');
      return [t('csv.reasonCount', { reason: named }), t('csv.reasonSeconds', { reason: named })];
    }),
    t('csv.gap'),
  ];
  const cells = (day: string | null, name: string, of: AgentFigures, gap: boolean): CsvCell[] => [
    ...(byDay ? [day] : []),
    name,
    of.agent,
    of.formerNames.join(', '),
    of.answered,
    rounded(of.averageTalkSeconds, 1),
    rounded(of.averageHoldSeconds, 1),
    rounded(of.signedInSeconds, 0),
    ...timeColumns.map((column) => rounded(secondsOf(of, column), 0)),
    of.occupancy === null ? null : rounded(of.occupancy * 100, 2),
    pauseCount(of),
    ...reasons.flatMap((reason): CsvCell[] => {
      if (of.time === null) return [null, null];
      const pause = of.pauses.find((one) => one.reason === reason);
      return [pause?.count ?? 0, rounded(pause?.seconds ?? 0, 0)];
    }),
    gap ? t('csv.yes') : '',
  ];
  const { compare } = formatsOf(locale);
  const within = (start: number, end: number) =>
    gaps.some((gap) => gap.from < end && (gap.to ?? Number.POSITIVE_INFINITY) > start);
  const lines = steps.flatMap(({ start, end, agents }) =>
    agents
      .toSorted((a, b) => compare(a.name, b.name))
      .map((of) => cells(wallText(start, zone).slice(0, 10), of.name, of, within(start, end))),
  );
  const last = cells(null, t('table.total'), total, gaps.length > 0);
  return csvText([head, ...lines, last], locale);
}
