import type { HistoryRow } from '#lib/history/historyRow.ts';
import controls from '../frame/controls.module.css';
import { HintedLabel } from '../hint/HintedLabel.tsx';
import { formatsOf } from '../i18n/formats.ts';
import { requestLocale } from '../i18n/requestLocale.ts';
import { translations } from '../i18n/translations.ts';
import styles from './HistoryFigures.module.css';
import { otherCount, otherEnds } from './otherEnds.ts';

interface Props {
  total: HistoryRow;
  /** The service level's formula in words. */
  formula: string;
  target: string;
  belowTarget: boolean;
}

/** The range at a glance: totals, weighted from the parts. */
export async function HistoryFigures({ total, formula, target, belowTarget }: Props) {
  const t = await translations('history');
  const formats = formatsOf(await requestLocale());
  const share = (count: number) =>
    total.offered > 0 ? t('figures.ofOffered', { percent: formats.percent(count / total.offered) }) : '';
  const part = (end: (typeof otherEnds)[number] | 'waiting', count: number) =>
    t('ends.count', { count: formats.count(count), end: t(`ends.${end}`) });
  const figures = [
    {
      name: 'offered',
      value: formats.count(total.offered),
      hint: t('hints.offered'),
      below: total.inProgress > 0 ? part('waiting', total.inProgress) : '',
    },
    { name: 'answered', value: formats.count(total.answered), hint: t('hints.answered'), below: share(total.answered) },
    {
      name: 'abandoned',
      value: formats.count(total.abandoned),
      hint: t('hints.abandoned'),
      below: share(total.abandoned),
    },
    {
      name: 'other',
      value: formats.count(otherCount(total)),
      hint: t('hints.other'),
      below: otherEnds
        .filter((end) => total[end] > 0)
        .map((end) => (
          <span key={end} className={styles.part}>
            {part(end, total[end])}
          </span>
        )),
    },
    {
      name: 'serviceLevel',
      value: formats.percent(total.serviceLevel),
      hint: formula,
      below: t('chart.target', { target }),
      bad: belowTarget,
    },
    { name: 'asa', value: formats.span(total.asaSeconds), hint: t('hints.asa') },
    { name: 'aht', value: formats.span(total.ahtSeconds), hint: t('hints.aht') },
  ] as const;
  return (
    <dl className={`${controls.figures} ${styles.figures}`}>
      {figures.map((figure) => (
        <div key={figure.name} className={controls.panel}>
          <dt className={styles.label}>
            <HintedLabel
              label={t(`figures.${figure.name}`)}
              explain={t('explain', { what: t(`figures.${figure.name}`) })}
              text={figure.hint}
            />
          </dt>
          <dd>
            <span className={styles.value} data-testid={`total-${figure.name}`}>
              {figure.value}
            </span>
            {'below' in figure && figure.below ? (
              <span className={'bad' in figure && figure.bad ? styles.bad : styles.below}>
                {'bad' in figure && figure.bad ? '▼ ' : ''}
                {figure.below}
              </span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
