import { PageFrame } from '../frame/PageFrame.tsx';
import { translations } from '../i18n/translations.ts';
import type { Search } from '../scope/address.ts';
import { HistoryPage } from './HistoryPage.tsx';

export async function generateMetadata() {
  const t = await translations('history');
  return { title: t('title') };
}

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  return (
    <PageFrame place="history">
      <HistoryPage search={await searchParams} />
    </PageFrame>
  );
}
