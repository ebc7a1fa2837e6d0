'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AgentState } from '#lib/agent/agentState.ts';
import type { BoardFigures } from '#lib/board/boardFigures.ts';
import type { Freshness } from '#lib/board/freshness.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { AgentList } from './AgentList.tsx';
import styles from './AgentPanel.module.css';
import { Panel } from './Panel.tsx';
import { StateMark } from './StateMark.tsx';
import type { Screen } from './useScreen.ts';

/** What wants a supervisor's eye comes first. */
const order: readonly AgentState[] = [
  'available',
  'ringing',
  'on_contact',
  'on_hold',
  'wrap_up',
  'paused',
  'unavailable',
  'signed_out',
];

/** How many agents are in each state, and who, since when, and why. A state's button shows that state alone. */
export function AgentPanel({ figures, fresh, screen }: { figures: BoardFigures; fresh: Freshness; screen: Screen }) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const [only, setOnly] = useState<AgentState | null>(null);
  const counts = figures.agentCounts;
  if (!counts) return null;
  const suspects = new Map<AgentState, number>();
  for (const { state, suspect } of figures.agents) if (suspect) suspects.set(state, (suspects.get(state) ?? 0) + 1);
  const agents = figures.agents.filter((agent) => (only ? agent.state === only : agent.state !== 'signed_out'));
  return (
    <Panel
      title={t('agents.title')}
      note={t('agents.signedIn', { count: formats.count(figures.agents.length - counts.signed_out) })}
      className={styles.panel}
    >
      <ul className={styles.states} data-dim={!fresh.live}>
        {order.map((state) => (
          <li key={state}>
            <button
              type="button"
              className={styles.state}
              aria-pressed={only === state}
              onClick={() => setOnly(only === state ? null : state)}
            >
              <span className={styles.count}>
                <StateMark state={state} />
                <output data-metric={`agents.${state}`}>{formats.count(counts[state])}</output>
              </span>
              <span className={styles.name}>
                {t(`state.${state}`)}
                {suspects.has(state) ? (
                  <b className={styles.suspects} title={t('agents.suspects', { count: suspects.get(state) ?? 0 })}>
                    {' '}
                    ⚠{formats.count(suspects.get(state))}
                  </b>
                ) : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <AgentList agents={agents} queues={figures.queues} sources={figures.sources} fresh={fresh} screen={screen} />
    </Panel>
  );
}
