import { PageFrame } from '../../frame/PageFrame.tsx';
import { translations } from '../../i18n/translations.ts';
import { MessagesPage } from './MessagesPage.tsx';

export async function generateMetadata() {
  const t = await translations('boards');
  return { title: t('messages.title') };
}

export default function Page() {
  return (
    <PageFrame place="boards">
      <MessagesPage />
    </PageFrame>
  );
}
