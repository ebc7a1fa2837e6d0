import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { may } from '#lib/access/role.ts';
import { principal } from '../../access/principal.ts';
import { PageFrame } from '../../frame/PageFrame.tsx';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { Wall } from './Wall.tsx';
import { namedBoards } from './wallBoards.ts';

interface Props {
  params: Promise<{ board: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const id = decodeURIComponent((await params).board);
  const board = (await namedBoards()).find((one) => one.id === id);
  return { title: board?.name };
}

export default async function WallPage({ params }: Props) {
  const id = decodeURIComponent((await params).board);
  const boards = await namedBoards();
  const board = boards.find((one) => one.id === id);
  if (!board) notFound();
  const who = await principal();
  return (
    <PageFrame place="wall" fit="screen">
      <AreaMessages areas={['wall', 'tiles', 'alarmBanner']}>
        <Wall
          key={id}
          board={board}
          choices={boards.map(({ id, name }) => ({ id, label: name }))}
          mayAcknowledge={who !== null && may(who.role, 'acknowledge_alarms')}
        />
      </AreaMessages>
    </PageFrame>
  );
}
