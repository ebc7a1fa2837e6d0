import { PageFrame } from '../frame/PageFrame.tsx';
import { translations } from '../i18n/translations.ts';
import { HistoryPage } from './HistoryPage.tsx';
import type { Search } from './historyParams.ts';

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
