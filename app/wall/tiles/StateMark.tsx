import type { ReactNode } from 'react';
import type { AgentState } from '#lib/agent/agentState.ts';
import styles from './StateMark.module.css';

/** A shape of its own for each state, so that nobody depends on its colour. */
const shapes: Record<AgentState, ReactNode> = {
  available: <circle cx="8" cy="8" r="6.5" fill="currentColor" />,
  ringing: <path d="M8 1.2 15 14H1Z" fill="currentColor" />,
  on_contact: <rect x="1.2" y="1.2" width="13.6" height="13.6" rx="0.8" fill="currentColor" />,
  on_hold: <path d="M2.5 2h4v12h-4zM9.5 2h4v12h-4z" fill="currentColor" />,
  wrap_up: <path d="M8 .8 15.2 8 8 15.2.8 8Z" fill="currentColor" />,
  paused: (
    <>
      <circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" strokeWidth="1.8" />
      <path d="M8 2.2a5.8 5.8 0 0 1 0 11.6Z" fill="currentColor" />
    </>
  ),
  unavailable: <path d="m3 3 10 10M13 3 3 13" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" />,
  signed_out: <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="2" />,
};

export function StateMark({ state }: { state: AgentState }) {
  return (
    <svg className={styles.mark} data-state={state} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[state]}
    </svg>
  );
}
