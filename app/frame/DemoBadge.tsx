import styles from './DemoBadge.module.css';

/** Says on every page that the numbers are the demo's. */
export function DemoBadge({ text, hint }: { text: string; hint: string }) {
  return (
    <span className={styles.badge} title={hint} data-testid="demo-badge">
      {text}
    </span>
  );
}
