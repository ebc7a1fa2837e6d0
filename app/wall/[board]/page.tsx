import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageFrame } from '../../frame/PageFrame.tsx';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { boardChoices } from './boardChoices.ts';
import { Wall } from './Wall.tsx';

interface Props {
  params: Promise<{ board: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const board = decodeURIComponent((await params).board);
  return { title: (await boardChoices()).find((choice) => choice.id === board)?.label };
}

export default async function WallPage({ params }: Props) {
  const board = decodeURIComponent((await params).board);
  const choices = await boardChoices();
  if (!choices.some((choice) => choice.id === board)) notFound();
  return (
    <PageFrame place="wall" fit="screen">
      <AreaMessages areas={['wall']}>
        <Wall key={board} board={board} choices={choices} />
      </AreaMessages>
    </PageFrame>
  );
}
