import type { ReactNode } from 'react';
import type { AdherenceNow } from '#lib/adherence/adherenceNow.ts';
import styles from './AdherenceMark.module.css';

/** A shape of its own for each, so that nobody depends on its colour. */
const shapes: Record<AdherenceNow['status'], ReactNode> = {
  in: <path d="m2 8.5 4 4 8-9" fill="none" stroke="currentColor" strokeWidth="2.4" />,
  out: <path d="M8 1 15.5 14.5H.5ZM7.2 6v4h1.6V6ZM7.2 11.3v1.6h1.6v-1.6Z" fill="currentColor" fillRule="evenodd" />,
  unrostered: <path d="M8 2v12M2 8h12" stroke="currentColor" strokeWidth="2.4" />,
  off: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="1.6" />,
  unknown: <path d="M3 8h10" stroke="currentColor" strokeWidth="2" />,
};

export function AdherenceMark({ status }: { status: AdherenceNow['status'] }) {
  return (
    <svg className={styles.mark} data-status={status} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[status]}
    </svg>
  );
}
