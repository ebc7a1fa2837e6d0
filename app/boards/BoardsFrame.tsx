import Link from 'next/link';
import type { ReactNode } from 'react';
import { may } from '#lib/access/role.ts';
import { principal } from '../access/principal.ts';
import controls from '../frame/controls.module.css';
import viewStyles from '../history/HistoryViews.module.css';
import { translations } from '../i18n/translations.ts';
import styles from './BoardsFrame.module.css';

const views = [
  { name: 'boards', path: '/boards', permission: 'edit_boards' },
  { name: 'messages', path: '/boards/messages', permission: 'send_tickers' },
] as const;

interface Props {
  view: (typeof views)[number]['name'];
  title: string;
  lead: string;
  children: ReactNode;
}

/** Head of the pages about boards, with the way from one to the other. */
export async function BoardsFrame({ view, title, lead, children }: Props) {
  const t = await translations('boards');
  const who = await principal();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <nav className={viewStyles.views} aria-label={t('views.label')}>
          {views
            .filter(({ permission }) => who && may(who.role, permission))
            .map(({ name, path }) => (
              <Link
                key={name}
                href={path}
                prefetch={false}
                className={viewStyles.view}
                aria-current={name === view ? 'page' : undefined}
                data-testid={`view-${name}`}
              >
                {t(`views.${name}`)}
              </Link>
            ))}
        </nav>
        <h1 className={controls.title}>{title}</h1>
        <p className={controls.lead}>{lead}</p>
      </header>
      {children}
    </div>
  );
}
