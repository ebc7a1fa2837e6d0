import { type ReactNode, useId } from 'react';
import styles from './scrollTable.module.css';

/** A wide or long table in a frame of its own: its heading stays put while the table scrolls under its heads. */
export function ScrollTable({ caption, children }: { caption: string; children: ReactNode }) {
  const id = useId();
  return (
    <div className={styles.frame}>
      <h2 id={id} className={styles.caption}>
        {caption}
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard. */}
      <section className={styles.scroller} tabIndex={0} aria-labelledby={id}>
        {children}
      </section>
    </div>
  );
}
