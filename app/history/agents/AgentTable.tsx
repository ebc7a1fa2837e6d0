'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AgentFigures } from '#lib/history/agentFigures.ts';
import controls from '../../frame/controls.module.css';
import { Hint } from '../../hint/Hint.tsx';
import { matchesSearch } from '../../i18n/formats.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import tableStyles from '../../table/scrollTable.module.css';
import styles from './AgentTable.module.css';
import { secondsOf, timeColumns } from './agentColumns.ts';
import { hoursText } from './hoursText.ts';
import { TimeSplit } from './TimeSplit.tsx';

const columns = ['answered', 'averageTalk', 'averageHold', 'occupancy', 'signedIn', ...timeColumns] as const;
type Column = (typeof columns)[number];
interface Order {
  column: 'agent' | Column;
  falling: boolean;
}

/** Agent by agent; sorted by any column, names by the Turkish alphabet, and searched in Turkish letter case. */
export function AgentTable({
  agents,
  total,
  caption,
}: {
  agents: readonly AgentFigures[];
  total: AgentFigures;
  caption: string;
}) {
  const t = useTranslations('agents');
  const formats = useFormats();
  const captionId = useId();
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<Order>({ column: 'agent', falling: false });
  const names = new Map<string, number>();
  for (const { name } of agents) names.set(name, (names.get(name) ?? 0) + 1);
  const found = agents.filter((agent) =>
    [agent.name, ...agent.formerNames].some((name) => matchesSearch(name, search)),
  );
  const shown = found.toSorted((a, b) => {
    const byName = formats.compare(a.name, b.name);
    if (order.column === 'agent') return order.falling ? -byName : byName;
    const [x, y] = [figureOf(a, order.column), figureOf(b, order.column)];
    // what is not known comes last either way
    if (x === null || y === null) return x === y ? byName : x === null ? 1 : -1;
    return (order.falling ? y - x : x - y) || byName;
  });
  const text = (figures: AgentFigures, column: Column): string => {
    const value = figureOf(figures, column);
    if (column === 'answered') return formats.count(value);
    if (column === 'occupancy') return formats.percent(value);
    return column === 'averageTalk' || column === 'averageHold' ? formats.span(value) : hoursText(value);
  };
  const head = (column: Order['column'], hint: string | null) => {
    const label = t(`figures.${column}`);
    const current = order.column === column;
    return (
      <th key={column} scope="col" aria-sort={current ? (order.falling ? 'descending' : 'ascending') : undefined}>
        <span className={tableStyles.head}>
          <button
            type="button"
            className={styles.sort}
            title={t('table.sort', { column: label })}
            onClick={() => setOrder({ column, falling: current ? !order.falling : column !== 'agent' })}
          >
            {label}
            {current ? <span aria-hidden="true">{order.falling ? ' ▼' : ' ▲'}</span> : null}
          </button>
          {hint ? <Hint label={t('explain', { what: label })} text={hint} /> : null}
        </span>
      </th>
    );
  };
  return (
    <div className={tableStyles.frame}>
      <div className={styles.top}>
        <h2 id={captionId} className={tableStyles.caption}>
          {caption}
        </h2>
        <label className={styles.search}>
          <span className={styles.hidden}>{t('search')}</span>
          <input
            className={controls.input}
            type="search"
            placeholder={t('search')}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            data-testid="agent-search"
          />
        </label>
        <span className={controls.note} role="status">
          {t('found', { count: found.length })}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard. */}
      <section className={tableStyles.scroller} tabIndex={0} aria-labelledby={captionId}>
        <table className={`${controls.table} ${tableStyles.table} ${styles.table}`} data-testid="agent-table">
          <thead>
            <tr>
              {head('agent', null)}
              <th scope="col" className={styles.split}>
                {t('figures.split')}
              </th>
              {columns.map((column) => head(column, t(`hints.${column}`)))}
            </tr>
          </thead>
          <tbody>
            {shown.map((agent) => (
              <tr key={`${agent.exchange}|${agent.agent}|${agent.name}`}>
                <th scope="row">
                  {agent.name}
                  {agent.agent !== null && (names.get(agent.name) ?? 0) > 1 ? (
                    <small className={styles.below}>{agent.agent}</small>
                  ) : null}
                  {agent.formerNames.length > 0 ? (
                    <small className={styles.below}>{t('table.former', { names: agent.formerNames.join(', ') })}</small>
                  ) : null}
                </th>
                <td className={styles.split}>
                  <TimeSplit figures={agent} />
                </td>
                {columns.map((column) => (
                  <td key={column} className={column === 'occupancy' ? tableStyles.main : undefined}>
                    {text(agent, column)}
                  </td>
                ))}
              </tr>
            ))}
            {shown.length === 0 ? (
              <tr>
                <td colSpan={columns.length + 2} className={styles.nobody}>
                  {t('nobodyFound', { search: search.trim() })}
                </td>
              </tr>
            ) : null}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('table.total')}</th>
              <td className={styles.split}>
                <TimeSplit figures={total} />
              </td>
              {columns.map((column) => (
                <td key={column} data-testid={`agents-total-${column}`}>
                  {text(total, column)}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </section>
    </div>
  );
}

function figureOf(figures: AgentFigures, column: Column): number | null {
  switch (column) {
    case 'answered':
      return figures.answered;
    case 'averageTalk':
      return figures.averageTalkSeconds;
    case 'averageHold':
      return figures.averageHoldSeconds;
    case 'occupancy':
      return figures.occupancy;
    case 'signedIn':
      return figures.signedInSeconds;
    default:
      return secondsOf(figures, column);
  }
}
