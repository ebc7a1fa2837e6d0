import Link from 'next/link';
import type { Role } from '#lib/access/role.ts';
import { may } from '#lib/access/role.ts';
import { translations } from '../../i18n/translations.ts';
import styles from './alarms.module.css';

const sections = { rules: '/settings/alarms', log: '/settings/alarms/log', recipients: '/settings/alarms/recipients' };

/** The pages about alarms, as far as the role includes them. */
export async function AlarmSections({ role, at }: { role: Role; at: keyof typeof sections }) {
  const t = await translations('alarms');
  const shown = (Object.keys(sections) as (keyof typeof sections)[]).filter(
    (section) => section !== 'recipients' || may(role, 'edit_alarm_rules'),
  );
  return (
    <nav className={styles.sections} aria-label={t('sections.label')}>
      {shown.map((section) => (
        <Link key={section} href={sections[section]} aria-current={section === at ? 'page' : undefined}>
          {t(`sections.${section}`)}
        </Link>
      ))}
    </nav>
  );
}
