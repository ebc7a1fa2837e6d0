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
import { Sign, type SignShape } from './Sign.tsx';
import styles from './StaffingTile.module.css';
import { bodyOf, TileFrame } from './TileFrame.tsx';
import { type Dim, type TileProps, tileTitle } from './tileProps.ts';

/** Told apart without colours as well. */
const shapes: Record<GapKind, SignShape> = { far_short: 'down', short: 'down', enough: 'dot', over: 'up' };
const levels: Record<GapKind, Level> = { far_short: 'alarm', short: 'warn', enough: 'none', over: 'none' };
/** In the tile's own unit. */
const leastNow = 17;
const tableHeight = 10.4;
/** Of the table: of its heading and of a step, and the least and largest size of its type. */
const headingEms = 4.5;
const stepEms = 3.15;
const tableFont = { least: 1.55, most: 3 };
/** A line of the table, of which it has four. */
const tableLine = 1.5;

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
  const size = figureSize(layout.now, textEms(text));

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
      <div className={styles.body} data-layout={layout.name} style={{ '--table': layout.font } as CSSProperties}>
        <div
          className={styles.now}
          data-compact={layout.now.height < compactHeight}
          style={{ '--figure': size } as CSSProperties}
        >
          <dl className={styles.figures}>
            <div className={styles.large} data-dim={dim} title={t('staffing.formula.present')}>
              <dt>{t('staffing.atDesk')}</dt>
              <dd data-metric="staffing.present" data-unknown={text === unknownMark}>
                {text}
              </dd>
            </div>
            <div className={styles.pair} data-dim={link !== 'live'}>
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
          <Verdict dim={dim} kind={kind} gap={gapOf(present, required)} why={whyUnknown()} />
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
                      {of === null ? (
                        unknownMark
                      ) : (
                        <>
                          <Sign shape={shapes[of]} />
                          {'\u2009'}
                          {signed(formats, gapOf(step.planned, step.required))}
                        </>
                      )}
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

function Verdict({ dim, kind, gap, why }: { dim: Dim; kind: GapKind | null; gap: number | null; why: string }) {
  const t = useTranslations('tiles');
  const formats = useFormats();
  if (kind === null || gap === null) return <p className={styles.verdict}>{why}</p>;
  return (
    <p className={styles.verdict} data-gap={kind} data-dim={dim} data-testid="staffing-verdict">
      <Sign shape={shapes[kind]} /> {t(`staffing.verdict.${kind}`, { agents: agents(formats, Math.abs(gap)) })}
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
  /** How many steps of what is to come fit, and their size of type. */
  steps: number;
  font: number;
}

/** Now and what is to come beside each other, one above the other, or what is now alone. */
function layoutOf({ width, height }: { width: number; height: number }, steps: number, stacked: boolean): Layout {
  const fitting = (room: number) => Math.min(steps, Math.floor((room / tableFont.least - headingEms) / stepEms));
  const fontOf = (room: number, shown: number, high: number) =>
    Math.min(tableFont.most, room / (headingEms + stepEms * shown), high / 4 / tableLine);
  const below = fitting(width);
  if (stacked) {
    const shown = Math.min(mostPhoneSteps, fitting(phoneWidth));
    return { name: 'below', now: { width: phoneWidth, height: 12 }, steps: shown, font: fontOf(phoneWidth, shown, 12) };
  }
  const own = Math.max(leastNow, 0.36 * width);
  const rest = width - own - 2;
  const beside = fitting(rest);
  if (beside >= Math.min(2, steps) && steps > 0 && width > 2 * height)
    return { name: 'beside', now: { width: own, height }, steps: beside, font: fontOf(rest, beside, height) };
  if (height >= tableHeight + 7 && below >= 2) {
    const font = fontOf(width, below, tableHeight - 0.8);
    return { name: 'below', now: { width, height: height - tableHeight }, steps: below, font };
  }
  return { name: 'now', now: { width, height }, steps: 0, font: 0 };
}

/** Of an upright screen, in its units. */
const phoneWidth = 44;
const mostPhoneSteps = 5;

/** Below this height the two smaller figures stand on a line each. */
const compactHeight = 11;

/** The largest size of the present agents beside whom the other two, and below whom the gap, still stand; as in the styles. */
function figureSize({ width, height }: Layout['now'], ems: number): number {
  const label = (font: number) => 1.2 * Math.max(1.2, 0.16 * font);
  const pair = (font: number) =>
    height < compactHeight ? 4.6 : 2 * (label(font) + Math.max(1.8, 0.36 * font)) + 0.35 + 0.1 * font;
  const needed = (font: number) =>
    Math.max(label(font) + 0.95 * font, pair(font)) + 0.12 * font + 1.2 * Math.max(1.7, 0.3 * font);
  let font = (0.5 * width) / Math.max(1.3, ems);
  while (font > 1.5 && needed(font) > height) font -= 0.1;
  return font;
}
