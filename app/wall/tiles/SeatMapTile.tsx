'use client';

import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { AgentState } from '#lib/agent/agentState.ts';
import { agentFlag } from '#lib/board/agentLimits.ts';
import { bestWidth, type Seat, type SeatMapOptions, seatPlan } from '#lib/board/seatPlan.ts';
import { shortNames } from '#lib/board/shortNames.ts';
import type { AgentNow } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import styles from './SeatMapTile.module.css';
import { Sign } from './Sign.tsx';
import { StateMark } from './StateMark.tsx';
import { leastFonts, mostSeatsAcross, seatLayout } from './seatLayout.ts';
import { bodyOf, TileFrame } from './TileFrame.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';
import { useAgentWords } from './useAgentWords.ts';
import { usePages } from './usePages.ts';

/** About how wide a letter is; the longest names are cut rather than that all others are small. */
const letterEms = 0.57;
const mostNameEms = 7.5;
const cutShare = 0.1;
/** Of an upright screen, in its units. */
const phoneWidth = 44;

type Sitting = AgentNow & { signedOut: boolean };

/** Who sits where, and what they do: state by colour and shape, since when, and whether that is too long. */
export function SeatMapTile({
  tile,
  place,
  options,
  scope,
  floor,
  fresh,
  dim,
  now,
  at,
  room,
}: TileProps<SeatMapOptions>) {
  const t = useTranslations('tiles');
  const tw = useTranslations('wall');
  const formats = useFormats();
  const words = useAgentWords();
  const figures = figuresOf(floor, scope, at);
  const agents: Sitting[] = figures.agents.map((agent) => ({ ...agent, signedOut: agent.state === 'signed_out' }));
  const names = shortNames(figures.agents.map(({ name }) => name));
  const nameEms = usualName([...names.values()]);
  const body = room.stacked ? { ...bodyOf(room), width: phoneWidth } : bodyOf(room);
  // Nobody changes seats because there is an alarm to show above them.
  const usual = room.stacked ? body : bodyOf({ ...room, ...room.usual });
  const leastFont = room.stacked ? leastFonts.phone : leastFonts.screen;
  const area = { width: body.width, height: room.stacked ? Number.POSITIVE_INFINITY : body.height };
  const plan = seatPlan(agents, options, (count) =>
    Math.min(
      mostSeatsAcross(usual.width, nameEms, leastFont),
      room.stacked ? count : bestWidth(count, usual.width / usual.height),
    ),
  );
  const layout = seatLayout(area, plan.width, plan.rows.length, options.aisles.length, nameEms, leastFont);
  const pages = usePages(plan.rows.length, layout.rows, 'full');
  const columns = Array.from({ length: plan.width }, (_, i) =>
    options.aisles.includes(i + 1) && i + 1 < plan.width ? 'minmax(0, 1fr) calc(1 * var(--u))' : 'minmax(0, 1fr)',
  ).join(' ');
  const labels = new Map(figures.queues.map(({ queue }) => [queue.id, queue.label]));
  const seconds = (agent: AgentNow) => Math.max(0, (fresh.heldUntil(agent.exchange) - agent.since) / 1000);
  const flagged = agents.filter((agent) => agentFlag(agent, seconds(agent), options) !== null).length;
  const seated = plan.rows.flat().flatMap(({ agent }) => agent ?? []);

  return (
    <TileFrame
      title={tileTitle({ tile, place }, t('seatMap.title'))}
      note={
        <span className={styles.note}>
          {flagged > 0 ? (
            <b className={styles.flagged}>
              <Sign shape="notice" /> {t('seatMap.flagged', { count: flagged })}
            </b>
          ) : null}
          {plan.unseated.length > 0 ? <span>{t('seatMap.unseated', { count: plan.unseated.length })}</span> : null}
          {pages.pages > 1 ? <span>{tw('queues.page', { page: pages.page, pages: pages.pages })}</span> : null}
          {statesOf(seated).map(([state, count]) => (
            <span key={state} className={styles.key}>
              <StateMark state={state} /> {tw(`state.${state}`)} {formats.count(count)}
            </span>
          ))}
        </span>
      }
      room={room}
      dim={dim}
      heldAt={heldAtOf(fresh, figures.sources, at, dim)}
      now={now}
      testId="seat-map"
    >
      {seated.length === 0 ? <p className={styles.nobody}>{t('seatMap.nobody')}</p> : null}
      <ol
        className={styles.rows}
        hidden={seated.length === 0}
        style={{ '--font': layout.font, '--seats': plan.width } as CSSProperties}
        data-lines={layout.lines}
      >
        {plan.rows.slice(pages.from, pages.to).map((row) => (
          <li key={row[0]?.row}>
            <ol className={styles.row} style={{ gridTemplateColumns: columns }}>
              {row.map((seat) => (
                <SeatView
                  key={seat.seat}
                  seat={seat}
                  column={seat.seat + options.aisles.filter((aisle) => aisle < seat.seat).length}
                  flag={seat.agent && agentFlag(seat.agent, seconds(seat.agent), options)}
                  name={seat.agent ? (names.get(seat.agent.name) ?? seat.agent.name) : ''}
                  time={seat.agent ? formats.clock(seconds(seat.agent)) : ''}
                  hint={seat.agent ? `${seat.agent.name} · ${words(seat.agent, labels).hint}` : t('seatMap.empty')}
                  live={seat.agent === null || fresh.isLive(seat.agent.exchange)}
                />
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </TileFrame>
  );
}

interface SeatProps {
  seat: Seat<Sitting>;
  /** Of the row's grid, in which passages are columns as well. */
  column: number;
  flag: string | null;
  name: string;
  time: string;
  hint: string;
  live: boolean;
}

function SeatView({ seat, column, flag, name, time, hint, live }: SeatProps) {
  const { agent } = seat;
  return (
    <li
      className={styles.seat}
      style={{ gridColumn: column }}
      data-state={agent?.state}
      data-empty={agent === null}
      data-flag={flag !== null}
      data-dim={!live}
      title={hint}
      aria-label={agent === null ? hint : `${hint} · ${time}`}
    >
      {agent ? (
        <>
          <span className={styles.who}>
            <StateMark state={agent.state} />
            <span className={styles.name}>{name}</span>
          </span>
          {agent.signedOut ? null : (
            <span className={styles.since}>
              {flag === null ? null : <Sign shape="notice" />}
              {time}
            </span>
          )}
        </>
      ) : null}
    </li>
  );
}

/** Those first that want an eye, since what does not fit into the heading is left out. */
const keyOrder: readonly AgentState[] = [
  ...(['paused', 'unavailable', 'wrap_up', 'available', 'ringing', 'on_hold', 'on_contact', 'signed_out'] as const),
];

/** How many are in each state, as a key to the marks. */
function statesOf(agents: readonly Sitting[]): [AgentState, number][] {
  return keyOrder.flatMap((state) => {
    const count = agents.filter((agent) => agent.state === state).length;
    return count > 0 ? [[state, count] as [AgentState, number]] : [];
  });
}

/** The width in ems that nine in ten names need. */
function usualName(names: readonly string[]): number {
  const lengths = names.map((name) => name.length).sort((a, b) => a - b);
  const length = lengths[Math.ceil((1 - cutShare) * lengths.length) - 1] ?? 0;
  return Math.min(mostNameEms, Math.max(4, letterEms * length));
}
