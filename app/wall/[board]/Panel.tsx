import type { ReactNode } from 'react';
import styles from './Panel.module.css';

interface Props {
  title: string;
  note?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A titled part of the board below the primary numbers. */
export function Panel({ title, note, className, children }: Props) {
  return (
    <section className={`${styles.panel} ${className ?? ''}`}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {note ? <div className={styles.note}>{note}</div> : null}
      </header>
      {children}
    </section>
  );
}
