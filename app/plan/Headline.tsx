'use client';

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { PlanTotals } from '#lib/plan/planFigures.ts';
import controls from '../frame/controls.module.css';
import { HintedLabel } from '../hint/HintedLabel.tsx';
import { useFormats } from '../i18n/useFormats.ts';
import { signedText } from './figureText.ts';
import styles from './Headline.module.css';
import type { FigureKind } from './planColumns.ts';
import type { Tonight } from './planWeek.ts';

interface Props {
  totals: PlanTotals;
  /** The same before any slider was moved; null: none was. */
  base: PlanTotals | null;
  /** Agents and service levels are approximations that exact ones are about to replace. */
  approximate: boolean;
  tonight: Tonight | null;
  /** IANA zone of the centre. */
  zone: string;
}

type Name =
  | 'tonight'
  | 'offered'
  | 'aht'
  | 'requiredPeak'
  | 'requiredHours'
  | 'scheduledHours'
  | 'rosteredHours'
  | 'serviceLevel';

/** The week's, or the day's, figures at a glance, and by how much the sliders have moved them. */
export const Headline = memo(function Headline({ totals, base, approximate, tonight, zone }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const hours = (value: number | null) =>
    value === null ? '–' : t('figures.hours', { hours: formats.decimal(value) });
  const band = ({ p10, p90 }: { p10: number | null; p90: number | null }) =>
    p10 === null || p90 === null ? '' : t('figures.band', { low: formats.count(p10), high: formats.count(p90) });
  const moved = (of: (totals: PlanTotals) => number | null, kind: FigureKind) => {
    const [now, before] = [of(totals), base && of(base)];
    if (now === null || before === null || before === undefined) return '';
    const text = signedText(formats, now - before, kind);
    return /^[+−]/.test(text) ? text : '';
  };
  const roster = () => {
    if (totals.rosteredHours === null) return [t('figures.noRoster')];
    const told = (value: number | null, shape: string, name: 'short' | 'over') =>
      (value ?? 0) >= 0.05 ? [`${shape} ${t(`figures.${name}`, { hours: formats.decimal(value) })}`] : [];
    const parts = [...told(totals.shortHours, '▼', 'short'), ...told(totals.overHours, '▲', 'over')];
    return parts.length > 0 ? parts : [`● ${t('figures.fits')}`];
  };
  const about = (text: string, value: number | null) => (approximate && value !== null ? `≈ ${text}` : text);
  const figures: { name: Name; value: string; notes: string[]; change?: string }[] = [
    ...(tonight
      ? [
          {
            name: 'tonight' as const,
            value: formats.count(tonight.mean),
            notes: [
              band(tonight),
              t('figures.seenSoFar', {
                seen: formats.count(tonight.seen),
                expected: formats.count(tonight.expected),
              }),
              ...(tonight.stale ? [t('figures.stale', { time: formats.time(tonight.madeAt, zone) })] : []),
            ],
          },
        ]
      : []),
    {
      name: 'offered',
      value: formats.count(totals.offered),
      notes: [band(totals)],
      change: moved((one) => one.offered, 'count'),
    },
    { name: 'aht', value: formats.span(totals.ahtSeconds), notes: [] },
    {
      name: 'requiredPeak',
      value:
        totals.requiredPeak === null
          ? '–'
          : about(t('figures.peakAgents', { count: totals.requiredPeak }), totals.requiredPeak),
      notes: [],
      change: moved((one) => one.requiredPeak, 'count'),
    },
    {
      name: 'requiredHours',
      value: about(hours(totals.requiredHours), totals.requiredHours),
      notes: [],
      change: moved((one) => one.requiredHours, 'decimal'),
    },
    {
      name: 'scheduledHours',
      value: about(hours(totals.scheduledHours), totals.scheduledHours),
      notes: [],
      change: moved((one) => one.scheduledHours, 'decimal'),
    },
    { name: 'rosteredHours', value: hours(totals.rosteredHours), notes: roster() },
    { name: 'serviceLevel', value: about(formats.percent(totals.serviceLevel), totals.serviceLevel), notes: [] },
  ];
  return (
    <dl className={`${controls.figures} ${styles.figures}`} data-count={figures.length}>
      {figures.map(({ name, value, notes, change }) => (
        <div key={name} className={controls.panel} data-figure={name}>
          <dt className={controls.figureLabel}>
            <HintedLabel
              label={t(`figures.${name}`)}
              explain={t('explain', { what: t(`figures.${name}`) })}
              text={t(`hints.${name}`)}
            />
          </dt>
          <dd className={styles.value} data-testid={`total-${name}`}>
            {value}
            {change ? (
              <span className={styles.change} title={t('inputs')}>
                {change}
              </span>
            ) : null}
          </dd>
          <dd className={styles.note}>
            {notes.map((note) => (
              <span key={note}>{note}</span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
});
