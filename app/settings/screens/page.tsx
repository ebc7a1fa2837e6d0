import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../access/principal.ts';
import { listedScreens } from '../../api/screens/screenKeeping.ts';
import { database, orAway, settings } from '../../database.ts';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { translations } from '../../i18n/translations.ts';
import { namedBoards } from '../../wall/[board]/wallBoards.ts';
import { ScreenList } from './ScreenList.tsx';

export async function generateMetadata() {
  return { title: (await translations('screens'))('title') };
}

/** Every paired TV, as it is now. */
export default async function Page() {
  await requirePermission('manage_screens');
  const wall = wallControl();
  const screens = await orAway(() => listedScreens(database(), wall?.liveScreens() ?? []));
  const { access, centres } = settings();
  return (
    <AreaMessages areas={['screens']}>
      <ScreenList
        initial={{
          screens: screens === 'away' || screens === 'empty' ? null : screens,
          build: wall?.build ?? null,
          now: Date.now(),
        }}
        boards={await namedBoards()}
        zone={centres[0]?.zone ?? 'UTC'}
        url={access.url}
      />
    </AreaMessages>
  );
}
