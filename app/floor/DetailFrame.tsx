'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';
import controls from '../frame/controls.module.css';
import styles from './DetailFrame.module.css';

interface Props {
  title: string;
  /** Beside the title. */
  mark?: ReactNode;
  back: string;
  onClose: () => void;
  children: ReactNode;
  testId: string;
}

/** A panel about one queue or one agent, in place of the list; Escape and its button go back. */
export function DetailFrame({ title, mark, back, onClose, children, testId }: Props) {
  const titleId = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // what opened it is gone from the page: the focus goes where one reads on
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section
      className={styles.frame}
      aria-labelledby={titleId}
      data-testid={testId}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <header className={styles.top}>
        <h2 ref={heading} id={titleId} tabIndex={-1} className={styles.title}>
          {title}
        </h2>
        {mark}
        <button type="button" className={`${controls.button} ${styles.back}`} onClick={onClose}>
          ← {back}
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard. */}
      <section className={styles.content} tabIndex={0} aria-labelledby={titleId}>
        {children}
      </section>
    </section>
  );
}
