'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { QueueRow } from '#lib/board/boardFigures.ts';
import { type Freshness, queueWaitSeconds } from '#lib/board/freshness.ts';
import { waitLevel } from '#lib/board/ownLimits.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import type { DeskAddress, QueueColumn } from '../deskAddress.ts';
import { queueMatches, sortedQueues } from '../deskQueues.ts';
import { LevelMark } from '../LevelMark.tsx';
import { RowButton } from '../table/RowButton.tsx';
import { type TableColumn, VirtualTable } from '../table/VirtualTable.tsx';

interface Props {
  rows: readonly QueueRow[];
  fresh: Freshness;
  address: DeskAddress;
  change: (change: Partial<DeskAddress>, how?: 'push' | 'replace') => void;
  /** A floor has come. */
  known: boolean;
}

/** Queue by queue: who waits, how long, how today went, who is free. */
export function QueuesTable({ rows, fresh, address, change, known }: Props) {
  const t = useTranslations('floor');
  const formats = useFormats();
  const shown = useMemo(
    () =>
      sortedQueues(
        rows.filter((row) => queueMatches(row, address.search)),
        address.queueOrder,
        { fresh, compare: formats.compare },
      ),
    [rows, address.search, address.queueOrder, fresh, formats],
  );
  const count = (
    id: 'waiting' | 'free' | 'onContact' | 'offered',
    width: string,
    of: (row: QueueRow) => number | null,
  ): TableColumn<QueueRow, QueueColumn> => ({
    ...{ id, head: t(`queues.${id}`), width, align: 'end' },
    cell: (row) => formats.count(of(row)),
  });
  const columns: TableColumn<QueueRow, QueueColumn>[] = [
    {
      id: 'name',
      head: t('queues.name'),
      cell: ({ queue }) => (
        <RowButton
          title={t('queues.open', { name: queue.label })}
          expanded={address.queue === queue.id}
          onOpen={() => change({ queue: queue.id, agent: null }, 'push')}
        >
          {queue.label}
        </RowButton>
      ),
    },
    count('waiting', '4.9rem', ({ queue }) => queue.waiting),
    {
      ...{ id: 'longest', head: t('queues.longest'), width: '4.6rem', align: 'end' },
      cell: ({ queue }) => {
        const seconds = queueWaitSeconds(queue, fresh);
        const level = waitLevel(seconds, queue);
        if (seconds === null) return '–';
        return (
          <LevelMark
            level={level}
            text={formats.clock(seconds)}
            words={t(level === 'alarm' ? 'queues.far' : 'queues.over')}
          />
        );
      },
    },
    {
      ...{ id: 'level', head: t('queues.level'), hint: t('queues.hints.level'), width: '4.9rem', align: 'end' },
      cell: ({ level }) => formats.percent(level.ratio),
    },
    { ...count('free', '5.1rem', ({ free }) => free), hint: t('queues.hints.free'), narrow: false },
    { ...count('onContact', '4.9rem', ({ onContact }) => onContact), narrow: false },
    { ...count('offered', '3.9rem', ({ today }) => today?.offered ?? null), narrow: false },
  ];
  return (
    <VirtualTable
      title={t('queues.title')}
      count={known ? t('queues.count', { count: shown.length }) : undefined}
      rows={shown}
      keyOf={({ queue }) => queue.id}
      columns={columns}
      order={address.queueOrder}
      onOrder={(queueOrder) => change({ queueOrder })}
      fallsFirst={['waiting', 'longest', 'onContact', 'offered']}
      marks={({ queue }) => ({ dim: !fresh.isLive(queue.exchange) })}
      empty={
        !known
          ? t('connecting')
          : rows.length === 0
            ? t('queues.none')
            : t('queues.notFound', { search: address.search })
      }
      testId="queues"
    />
  );
}
