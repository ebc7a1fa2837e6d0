import { wallControl } from '#lib/feed/wallControl.ts';
import { requirePermission } from '../../../access/principal.ts';
import { listedScreens } from '../../../api/screens/screenKeeping.ts';
import { database, orAway, settings } from '../../../database.ts';
import { AreaMessages } from '../../../i18n/AreaMessages.tsx';
import { requestLocale } from '../../../i18n/requestLocale.ts';
import { translations } from '../../../i18n/translations.ts';
import { namedBoards } from '../../../wall/[board]/wallBoards.ts';
import { PairTv } from './PairTv.tsx';

interface Props {
  searchParams: Promise<{ code?: string | string[] }>;
}

export async function generateMetadata() {
  return { title: (await translations('screens'))('pair.title') };
}

/** Where a TV's QR code leads: approve it, name it, give it boards. */
export default async function Page({ searchParams }: Props) {
  await requirePermission('manage_screens');
  const { code } = await searchParams;
  const screens = await orAway(() => listedScreens(database(), wallControl()?.liveScreens() ?? []));
  return (
    <AreaMessages areas={['screens']}>
      <PairTv
        code={typeof code === 'string' ? code : ''}
        boards={await namedBoards()}
        screens={Array.isArray(screens) ? screens : []}
        locale={await requestLocale()}
        url={settings().access.url}
      />
    </AreaMessages>
  );
}
