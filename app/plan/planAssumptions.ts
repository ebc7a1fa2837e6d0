import { wallText } from '../csv/wallOffset.ts';
import { type Formats, unknownMark } from '../i18n/formats.ts';
import { signedText } from './figureText.ts';
import type { PlanTexts } from './planTable.ts';
import type { PlanWorkbook } from './planWorkbook.ts';
import { scaledTo } from './shrinkageCauses.ts';
import { estimatedPatience } from './weekMeans.ts';

/** What the plan was worked out with, in words; without it its numbers mean nothing. */
export function planAssumptions(
  { week, inputs, scope, weekName }: Omit<PlanWorkbook, 'plan'>,
  t: PlanTexts,
  formats: Formats,
): [string, string][] {
  const { target, deflected } = inputs;
  const patience = inputs.patienceSeconds ?? estimatedPatience(week);
  const queue = week.queues.find(({ id }) => id === deflected.queue)?.label ?? t('deflect.all');
  const { madeAt } = week.basis;
  const changed = (factor: number) =>
    factor === 1 ? t('demand.asForecast') : signedText(formats, factor - 1, 'wholePercent');
  return [
    [t('csv.centre'), scope],
    [t('csv.week'), weekName],
    [t('csv.madeAt'), madeAt === null ? unknownMark : wallText(madeAt, week.zone)],
    [t('target.label'), formats.percent(target.ratio, 0)],
    [t('threshold.label'), formats.span(target.thresholdSeconds)],
    [t('model.label'), t(`model.${inputs.model}`)],
    [
      t('patience.label'),
      inputs.model === 'erlang-c'
        ? t('patience.notUsed')
        : patience === null
          ? t('patience.endless')
          : inputs.patienceSeconds === null
            ? t('patience.estimated', { span: formats.span(patience) })
            : formats.span(patience),
    ],
    [t('demand.label'), changed(inputs.demandFactor)],
    [t('aht.label'), changed(inputs.ahtFactor)],
    [t('deflect.label'), `${formats.percent(deflected.share, 0)}${deflected.share > 0 ? ` (${queue})` : ''}`],
    [t('shrinkage.label'), formats.percent(inputs.shrinkage)],
    ...(inputs.causes ?? scaledTo(inputs.shrinkage, week.shrinkage.causes)).map(
      ({ cause, share, of }): [string, string] => [
        `   ${t(`cause.${cause}`)}`,
        `${formats.percent(share)} · ${t(of === 'rostered' ? 'shrinkage.ofRostered' : 'shrinkage.ofSignedIn')}`,
      ],
    ),
    [t('occupancy.label'), formats.percent(inputs.maxOccupancy, 0)],
    [t('step.label'), t('step.minutes', { minutes: inputs.stepMinutes })],
    ...(week.queues.length > 1 ? [[t('teams.label'), t(`teams.${inputs.teams}`)] as [string, string]] : []),
  ];
}
