'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type AgentState, agentStates } from '#lib/agent/agentState.ts';
import { agentFlag } from '#lib/board/agentLimits.ts';
import type { AgentOptions } from '#lib/board/tileOptions.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { AgentRows } from './AgentRows.tsx';
import styles from './AgentsByStateTile.module.css';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import { Sign } from './Sign.tsx';
import { StateMark } from './StateMark.tsx';
import { bodyOf, roomFor, TileFrame } from './TileFrame.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';

/** In the tile's units: the row of counts, and the least below it in which a list is worth its place. */
const countsHeight = 5;
const leastList = 1.5;
/** What the counts take side by side. */
const leastUnits = { width: 44, height: 6 };

/** How many agents are in each state, and where there is room who, since when, and why. A state's button shows that state alone. */
export function AgentsByStateTile({
  tile,
  place,
  options,
  scope,
  floor,
  fresh,
  dim,
  now,
  at,
  room: whole,
}: TileProps<AgentOptions>) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const [only, setOnly] = useState<AgentState | null>(null);
  const figures = figuresOf(floor, scope, at);
  const room = roomFor(whole, leastUnits);
  const counts = figures.agentCounts;
  const flags = new Map<AgentState, number>();
  for (const agent of figures.agents) {
    const seconds = (fresh.heldUntil(agent.exchange) - agent.since) / 1000;
    if (agentFlag(agent, seconds, options) !== null) flags.set(agent.state, (flags.get(agent.state) ?? 0) + 1);
  }
  const chosen = (state: AgentState) =>
    only ? state === only : options.states.length > 0 ? options.states.includes(state) : state !== 'signed_out';
  const agents = figures.agents.filter((agent) => chosen(agent.state));
  const held = heldAtOf(fresh, figures.sources, at, dim);
  const bare = tile.title === null && held === null;
  const body = bodyOf(room, bare);
  const list = { width: body.width, height: body.height - countsHeight };
  return (
    <TileFrame
      title={tileTitle({ tile, place }, t('agents.title'))}
      note={counts ? t('agents.signedIn', { count: formats.count(figures.agents.length - counts.signed_out) }) : null}
      bare={bare && !room.stacked}
      room={room}
      dim={dim}
      heldAt={held}
      now={now}
    >
      <ul className={styles.states} data-dim={dim === true}>
        {agentStates.map((state) => (
          <li key={state}>
            <button
              type="button"
              className={styles.state}
              aria-pressed={only === state}
              onClick={() => setOnly(only === state ? null : state)}
            >
              <span className={styles.count}>
                <StateMark state={state} />
                <output data-metric={`agents.${state}`}>{formats.count(counts?.[state] ?? null)}</output>
              </span>
              <span className={styles.name}>
                {t(`state.${state}`)}
                {flags.has(state) ? (
                  <b className={styles.suspects} title={t('agents.suspects', { count: flags.get(state) ?? 0 })}>
                    {' '}
                    <Sign shape="notice" />
                    {formats.count(flags.get(state))}
                  </b>
                ) : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {counts && (room.stacked || list.height >= leastList) ? (
        <AgentRows
          agents={agents}
          figures={figures}
          queues={floor.queues}
          fresh={fresh}
          options={options}
          room={list}
          stacked={room.stacked}
        />
      ) : null}
    </TileFrame>
  );
}
