import { PageFrame } from '../../frame/PageFrame.tsx';
import { translations } from '../../i18n/translations.ts';
import { NewBoardPage } from './NewBoardPage.tsx';

export async function generateMetadata() {
  const t = await translations('boards');
  return { title: t('new.title') };
}

export default function Page() {
  return (
    <PageFrame place="boards" fit="wide">
      <NewBoardPage />
    </PageFrame>
  );
}
