'use client';

import {
  type KeyboardEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useTranslations } from 'use-intl';
import { Hint } from '../../hint/Hint.tsx';
import type { Order } from '../deskAddress.ts';
import styles from './VirtualTable.module.css';

export interface TableColumn<Row, Id extends string> {
  id: Id;
  head: string;
  /** What it means, behind a question mark. */
  hint?: string;
  /** CSS width; the first column takes what is left. */
  width?: string;
  /** The same on a phone, where there is no room for all; false: left out there. */
  narrow?: string | false;
  align?: 'end';
  cell: (row: Row) => ReactNode;
}

interface Props<Row, Id extends string> {
  title: string;
  /** Beside the title, and at the far end. */
  count?: string;
  tools?: ReactNode;
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  columns: readonly TableColumn<Row, Id>[];
  order: Order<Id>;
  onOrder: (order: Order<Id>) => void;
  /** Columns that fall at the first press. */
  fallsFirst?: readonly Id[];
  /** Data attributes of a row, and whether its panel is open. */
  marks?: (row: Row) => { dim?: boolean; level?: string; current?: boolean };
  empty: string;
  /** Below the table. */
  note?: string;
  testId: string;
}

/** Pixels of a row; all are alike, so that any part of the list is found at once. */
const rowPx = 36;
/** Rows drawn beyond what is seen, above and below. */
const spare = 8;

/**
 * A table of any length that draws only what is seen of it. It says how many rows there are and which each is; arrow keys go
 * from row to row, Home and End to its ends.
 */
export function VirtualTable<Row, Id extends string>(props: Props<Row, Id>) {
  const { title, count, tools, rows, keyOf, order, onOrder, fallsFirst = [], marks, empty, note, testId } = props;
  const narrow = useNarrow();
  const columns = narrow
    ? props.columns
        .filter((column) => column.narrow !== false)
        .map((column) => ({ ...column, width: column.narrow || column.width }))
    : props.columns;
  const t = useTranslations('floor');
  const titleId = useId();
  const scroller = useRef<HTMLElement>(null);
  const wanted = useRef<number | null>(null);
  const [seen, setSeen] = useState({ top: 0, height: 600 });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = () =>
      setSeen((before) => {
        const top = Math.floor(element.scrollTop / rowPx) * rowPx;
        return before.top === top && before.height === element.clientHeight
          ? before
          : { top, height: element.clientHeight };
      });
    look();
    const resizing = new ResizeObserver(look);
    resizing.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resizing.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, []);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const button = scroller.current?.querySelector<HTMLElement>(`tr[data-place="${wanted.current}"] button`);
    if (!button) return;
    wanted.current = null;
    button.focus({ preventScroll: true });
  });

  const first = Math.max(0, Math.floor(seen.top / rowPx) - spare);
  const last = Math.min(rows.length, Math.ceil((seen.top + seen.height) / rowPx) + spare);
  const onKey = (event: KeyboardEvent<HTMLElement>) => {
    const from = (event.target as HTMLElement).closest('tr')?.dataset.place;
    const element = scroller.current;
    if (from === undefined || element === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const place = Math.max(0, Math.min(rows.length - 1, Number(from) + step));
    wanted.current = place;
    const headPx = element.querySelector('thead')?.clientHeight ?? 0;
    const [top, bottom] = [place * rowPx, (place + 1) * rowPx + headPx];
    if (top < element.scrollTop) element.scrollTop = top;
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
    setSeen({ top: Math.floor(element.scrollTop / rowPx) * rowPx, height: element.clientHeight });
  };
  return (
    <section className={styles.frame} aria-labelledby={titleId} data-testid={testId}>
      <header className={styles.top}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {count === undefined ? null : (
          <span className={styles.count} role="status">
            {count}
          </span>
        )}
        <div className={styles.tools}>{tools}</div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard. */}
      <section className={styles.scroller} ref={scroller} tabIndex={0} aria-labelledby={titleId} onKeyDown={onKey}>
        <table className={styles.table} aria-labelledby={titleId} aria-rowcount={rows.length + 1}>
          <colgroup>
            {columns.map(({ id, width }) => (
              <col key={id} style={width === undefined ? undefined : { width }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map(({ id, head, hint, align }) => {
                const current = order.column === id;
                return (
                  <th
                    key={id}
                    scope="col"
                    data-align={align}
                    aria-sort={current ? (order.falling ? 'descending' : 'ascending') : undefined}
                  >
                    <span className={styles.head}>
                      <button
                        type="button"
                        className={styles.sort}
                        title={t('sortBy', { column: head })}
                        onClick={() =>
                          onOrder({ column: id, falling: current ? !order.falling : fallsFirst.includes(id) })
                        }
                      >
                        {head}
                        {current ? <span aria-hidden="true">{order.falling ? ' ▼' : ' ▲'}</span> : null}
                      </button>
                      {hint === undefined ? null : <Hint label={t('explain', { what: head })} text={hint} />}
                    </span>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            <Spacer rows={first} columns={columns.length} />
            {rows.slice(first, last).map((row, index) => {
              const { dim, level, current } = marks?.(row) ?? {};
              return (
                <tr
                  key={keyOf(row)}
                  className={styles.row}
                  aria-rowindex={first + index + 2}
                  data-place={first + index}
                  data-key={keyOf(row)}
                  data-dim={dim}
                  data-level={level}
                  aria-current={current ? 'true' : undefined}
                >
                  {columns.map(({ id, align, cell }, place) =>
                    place === 0 ? (
                      <th key={id} scope="row">
                        {cell(row)}
                      </th>
                    ) : (
                      <td key={id} data-align={align} data-column={id}>
                        {cell(row)}
                      </td>
                    ),
                  )}
                </tr>
              );
            })}
            <Spacer rows={rows.length - last} columns={columns.length} />
          </tbody>
        </table>
        {rows.length === 0 ? <p className={styles.empty}>{empty}</p> : null}
      </section>
      {note === undefined ? null : <p className={styles.note}>{note}</p>}
    </section>
  );
}

const narrowQuery = '(max-width: 40rem)';

/** Is it a phone? */
function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(narrowQuery);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => matchMedia(narrowQuery).matches,
    () => false,
  );
}

/** The room of rows that are not drawn. */
function Spacer({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing in it can have the focus.
    <tr aria-hidden="true" className={styles.spacer}>
      <td colSpan={columns} style={{ height: rows * rowPx }} />
    </tr>
  );
}
