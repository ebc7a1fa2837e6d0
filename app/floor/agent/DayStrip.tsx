'use client';

import { useTranslations } from 'use-intl';
import type { ActualStretch } from '#lib/adherence/actualActivity.ts';
import { isScheduled, type PlannedStretch } from '#lib/adherence/plannedDay.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import type { AgentDay } from '../adherence/rosterToday.ts';
import styles from './DayStrip.module.css';

interface Props {
  day: AgentDay;
  planned: readonly PlannedStretch[];
  /** One for each state of the day. */
  actual: readonly ActualStretch[];
}

const hourMs = 3_600_000;
/** The drawing's own measures; it is stretched to its place. */
const [width, rowPx, gap] = [640, 24, 6];
const states = ['available', 'on_contact', 'on_hold', 'wrap_up', 'ringing', 'paused', 'unavailable'] as const;

/** An agent's day: above what was planned, below what was done; hatched where nobody observed. Breaks are half as tall. */
export function DayStrip({ day, planned, actual }: Props) {
  const t = useTranslations('floor');
  const wall = useTranslations('wall');
  const formats = useFormats();
  const { zone, asOf, unobserved, states: told, name } = day;
  const [from, to] = shownHours(day, planned, actual);
  const x = (at: number) => ((Math.min(Math.max(at, from), to) - from) / (to - from)) * width;
  const time = (at: number) => formats.time(at, zone);
  const height = 2 * rowPx + gap;
  const hours = Math.max(1, Math.ceil((to - from) / hourMs / 9));
  const marks = Array.from(
    { length: Math.floor((to - from) / hourMs / hours) + 1 },
    (_, n) => from + n * hours * hourMs,
  );
  const seen = (one: { from: number; to: number }) => one.to > from && one.from < to;
  return (
    <figure className={styles.figure}>
      <div className={styles.drawing}>
        <div className={styles.names} aria-hidden="true">
          <span>{t('agent.plan')}</span>
          <span>{t('agent.actual')}</span>
        </div>
        <svg
          className={styles.strip}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t('agent.strip', { name, from: time(from), to: time(to) })}
          data-testid="day-strip"
        >
          <defs>
            <pattern id="unobserved" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="2.5" height="6" fill="var(--ink-3)" />
            </pattern>
          </defs>
          <rect className={styles.ground} x={0} y={0} width={width} height={rowPx} />
          <rect className={styles.ground} x={0} y={rowPx + gap} width={width} height={rowPx} />
          {planned
            .filter((one) => isScheduled(one.activity) && seen(one))
            .map((one) => (
              <rect
                key={one.from}
                className={styles.planned}
                data-activity={one.activity}
                {...span(x(one.from), x(one.to), one.activity === 'work' ? 0 : rowPx / 2)}
              >
                <title>{`${time(one.from)}–${time(one.to)} ${t(`planned.${one.activity ?? 'none'}`)}`}</title>
              </rect>
            ))}
          {told
            .filter((one) => one.state !== 'signed_out' && seen(one))
            .map((one) => (
              <rect
                key={one.from}
                className={styles.state}
                data-state={one.state}
                {...span(x(one.from), x(one.to), one.state === 'paused' ? rowPx / 2 : 0, rowPx + gap)}
              >
                <title>
                  {`${time(one.from)}–${time(one.to)} ${wall(`state.${one.state}`)}${one.pauseReason === null ? '' : ` · ${one.pauseReason}`}`}
                </title>
              </rect>
            ))}
          {unobserved
            .map((one) => ({ from: one.from, to: Math.min(one.to ?? asOf, asOf) }))
            .filter(seen)
            .map((one) => (
              <rect key={one.from} fill="url(#unobserved)" {...span(x(one.from), x(one.to), 0, rowPx + gap)}>
                <title>{`${time(one.from)}–${time(one.to)} ${t('agent.unobserved')}`}</title>
              </rect>
            ))}
          <line className={styles.now} x1={x(asOf)} x2={x(asOf)} y1={0} y2={height} />
        </svg>
        <div className={styles.hours} aria-hidden="true">
          {marks.map((at) => (
            <span key={at} style={{ left: `${((at - from) / (to - from)) * 100}%` }}>
              {time(at)}
            </span>
          ))}
        </div>
      </div>
      <figcaption className={styles.legend}>
        {states.map((state) => (
          <span key={state} className={styles.key} data-state={state}>
            {wall(`state.${state}`)}
          </span>
        ))}
        <span className={styles.key} data-state="unobserved">
          {t('agent.unobserved')}
        </span>
      </figcaption>
    </figure>
  );
}

function span(from: number, to: number, less: number, top = 0) {
  return { x: from, y: top + less, width: Math.max(0.6, to - from), height: rowPx - less };
}

/** The full hours around what was planned and done, half a day at least. */
function shownHours(
  { day, asOf }: AgentDay,
  planned: readonly PlannedStretch[],
  actual: readonly ActualStretch[],
): [number, number] {
  const own = [
    ...planned.filter(({ activity }) => isScheduled(activity)),
    ...actual.filter(({ activity }) => activity !== 'out'),
  ];
  if (own.length === 0) return [day.from, day.to];
  const first = own.reduce((least, one) => Math.min(least, one.from), asOf);
  const last = own.reduce((most, one) => Math.max(most, one.to), asOf);
  const from = Math.max(day.from, day.from + Math.floor((first - day.from) / hourMs) * hourMs);
  const to = Math.min(day.to, day.from + Math.ceil((last - day.from) / hourMs) * hourMs);
  const missing = Math.max(0, 8 * hourMs - (to - from));
  return [Math.max(day.from, from - missing), Math.min(day.to, Math.max(to, from + hourMs))];
}
