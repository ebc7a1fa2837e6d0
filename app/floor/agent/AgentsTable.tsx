'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import { StateMark } from '../../wall/tiles/StateMark.tsx';
import { useAgentWords } from '../../wall/tiles/useAgentWords.ts';
import { type AgentColumn, type AgentFilter, agentFilters, type DeskAddress } from '../deskAddress.ts';
import { agentMatches, type DeskAgent, fitsFilter, isFlagged, limitOf, sortedAgents } from '../deskAgents.ts';
import cells from '../table/cells.module.css';
import { RowButton } from '../table/RowButton.tsx';
import { type TableColumn, VirtualTable } from '../table/VirtualTable.tsx';
import { AdherenceMark } from './AdherenceMark.tsx';
import { useAdherenceWords } from './useAdherenceWords.ts';

interface Props {
  agents: readonly DeskAgent[];
  /** Of whoever serves this queue; null: of all. */
  queue: string | null;
  labels: ReadonlyMap<string, string>;
  nameRank: ReadonlyMap<string, number>;
  address: DeskAddress;
  change: (change: Partial<DeskAddress>, how?: 'push' | 'replace') => void;
  known: boolean;
  rosterKnown: boolean;
}

/** Agent by agent: state, since when, for what, and whether they keep to the roster. */
export function AgentsTable(props: Props) {
  const { agents, queue, labels, nameRank, address, change, known, rosterKnown } = props;
  const t = useTranslations('floor');
  const wall = useTranslations('wall');
  const formats = useFormats();
  const words = useAgentWords();
  const adherenceWords = useAdherenceWords();
  const { search, agents: filter, agentOrder, limits } = address;
  const ofQueue = useMemo(
    () => (queue === null ? agents : agents.filter(({ agent }) => agent?.queues.includes(queue))),
    [agents, queue],
  );
  const shown = useMemo(() => {
    const fitting = ofQueue.filter((row) => fitsFilter(row, filter, limits) && agentMatches(row, search, labels));
    return sortedAgents(fitting, agentOrder, nameRank);
  }, [ofQueue, filter, limits, search, labels, agentOrder, nameRank]);

  const stateCell = ({ agent }: DeskAgent) => {
    if (agent === null) return <span className={cells.faint}>{t('agents.notSeen')}</span>;
    const { why, hint } = words(agent, labels);
    const state = wall(`state.${agent.state}`);
    return (
      <span className={cells.marked} title={hint}>
        <StateMark state={agent.state} />
        <span className={cells.text}>{why === state ? state : `${state} · ${why}`}</span>
      </span>
    );
  };
  const sinceCell = (row: DeskAgent) => {
    const { agent, heldUntil } = row;
    if (agent === null || heldUntil === null) return '–';
    const text = formats.clock(Math.max(0, (heldUntil - agent.since) / 1000));
    if (!isFlagged(row, limits)) return text;
    const why =
      agent.suspect === null
        ? t('limits.over', { limit: limitOf(agent.state, limits) ?? 0 })
        : wall(`agents.why.${agent.suspect.reason}`);
    return (
      <span className={cells.flag} title={why}>
        <span role="img" aria-label={why}>
          ⚠
        </span>{' '}
        {text}
      </span>
    );
  };
  const adherenceCell = ({ adherence, heldUntil }: DeskAgent) => {
    const { text, hint } = adherenceWords(adherence);
    const out = adherence.status === 'out';
    const age =
      (out || adherence.status === 'unrostered') && heldUntil !== null
        ? ` · ${formats.span(60 * Math.floor(Math.max(0, heldUntil - adherence.since) / 60_000))}`
        : '';
    if (adherence.status === 'unknown') return <span title={hint}>–</span>;
    return (
      <span className={cells.marked} title={hint}>
        <AdherenceMark status={adherence.status} />
        <span className={`${cells.text} ${out ? cells.bad : ''}`}>
          {text}
          {age}
        </span>
      </span>
    );
  };
  const columns: TableColumn<DeskAgent, AgentColumn>[] = [
    {
      id: 'name',
      head: t('agents.name'),
      cell: ({ id, name, exchangeLabel }) => (
        <RowButton
          title={t('agents.open', { name })}
          expanded={address.agent === id}
          onOpen={() => change({ agent: id }, 'push')}
        >
          {exchangeLabel === null ? name : `${name} (${exchangeLabel})`}
        </RowButton>
      ),
    },
    { id: 'state', head: t('agents.state'), width: 'max(10.4rem, 13.5vw)', narrow: '6.8rem', cell: stateCell },
    {
      ...{
        id: 'since',
        head: t('agents.since'),
        hint: t('agents.hints.since'),
        width: '5rem',
        narrow: '4.9rem',
        align: 'end',
      },
      cell: sinceCell,
    },
    {
      ...{ id: 'queues', head: t('agents.queues'), width: '3.9rem', narrow: false, align: 'end' },
      cell: ({ agent }) =>
        agent === null ? (
          '–'
        ) : (
          <span title={agent.queues.map((id) => labels.get(id) ?? id).join(', ')}>
            {formats.count(agent.queues.length)}
          </span>
        ),
    },
    {
      ...{
        id: 'adherence',
        head: t('agents.adherence'),
        hint: t('agents.hints.adherence'),
        width: '11.6rem',
        narrow: '4.8rem',
      },
      cell: adherenceCell,
    },
    {
      ...{
        id: 'kept',
        head: t('agents.kept'),
        hint: t('agents.hints.kept'),
        width: '5.9rem',
        narrow: false,
        align: 'end',
      },
      cell: ({ figures }) => formats.percent(figures?.adherence, 0),
    },
  ];
  return (
    <VirtualTable
      title={t('agents.title')}
      count={
        known
          ? t('agents.count', { shown: formats.count(shown.length), all: formats.count(ofQueue.length) })
          : undefined
      }
      tools={
        <select
          className={controls.input}
          aria-label={t('agents.filter')}
          value={filter}
          onChange={(event) => change({ agents: event.target.value as AgentFilter })}
          data-testid="agent-filter"
        >
          {agentFilters.map((one) => (
            <option key={one} value={one}>
              {one === 'here' || one === 'out' || one === 'flagged' || one === 'all'
                ? t(`agents.filters.${one}`)
                : wall(`state.${one}`)}
            </option>
          ))}
        </select>
      }
      rows={shown}
      keyOf={({ id }) => id}
      columns={columns}
      order={agentOrder}
      onOrder={(order) => change({ agentOrder: order })}
      fallsFirst={['since', 'queues']}
      marks={({ id, live, agent }) => ({ dim: agent !== null && !live, current: address.agent === id })}
      empty={!known ? t('connecting') : agents.length === 0 ? t('agents.none') : t('agents.notFound')}
      note={rosterKnown || !known ? undefined : t('noRoster')}
      testId="agents"
    />
  );
}
