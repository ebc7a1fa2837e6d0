'use client';

import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { AgentState } from '#lib/agent/agentState.ts';
import type { QueueRow } from '#lib/board/boardFigures.ts';
import type { Freshness } from '#lib/board/freshness.ts';
import type { AgentNow, SourceHealth } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './AgentList.module.css';
import { StateMark } from './StateMark.tsx';
import { useAgentWords } from './useAgentWords.ts';
import { useMeasure } from './useMeasure.ts';
import { usePages } from './usePages.ts';
import type { Screen } from './useScreen.ts';

interface Props {
  agents: AgentNow[];
  queues: QueueRow[];
  sources: SourceHealth[];
  fresh: Freshness;
  screen: Screen;
}

const columns = 2;
const rowUnits = 1.5;
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
export function AgentList({ agents, queues, sources, fresh, screen }: Props) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const words = useAgentWords();
  const { ref, size } = useMeasure<HTMLDivElement>();
  const exchanges = new Map(sources.map((source) => [source.id, source.label]));
  const named = Map.groupBy(agents, (agent) => agent.name);
  /** Who is signed in at two exchanges is two entries, told apart by the exchange. */
  const nameOf = ({ name, exchange }: AgentNow) =>
    new Set(named.get(name)?.map((agent) => agent.exchange)).size > 1
      ? `${name} (${exchanges.get(exchange) ?? exchange})`
      : name;
  const labels = new Map(queues.map(({ queue }) => [queue.id, queue.label]));
  const rows = Math.max(1, Math.floor((size?.height ?? 0) / (rowUnits * screen.unit)));
  const pages = usePages(agents.length, screen.compact ? Number.POSITIVE_INFINITY : rows * columns, 'full');
  const sorted = agents.toSorted(
    (a, b) =>
      Number(b.suspect !== null) - Number(a.suspect !== null) ||
      rank[a.state] - rank[b.state] ||
      a.since - b.since ||
      formats.compare(a.name, b.name),
  );
  return (
    <div ref={ref} className={styles.fill}>
      {agents.length === 0 ? <p className={styles.nobody}>{t('agents.nobody')}</p> : null}
      <ol className={styles.list} style={{ '--rows': rows } as CSSProperties}>
        {sorted.slice(pages.from, pages.to).map((agent) => {
          const live = fresh.isLive(agent.exchange);
          const seconds = Math.max(0, (fresh.heldUntil(agent.exchange) - agent.since) / 1000);
          const { why, hint } = words(agent, labels);
          return (
            <li
              key={agent.id}
              className={styles.agent}
              data-dim={!live}
              data-suspect={agent.suspect !== null}
              title={hint}
            >
              <StateMark state={agent.state} />
              <span className={styles.name}>{nameOf(agent)}</span>
              <span className={styles.why}>
                {agent.suspect ? <strong className={styles.suspect}>⚠ {t('agents.suspect')}</strong> : null}
                {why}
              </span>
              <span className={styles.since}>{formats.clock(seconds)}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
