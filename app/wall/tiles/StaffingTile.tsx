'use client';

import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import {
  boardStaffing,
  type GapKind,
  gapKind,
  gapOf,
  isAtDesk,
  type StaffingOptions,
  stepsAhead,
} from '#lib/board/boardStaffing.ts';
import { dayStartOf } from '#lib/board/dayTotals.ts';
import { textEms } from '#lib/board/legibility.ts';
import type { Level } from '#lib/board/thresholdLevel.ts';
import { type Formats, unknownMark } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import styles from './StaffingTile.module.css';
import { bodyOf, TileFrame } from './TileFrame.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';

/** Told apart without colours as well. */
const shapes: Record<GapKind, string> = { far_short: '▼', short: '▼', enough: '●', over: '▲' };
const levels: Record<GapKind, Level> = { far_short: 'alarm', short: 'warn', enough: 'none', over: 'none' };
/** In the tile's own unit. */
const stepWidth = 5.6;
const headingWidth = 8.6;
const leastNow = 19;

/** Agents required, planned and present now, and what the next hours ask for. */
export function StaffingTile({
  tile,
  place,
  options,
  scope,
  floor,
  link,
  fresh,
  dim,
  now,
  at,
  zone,
  room,
}: TileProps<StaffingOptions>) {
  const t = useTranslations('tiles');
  const formats = useFormats();
  const figures = figuresOf(floor, scope, at);
  const staffing = boardStaffing(floor, figures.centres, at);
  const quarter = staffing?.quarters[0] ?? null;
  const [required, planned] = [quarter?.required ?? null, quarter?.planned ?? null];
  const known = figures.queues.length > 0;
  const present = known ? figures.agents.filter(({ state }) => isAtDesk(state)).length : null;
  const paused = figures.agentCounts?.paused ?? null;
  const [centre] = figures.centres;
  const steps = staffing && centre ? stepsAhead(staffing, options, dayStartOf(centre, at)) : [];
  const kind = gapKind(present, required);
  const stale = staffing?.stale === true;
  const body = bodyOf(room);
  const layout = layoutOf(body, steps.length, room.stacked);
  const heldAt = heldAtOf(fresh, figures.sources, at, dim) ?? (stale ? (staffing?.madeAt ?? null) : null);
  const text = formats.count(present);
  const size = Math.min(layout.now.height * 0.62, (layout.now.width * 0.55) / Math.max(1.3, textEms(text)));

  return (
    <TileFrame
      title={tileTitle({ tile, place }, t('staffing.title'))}
      note={
        <span title={t('staffing.formula.required')}>{t('staffing.present', { paused: formats.count(paused) })}</span>
      }
      room={room}
      dim={dim}
      heldAt={heldAt}
      now={now}
      level={dim === true || kind === null ? 'none' : levels[kind]}
      testId="staffing"
    >
      <div className={styles.body} data-layout={layout.name}>
        <div className={styles.now} style={{ '--figure': size } as CSSProperties}>
          <dl className={styles.figures}>
            <div className={styles.large} data-dim={dim} title={t('staffing.formula.present')}>
              <dt>{t('staffing.atDesk')}</dt>
              <dd data-metric="staffing.present" data-unknown={text === unknownMark}>
                {text}
              </dd>
            </div>
            <div className={styles.pair}>
              <div title={t('staffing.formula.required')}>
                <dt>{t('staffing.required')}</dt>
                <dd data-metric="staffing.required" data-stale={stale}>
                  {agents(formats, required)}
                </dd>
              </div>
              <div title={t('staffing.formula.planned')}>
                <dt>{t('staffing.planned')}</dt>
                <dd data-metric="staffing.planned" data-stale={stale}>
                  {agents(formats, planned)}
                </dd>
              </div>
            </div>
          </dl>
          <Verdict kind={kind} gap={gapOf(present, required)} why={whyUnknown()} />
        </div>
        {layout.steps > 0 ? (
          <table className={styles.ahead} data-dim={link !== 'live' || stale}>
            <thead>
              <tr>
                <th scope="row">{t('staffing.ahead')}</th>
                {steps.slice(0, layout.steps).map(({ stepStart }) => (
                  <th key={stepStart} scope="col">
                    {formats.time(stepStart, zone)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(['required', 'planned'] as const).map((name) => (
                <tr key={name} title={t(`staffing.formula.${name}`)}>
                  <th scope="row">{t(`staffing.${name}`)}</th>
                  {steps.slice(0, layout.steps).map((step) => (
                    <td key={step.stepStart}>{agents(formats, step[name])}</td>
                  ))}
                </tr>
              ))}
              <tr title={t('staffing.formula.gap')}>
                <th scope="row">{t('staffing.gap')}</th>
                {steps.slice(0, layout.steps).map((step) => {
                  const of = gapKind(step.planned, step.required);
                  return (
                    <td key={step.stepStart} data-gap={of} className={styles.gap}>
                      {of === null
                        ? unknownMark
                        : `${shapes[of]} ${signed(formats, gapOf(step.planned, step.required))}`}
                    </td>
                  );
                })}
              </tr>
            </tbody>
          </table>
        ) : null}
      </div>
    </TileFrame>
  );

  function whyUnknown(): string {
    if (!known) return t('unknown.no_queue_known');
    return required === null ? t('staffing.noForecast') : '';
  }
}

function Verdict({ kind, gap, why }: { kind: GapKind | null; gap: number | null; why: string }) {
  const t = useTranslations('tiles');
  const formats = useFormats();
  if (kind === null || gap === null) return <p className={styles.verdict}>{why}</p>;
  return (
    <p className={styles.verdict} data-gap={kind} data-testid="staffing-verdict">
      <span aria-hidden="true">{shapes[kind]}</span>{' '}
      {t(`staffing.verdict.${kind}`, { agents: agents(formats, Math.abs(gap)) })}
    </p>
  );
}

/** Rosters have halves, where somebody has a break for a part of the quarter. */
function agents(formats: Formats, value: number | null): string {
  return formats.decimal(value, value === null || Number.isInteger(value) ? 0 : 1);
}

function signed(formats: Formats, gap: number | null): string {
  if (gap === null) return unknownMark;
  const text = agents(formats, Math.abs(gap));
  if (gap === 0) return text;
  return gap > 0 ? `+${text}` : `−${text}`;
}

interface Layout {
  name: 'beside' | 'below' | 'now';
  /** Room of what is now. */
  now: { width: number; height: number };
  /** How many steps of what is to come fit. */
  steps: number;
}

/** Now and what is to come beside each other, one above the other, or what is now alone. */
function layoutOf({ width, height }: { width: number; height: number }, steps: number, stacked: boolean): Layout {
  const fitting = (room: number) => Math.min(steps, Math.floor((room - headingWidth) / stepWidth));
  if (stacked) return { name: 'below', now: { width, height: 9 }, steps: fitting(width) };
  const beside = fitting(width - Math.max(leastNow, 0.36 * width) - 2);
  if (beside >= Math.min(2, steps) && steps > 0 && width > 2 * height)
    return { name: 'beside', now: { width: Math.max(leastNow, 0.36 * width), height }, steps: beside };
  const below = fitting(width);
  if (height >= 15 && below >= 2) return { name: 'below', now: { width, height: height - 8.4 }, steps: below };
  return { name: 'now', now: { width, height }, steps: 0 };
}
