import { maySeeCallerNumbers } from '#lib/access/role.ts';
import { requirePermission } from '../access/principal.ts';
import { settings } from '../database.ts';
import { PageFrame } from '../frame/PageFrame.tsx';
import { AreaMessages } from '../i18n/AreaMessages.tsx';
import { translations } from '../i18n/translations.ts';
import type { Search } from '../scope/address.ts';
import { Desk } from './Desk.tsx';
import { readDeskAddress } from './deskAddress.ts';

export async function generateMetadata() {
  const t = await translations('floor');
  return { title: t('title'), description: t('description') };
}

export default async function FloorPage({ searchParams }: { searchParams: Promise<Search> }) {
  const who = await requirePermission('see_agents');
  const { access, centres, exchanges } = settings();
  const whole = maySeeCallerNumbers(who.role, access.callerNumbers);
  const areRead = exchanges.some(({ callerNumbers }) => callerNumbers);
  const given = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return (
    <PageFrame place="floor" fit="screen">
      <AreaMessages areas={['floor', 'wall']}>
        <Desk
          initial={readDeskAddress(new URLSearchParams(given).toString())}
          centres={centres.map(({ id, label }) => ({ id, label }))}
          numbers={areRead ? (whole ? 'whole' : 'masked') : 'none'}
        />
      </AreaMessages>
    </PageFrame>
  );
}
