import { readPeople } from '#lib/database/people.ts';
import { requirePermission } from '../../access/principal.ts';
import { database, orAway, settings } from '../../database.ts';
import controls from '../../frame/controls.module.css';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { translations } from '../../i18n/translations.ts';
import { PeopleList } from './PeopleList.tsx';

export async function generateMetadata() {
  const t = await translations('settings');
  return { title: t('people.title') };
}

export default async function Page() {
  const who = await requirePermission('manage_people');
  const t = await translations('settings');
  const people = await orAway(() => readPeople(database()));
  if (people === 'away' || people === 'empty') return <p className={controls.notice}>{t('away')}</p>;
  return (
    <AreaMessages areas={['settings', 'access']}>
      <PeopleList
        people={people}
        own={who.id}
        now={Date.now()}
        zone={settings().centres[0]?.zone ?? 'UTC'}
        url={settings().access.url}
      />
    </AreaMessages>
  );
}
