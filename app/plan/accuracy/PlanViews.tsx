import Link from 'next/link';
import viewStyles from '../../history/HistoryViews.module.css';
import { translations } from '../../i18n/translations.ts';

const views = [
  { name: 'plan', path: '/plan' },
  { name: 'accuracy', path: '/plan/accuracy' },
] as const;

/** The parts of the plan; the chosen queue goes along from one to the other. */
export async function PlanViews({ view, scope }: { view: (typeof views)[number]['name']; scope: string | undefined }) {
  const t = await translations('accuracy');
  const query = scope ? `?${new URLSearchParams({ scope })}` : '';
  return (
    <nav className={viewStyles.views} aria-label={t('views')}>
      {views.map(({ name, path }) => (
        <Link
          key={name}
          href={`${path}${query}`}
          prefetch={false}
          className={viewStyles.view}
          aria-current={name === view ? 'page' : undefined}
          data-testid={`view-${name}`}
        >
          {t(`view.${name}`)}
        </Link>
      ))}
    </nav>
  );
}
