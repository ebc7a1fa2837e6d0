import { PageFrame } from '../frame/PageFrame.tsx';
import { translations } from '../i18n/translations.ts';
import { BoardsPage } from './list/BoardsPage.tsx';

export async function generateMetadata() {
  const t = await translations('boards');
  return { title: t('title') };
}

export default function Page() {
  return (
    <PageFrame place="boards" fit="wide">
      <BoardsPage />
    </PageFrame>
  );
}
