'use client';

import { type CSSProperties, memo } from 'react';
import { useTranslations } from 'use-intl';
import type { AgentState } from '#lib/agent/agentState.ts';
import { type AgentFlag, agentFlag } from '#lib/board/agentLimits.ts';
import type { BoardFigures } from '#lib/board/boardFigures.ts';
import type { Freshness } from '#lib/board/freshness.ts';
import type { AgentOptions } from '#lib/board/tileOptions.ts';
import type { AgentNow, Floor } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './AgentRows.module.css';
import { Sign } from './Sign.tsx';
import { StateMark } from './StateMark.tsx';
import { useAgentWords } from './useAgentWords.ts';
import { usePages } from './usePages.ts';

interface Props {
  agents: readonly AgentNow[];
  figures: BoardFigures;
  /** All that are known: agents talk on queues that the tile is not about as well. */
  queues: Floor['queues'];
  fresh: Freshness;
  options: AgentOptions;
  /** Of the list, in the tile's units. */
  room: { width: number; height: number };
  stacked: boolean;
}

const rowUnits = 1.5;
/** A column that holds a name, a reason and a time. */
const columnUnits = 20;
/** What wants a supervisor's eye comes first; within a state, the longest. */
const rank: Record<AgentState, number> = {
  paused: 0,
  unavailable: 1,
  wrap_up: 2,
  on_hold: 3,
  ringing: 4,
  available: 5,
  on_contact: 6,
  signed_out: 7,
};

/** Names, with the time in the state, and the reason or the queue. On a television it leafs through by itself. */
export function AgentRows({ agents, figures, queues, fresh, options, room, stacked }: Props) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const words = useAgentWords();
  const exchanges = new Map(figures.sources.map((source) => [source.id, source.label]));
  const named = Map.groupBy(agents, (agent) => agent.name);
  /** Who is signed in at two exchanges is two entries, told apart by the exchange. */
  const nameOf = ({ name, exchange }: AgentNow) =>
    new Set(named.get(name)?.map((agent) => agent.exchange)).size > 1
      ? `${name} (${exchanges.get(exchange) ?? exchange})`
      : name;
  const labels = new Map(Object.values(queues).map(({ id, label }) => [id, label]));
  const columns = Math.max(1, Math.floor(room.width / columnUnits));
  const rows = Math.max(1, Math.floor(room.height / rowUnits));
  const pages = usePages(agents.length, stacked ? Number.POSITIVE_INFINITY : rows * columns, 'full');
  const secondsOf = (agent: AgentNow) =>
    Math.max(0, Math.floor((fresh.heldUntil(agent.exchange) - agent.since) / 1000));
  const flags = new Map(agents.map((agent) => [agent, agentFlag(agent, secondsOf(agent), options)]));
  const sorted = agents.toSorted(
    (a, b) =>
      Number(flags.get(b) !== null) - Number(flags.get(a) !== null) ||
      rank[a.state] - rank[b.state] ||
      a.since - b.since ||
      formats.compare(a.name, b.name),
  );
  if (agents.length === 0) return <p className={styles.nobody}>{t('agents.nobody')}</p>;
  return (
    <div className={styles.fill}>
      <ol className={styles.list} style={{ '--rows': rows, '--columns': columns } as CSSProperties}>
        {sorted.slice(pages.from, pages.to).map((agent) => {
          const { why, hint } = words(agent, labels);
          return (
            <AgentRow
              key={agent.id}
              name={nameOf(agent)}
              state={agent.state}
              seconds={secondsOf(agent)}
              why={why}
              hint={hint}
              dim={!fresh.isLive(agent.exchange)}
              flag={flags.get(agent) ?? null}
            />
          );
        })}
      </ol>
    </div>
  );
}

interface RowProps {
  name: string;
  state: AgentState;
  seconds: number;
  why: string;
  hint: string;
  dim: boolean;
  flag: AgentFlag | null;
}

const AgentRow = memo(function AgentRow({ name, state, seconds, why, hint, dim, flag }: RowProps) {
  const t = useTranslations('wall');
  const formats = useFormats();
  return (
    <li className={styles.agent} data-dim={dim} data-flag={flag ?? undefined} title={hint}>
      <StateMark state={state} />
      <span className={styles.name}>{name}</span>
      <span className={styles.why}>
        {flag ? (
          <strong className={styles.flag}>
            <Sign shape="notice" /> {t(flag === 'suspect' ? 'agents.suspect' : 'agents.tooLong')}
          </strong>
        ) : null}
        {why}
      </span>
      <span className={styles.since}>{formats.clock(seconds)}</span>
    </li>
  );
});
