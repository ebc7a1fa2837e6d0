import { Legend } from 'recharts';
import styles from './ChartKey.module.css';

interface Entry {
  value?: unknown;
  color?: string;
  type?: string;
  payload?: { strokeDasharray?: string | number; fillOpacity?: string | number };
}

/** What is drawn in a chart, as it is drawn; each with its name alone, so that it is heard in the page's language. */
export function ChartKey() {
  return <Legend itemSorter={null} content={({ payload }) => <Key entries={(payload ?? []) as readonly Entry[]} />} />;
}

function Key({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul className={styles.key}>
      {entries
        .filter(({ type }) => type !== 'none')
        .map(({ value, color, type, payload }) => (
          <li key={String(value)}>
            <svg viewBox="0 0 22 12" aria-hidden="true">
              {type === 'rect' || type === 'square' ? (
                <rect x="5" y="0" width="12" height="12" fill={color} fillOpacity={payload?.fillOpacity} />
              ) : (
                <path d="M0 6H22" stroke={color} strokeWidth="2.5" strokeDasharray={payload?.strokeDasharray} />
              )}
            </svg>
            {String(value)}
          </li>
        ))}
    </ul>
  );
}
