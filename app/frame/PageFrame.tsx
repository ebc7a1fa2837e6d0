import Link from 'next/link';
import type { ReactNode } from 'react';
import { principal } from '../access/principal.ts';
import { requestLocale } from '../i18n/requestLocale.ts';
import { translations } from '../i18n/translations.ts';
import { DemoBadge } from './DemoBadge.tsx';
import { LocaleSwitch } from './LocaleSwitch.tsx';
import { Mark } from './Mark.tsx';
import styles from './PageFrame.module.css';
import { type Place, placesFor } from './places.ts';
import { site } from './site.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { UserMenu } from './UserMenu.tsx';

export type { Place };

interface Props {
  /** Which entry of the navigation this page belongs to. */
  place: Place;
  /** `page` scrolls and keeps a readable width, `wide` as much as a desk's screen has; `screen` fills the window exactly, for walls. */
  fit?: 'page' | 'wide' | 'screen';
  children: ReactNode;
}

/** The frame of every page: navigation, demo label, language and theme; the page's own content is the child. */
export async function PageFrame({ place, fit = 'page', children }: Props) {
  const t = await translations('frame');
  const locale = await requestLocale();
  const { demo, centres } = site();
  const who = await principal();
  const access = await translations('access');
  const firstBoard = centres.length === 1 ? centres[0]?.id : undefined;
  const entries = placesFor(who?.role ?? null).map((entry) => ({
    place: entry.place,
    href: entry.place === 'wall' ? `/wall/${encodeURIComponent(firstBoard ?? 'all')}` : entry.href,
    text: t(`navigation.${entry.place}`),
  }));
  return (
    <div className={fit === 'screen' ? styles.screen : styles.page}>
      <a className={styles.skip} href="#content">
        {t('skip')}
      </a>
      <header className={styles.bar} data-chrome="">
        <Link className={styles.brand} href="/">
          <Mark />
          {t('product')}
        </Link>
        <nav className={styles.navigation} aria-label={t('navigation.label')}>
          {entries.map((entry) => (
            <Link
              key={entry.place}
              href={entry.href}
              className={styles.entry}
              aria-current={entry.place === place ? 'page' : undefined}
            >
              {entry.text}
            </Link>
          ))}
        </nav>
        <div className={styles.tools}>
          {demo ? <DemoBadge text={t('demo.badge')} hint={t('demo.hint')} /> : null}
          <LocaleSwitch current={locale} label={t('locale.label')} names={{ tr: t('locale.tr'), en: t('locale.en') }} />
          <ThemeSwitch toLight={t('theme.toLight')} toDark={t('theme.toDark')} />
          {who === null ? null : (
            <UserMenu
              name={who.name}
              role={access(`roles.${who.role}`)}
              label={access('menu.label', { name: who.name, role: access(`roles.${who.role}`) })}
              links={[
                { href: '/settings/sessions', text: access('menu.sessions') },
                { href: '/password', text: access('menu.password') },
              ]}
              signOut={access('menu.signOut')}
              failed={access('menu.failed')}
            />
          )}
        </div>
      </header>
      <main id="content" className={contentOf[fit]}>
        {children}
      </main>
    </div>
  );
}

const contentOf = { page: styles.content, wide: `${styles.content} ${styles.wide}`, screen: styles.fill };
