import type { ReactNode } from 'react';
import { requirePerson } from '../access/principal.ts';
import { PageFrame } from '../frame/PageFrame.tsx';
import { translations } from '../i18n/translations.ts';
import { SectionLinks } from './SectionLinks.tsx';
import { sectionsFor } from './sections.ts';
import styles from './settings.module.css';

/** The frame of all settings: their sections, as far as the role includes them. */
export default async function Layout({ children }: { children: ReactNode }) {
  const t = await translations('settings');
  const { role } = await requirePerson();
  const links = sectionsFor(role).map((section) => ({ href: `/settings/${section}`, text: t(`sections.${section}`) }));
  return (
    <PageFrame place="settings">
      <div className={styles.page}>
        <SectionLinks label={t('sections.label')} links={links} />
        {children}
      </div>
    </PageFrame>
  );
}
