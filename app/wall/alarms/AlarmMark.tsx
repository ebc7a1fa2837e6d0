import styles from './AlarmMark.module.css';

interface Props {
  level: 'warn' | 'alarm';
  acknowledged?: boolean;
}

/** A triangle for a warning, an octagon for an alarm; filled until somebody has acknowledged it. Told without its colour. */
export function AlarmMark({ level, acknowledged = false }: Props) {
  const shape = level === 'alarm' ? 'M7 1.5h10l5.5 5.5v10L17 22.5H7L1.5 17V7Z' : 'M12 1.8 23 21.5H1Z';
  return (
    <svg
      className={styles.mark}
      viewBox="0 0 24 24"
      aria-hidden="true"
      data-level={level}
      data-mark={level}
      data-acknowledged={acknowledged}
    >
      <path d={shape} className={styles.shape} />
      <path d="M12 8v6.4M12 16.7v2.1" className={styles.sign} />
    </svg>
  );
}
