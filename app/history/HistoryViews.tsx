import Link from 'next/link';
import { translations } from '../i18n/translations.ts';
import type { Search } from '../scope/address.ts';
import styles from './HistoryViews.module.css';

const views = [
  { name: 'calls', path: '/history' },
  { name: 'agents', path: '/history/agents' },
] as const;
/** What every view understands of an address. */
const shared = ['scope', 'from', 'to'];

/** The parts of the history; the chosen queue and period go along from one to the other. */
export async function HistoryViews({ view, search }: { view: (typeof views)[number]['name']; search: Search }) {
  const t = await translations('agents');
  const kept = shared.flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : []));
  const query = new URLSearchParams(kept).toString();
  return (
    <nav className={styles.views} aria-label={t('views')}>
      {views.map(({ name, path }) => (
        <Link
          key={name}
          href={query ? `${path}?${query}` : path}
          prefetch={false}
          className={styles.view}
          aria-current={name === view ? 'page' : undefined}
          data-testid={`view-${name}`}
        >
          {t(`view.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
