import { PageFrame } from '../frame/PageFrame.tsx';
import { translations } from '../i18n/translations.ts';
import type { Search } from '../scope/address.ts';
import { PlanPage } from './PlanPage.tsx';

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
