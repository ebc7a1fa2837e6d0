import { PageFrame } from '../../frame/PageFrame.tsx';
import { translations } from '../../i18n/translations.ts';
import { EditorPage } from '../editor/EditorPage.tsx';

interface Props {
  params: Promise<{ board: string }>;
}

export async function generateMetadata() {
  const t = await translations('boards');
  return { title: t('title') };
}

export default async function Page({ params }: Props) {
  return (
    <PageFrame place="boards" fit="wide">
      <EditorPage id={decodeURIComponent((await params).board)} />
    </PageFrame>
  );
}
