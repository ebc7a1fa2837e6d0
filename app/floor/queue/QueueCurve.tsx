'use client';

import { useTranslations } from 'use-intl';
import { scaleTop } from '../../chart/scale.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import { halfHours } from './halfHours.ts';
import styles from './QueueCurve.module.css';
import type { QueueDayCurve } from './queueDay.ts';

/** The drawing's own measures; it is stretched to its place. */
const [width, height, left, bottom] = [640, 150, 34, 18];
/** A handful of calls does not fill the scale. */
const leastTop = 8;
const parts = ['offered', 'answered', 'abandoned'] as const;

/** A queue's day in half hours: what came and what became of it, over what the morning's forecast expected. */
export function QueueCurve({ curve, stale }: { curve: QueueDayCurve; stale: boolean }) {
  const t = useTranslations('floor');
  const formats = useFormats();
  const { day, zone, asOf } = curve;
  const bars = halfHours(curve);
  const sum = (of: (typeof parts)[number]) => bars.reduce((total, { counted }) => total + (counted?.[of] ?? 0), 0);
  const highest = bars.map(({ counted, expected }) => Math.max(counted?.offered ?? 0, expected ?? 0));
  const top = scaleTop(Math.max(leastTop, ...highest));
  const barPx = (width - left) / bars.length;
  const x = (index: number) => left + index * barPx;
  const y = (value: number) => (height - bottom) * (1 - value / top) + 4;
  const line = bars
    .map(({ expected }, index) => (expected === null ? null : `${x(index) + barPx / 2},${y(expected)}`))
    .filter((point) => point !== null)
    .join(' ');
  const every = Math.max(1, Math.round(bars.length / 8));
  const legend = ['answered', 'abandoned', 'otherwise', 'expected'] as const;
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span className={styles.title}>{t('queues.curve')}</span>
        {legend.map((name) => (
          <span key={name} className={styles.key} data-series={name}>
            {t(`queues.legend.${name}`)}
          </span>
        ))}
      </figcaption>
      <svg
        className={styles.curve}
        viewBox={`0 0 ${width} ${height + 4}`}
        role="img"
        aria-label={t('queues.curveText', {
          offered: formats.count(sum('offered')),
          answered: formats.count(sum('answered')),
          abandoned: formats.count(sum('abandoned')),
        })}
        data-testid="queue-curve"
      >
        {[0, top / 2, top].map((mark) => (
          <g key={mark}>
            <line className={styles.grid} x1={left} x2={width} y1={y(mark)} y2={y(mark)} />
            <text className={styles.text} x={left - 5} y={y(mark) + 4} textAnchor="end">
              {formats.count(mark)}
            </text>
          </g>
        ))}
        {bars.map(({ start, counted }, index) => (
          <g key={start}>
            <title>{`${formats.time(start, zone)}: ${parts.map((of) => `${t(`queues.${of}`)} ${formats.count(counted?.[of])}`).join(', ')}`}</title>
            {counted === null ? null : <Bar x={x(index)} y={y} width={barPx} {...counted} />}
            {index % every === 0 ? (
              <text className={styles.text} x={x(index) + barPx / 2} y={height} textAnchor="middle">
                {formats.time(start, zone)}
              </text>
            ) : null}
          </g>
        ))}
        {line === '' ? null : <polyline className={styles.expected} points={line} />}
        <line className={styles.now} x1={nowX(asOf)} x2={nowX(asOf)} y1={4} y2={height - bottom + 4} />
      </svg>
      <p className={controls.note}>
        {stale ? '⚠ ' : ''}
        {sum('offered') === 0 ? t('queues.curveNone') : t('queues.curveAsOf', { time: formats.time(asOf, zone) })}
      </p>
    </figure>
  );

  function nowX(at: number): number {
    return left + ((at - day.from) / (day.to - day.from)) * (width - left);
  }
}

interface BarProps {
  /** The left edge of its place, and how wide that is. */
  x: number;
  width: number;
  /** Where a number of contacts lies. */
  y: (value: number) => number;
  offered: number;
  answered: number;
  abandoned: number;
}

/** What came within a half hour, by what became of it. */
function Bar({ x, width, y, offered, answered, abandoned }: BarProps) {
  const part = (from: number, to: number, series: string) => (
    <rect
      x={x + width * 0.1}
      y={y(to)}
      width={width * 0.8}
      height={Math.max(0, y(from) - y(to))}
      fill={`var(--series-${series})`}
    />
  );
  return (
    <>
      {part(0, answered, 'answered')}
      {part(answered, answered + abandoned, 'abandoned')}
      {part(answered + abandoned, offered, 'offered')}
    </>
  );
}
