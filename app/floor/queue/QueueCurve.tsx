'use client';

import { useTranslations } from 'use-intl';
import { scaleTop } from '../../chart/scale.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './QueueCurve.module.css';
import type { QueueDayCurve } from './queueDay.ts';

const barMs = 1_800_000;
/** The drawing's own measures; it is stretched to its place. */
const [width, height, left, bottom] = [640, 150, 34, 18];
/** A handful of calls does not fill the scale. */
const leastTop = 8;

/** A queue's day in half hours: what came and what became of it, over what the morning's forecast expected. */
export function QueueCurve({ curve, stale }: { curve: QueueDayCurve; stale: boolean }) {
  const t = useTranslations('floor');
  const formats = useFormats();
  const { day, zone, asOf } = curve;
  const bars = halfHours(curve);
  const sum = (of: 'offered' | 'answered' | 'abandoned') => bars.reduce((total, bar) => total + bar[of], 0);
  const top = scaleTop(Math.max(leastTop, ...bars.map(({ offered, expected }) => Math.max(offered, expected ?? 0))));
  const barPx = (width - left) / bars.length;
  const x = (index: number) => left + index * barPx;
  const y = (value: number) => (height - bottom) * (1 - value / top) + 4;
  const tall = (value: number) => ((height - bottom) * value) / top;
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
        {bars.map(({ start, offered, answered, abandoned }, index) => (
          <g key={start}>
            <title>{`${formats.time(start, zone)}: ${t('queues.offered')} ${formats.count(offered)}, ${t('queues.answered')} ${formats.count(answered)}, ${t('queues.abandoned')} ${formats.count(abandoned)}`}</title>
            <rect {...box(x(index), y(answered), barPx, tall(answered))} fill="var(--series-answered)" />
            <rect {...box(x(index), y(answered + abandoned), barPx, tall(abandoned))} fill="var(--series-abandoned)" />
            <rect
              {...box(x(index), y(offered), barPx, tall(offered - answered - abandoned))}
              fill="var(--series-offered)"
            />
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

interface HalfHour {
  start: number;
  offered: number;
  answered: number;
  abandoned: number;
  expected: number | null;
}

function halfHours({ day, quarters, forecast }: QueueDayCurve): HalfHour[] {
  const bars = Array.from({ length: Math.ceil((day.to - day.from) / barMs) }, (_, nth): HalfHour => {
    const [first, second] = [forecast?.mean[2 * nth] ?? null, forecast?.mean[2 * nth + 1] ?? null];
    const expected = first === null || second === null ? null : first + second;
    return { start: day.from + nth * barMs, offered: 0, answered: 0, abandoned: 0, expected };
  });
  for (const { start, offered, answered, abandoned } of quarters) {
    const bar = bars[Math.floor((start - day.from) / barMs)];
    if (bar === undefined) continue;
    bar.offered += offered;
    bar.answered += answered;
    bar.abandoned += abandoned;
  }
  return bars;
}

function box(x: number, y: number, width: number, height: number) {
  return { x: x + width * 0.1, y, width: width * 0.8, height: Math.max(0, height) };
}
