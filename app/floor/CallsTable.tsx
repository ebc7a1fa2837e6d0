'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import { useFormats } from '../i18n/useFormats.ts';
import { StateMark } from '../wall/tiles/StateMark.tsx';
import type { ShownNumbers } from './Desk.tsx';
import { type CallColumn, callFilters, type DeskAddress } from './deskAddress.ts';
import { callFits, callMatches, type DeskCall, sortedCalls } from './deskCalls.ts';
import { LevelMark } from './LevelMark.tsx';
import tableStyles from './table/cells.module.css';
import { RowButton } from './table/RowButton.tsx';
import { type TableColumn, VirtualTable } from './table/VirtualTable.tsx';

interface Props {
  calls: readonly DeskCall[];
  /** Of this queue alone; null: of all. */
  queue: string | null;
  numbers: ShownNumbers;
  address: DeskAddress;
  change: (change: Partial<DeskAddress>, how?: 'push' | 'replace') => void;
  known: boolean;
}

/** Who waits and who talks, in which queue, since when, with whom, and from which number. */
export function CallsTable({ calls, queue, numbers, address, change, known }: Props) {
  const t = useTranslations('floor');
  const formats = useFormats();
  const { search, calls: filter, callOrder } = address;
  const ofQueue = useMemo(() => calls.filter((call) => callFits(call, 'all', queue)), [calls, queue]);
  const shown = useMemo(() => {
    const fitting = ofQueue.filter((call) => callFits(call, filter, null) && callMatches(call, search));
    return sortedCalls(fitting, callOrder, formats.compare);
  }, [ofQueue, filter, search, callOrder, formats]);
  const waiting = ofQueue.filter(({ state }) => state === 'waiting').length;

  const columns: TableColumn<DeskCall, CallColumn>[] = [
    { id: 'queue', head: t('calls.queue'), cell: ({ queueLabel }) => <span title={queueLabel}>{queueLabel}</span> },
    {
      ...{ id: 'state', head: t('calls.state'), width: '7.6rem', narrow: '2.1rem' },
      cell: ({ state }) => (
        <span className={tableStyles.marked}>
          <StateMark state={state === 'waiting' ? 'ringing' : 'on_contact'} />
          {t(`calls.states.${state}`)}
        </span>
      ),
    },
    {
      ...{ id: 'since', head: t('calls.since'), width: '4.6rem', align: 'end' },
      cell: ({ heldUntil, since, level }) => (
        <LevelMark
          level={level}
          text={formats.clock(Math.max(0, (heldUntil - since) / 1000))}
          words={t(level === 'alarm' ? 'queues.far' : 'queues.over')}
        />
      ),
    },
    {
      ...{ id: 'agent', head: t('calls.agent'), width: '8.2rem', narrow: '6rem' },
      cell: ({ agent }) =>
        agent === null ? (
          '–'
        ) : (
          <RowButton
            title={t('agents.open', { name: agent.name })}
            expanded={address.agent === agent.id}
            onOpen={() => change({ agent: agent.id }, 'push')}
          >
            {agent.name}
          </RowButton>
        ),
    },
    {
      ...{ id: 'number', head: t('calls.number'), hint: t(`calls.hints.${numbers}`), width: '8.9rem', narrow: '8rem' },
      cell: ({ number }) =>
        number !== null ? (
          number
        ) : numbers === 'none' ? (
          '–'
        ) : (
          <span className={tableStyles.faint} title={t('calls.noNumberHint')}>
            {t('calls.noNumber')}
          </span>
        ),
    },
  ];
  return (
    <VirtualTable
      title={t('calls.title')}
      count={
        known
          ? t('calls.count', { waiting: formats.count(waiting), talking: formats.count(ofQueue.length - waiting) })
          : undefined
      }
      tools={
        <select
          className={controls.input}
          aria-label={t('calls.filter')}
          value={filter}
          onChange={(event) => change({ calls: event.target.value as DeskAddress['calls'] })}
          data-testid="call-filter"
        >
          {callFilters.map((one) => (
            <option key={one} value={one}>
              {t(`calls.filters.${one}`)}
            </option>
          ))}
        </select>
      }
      rows={shown}
      keyOf={({ id }) => id}
      columns={columns}
      order={callOrder}
      onOrder={(order) => change({ callOrder: order })}
      fallsFirst={['since']}
      marks={({ live }) => ({ dim: !live })}
      empty={!known ? t('connecting') : ofQueue.length === 0 ? t('calls.none') : t('calls.notFound')}
      testId="calls"
    />
  );
}
