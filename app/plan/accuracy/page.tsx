import { PageFrame } from '../../frame/PageFrame.tsx';
import { translations } from '../../i18n/translations.ts';
import type { Search } from '../../scope/address.ts';
import { AccuracyPage } from './AccuracyPage.tsx';

export async function generateMetadata() {
  const t = await translations('accuracy');
  return { title: t('title') };
}

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  return (
    <PageFrame place="plan">
      <AccuracyPage search={await searchParams} />
    </PageFrame>
  );
}
