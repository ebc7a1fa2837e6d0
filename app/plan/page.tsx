import { PageFrame } from '../frame/PageFrame.tsx';
import { translations } from '../i18n/translations.ts';
import { PlanPage } from './PlanPage.tsx';
import type { Search } from './planParams.ts';

export async function generateMetadata() {
  const t = await translations('plan');
  return { title: t('title') };
}

export default async function Page({ searchParams }: { searchParams: Promise<Search> }) {
  return (
    <PageFrame place="plan" fit="wide">
      <PlanPage search={await searchParams} />
    </PageFrame>
  );
}
