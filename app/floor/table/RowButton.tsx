import type { ReactNode } from 'react';
import styles from './RowButton.module.css';

/** What a row is about; opens its panel. */
export function RowButton({
  title,
  expanded,
  onOpen,
  children,
}: {
  title: string;
  expanded: boolean;
  onOpen: () => void;
  children: ReactNode;
}) {
  return (
    <button type="button" className={styles.button} title={title} aria-expanded={expanded} onClick={onOpen}>
      {children}
    </button>
  );
}
