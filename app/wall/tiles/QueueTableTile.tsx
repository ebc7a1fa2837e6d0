'use client';

import { type CSSProperties, memo } from 'react';
import { useTranslations } from 'use-intl';
import type { QueueRow } from '#lib/board/boardFigures.ts';
import { queueWaitSeconds } from '#lib/board/freshness.ts';
import { waitLevel } from '#lib/board/ownLimits.ts';
import type { QueueColumn, QueueTableOptions } from '#lib/board/tileOptions.ts';
import type { QueueNow } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import styles from './QueueTableTile.module.css';
import { bodyOf, roomFor, TileFrame } from './TileFrame.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';
import { usePages } from './usePages.ts';
import { useTonightWords } from './useTonightWords.ts';

/** Height of a row in the tile's units: at least, at most where there is room, and so close as saves a second page. */
const rowUnits = { least: 1.98, most: 4, close: 1.7 };

/** What the names, a column and the whole table take at least. */
const leastUnits = { name: 15, column: 5, height: 9 };

/** Each queue: this moment and this day. */
export function QueueTableTile({
  tile,
  place,
  options,
  scope,
  floor,
  fresh,
  dim,
  now,
  at,
  room: whole,
}: TileProps<QueueTableOptions>) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const figures = figuresOf(floor, scope, at);
  const { queues: rows, centres, sources } = figures;
  const room = roomFor(whole, {
    width: leastUnits.name + leastUnits.column * options.columns.length,
    height: leastUnits.height,
  });
  const labels = new Map(centres.map((centre) => [centre.id, centre.label]));
  const waitOf = ({ queue }: QueueRow) => queueWaitSeconds(queue, fresh) ?? -1;
  const sorted = rows.toSorted(
    (a, b) =>
      (options.order === 'wait' ? waitOf(b) - waitOf(a) : 0) ||
      formats.compare(labels.get(a.queue.centre) ?? '', labels.get(b.queue.centre) ?? '') ||
      formats.compare(a.queue.label, b.queue.label),
  );
  const tonight = useTonightWords();
  const tonightText = ({ queue, outlook }: QueueRow) => {
    if (outlook === null) return undefined;
    const zone = centres.find(({ id }) => id === queue.centre)?.zone ?? 'UTC';
    return `${t('foot.tonight', { expected: formats.count(Math.round(outlook.mean)) })}: ${tonight(outlook, now, zone)}`;
  };
  const exchanges = new Map(sources.map((source) => [source.id, source.label]));
  const nameOf = ({ centre, label }: QueueNow) => `${centre} ${label}`;
  const named = Map.groupBy(rows, ({ queue }) => nameOf(queue));
  /** What tells a queue from others of its name: its centre, its exchange. */
  const placeOf = (queue: QueueNow) =>
    [
      centres.length > 1 ? queue.centre : null,
      (named.get(nameOf(queue))?.length ?? 0) > 1 ? (exchanges.get(queue.exchange) ?? queue.exchange) : null,
    ]
      .filter((part) => part !== null)
      .join(' · ');
  const { height } = bodyOf(room);
  const close = Math.floor(height / rowUnits.close) - 1;
  const fitting = sorted.length <= close ? close : Math.max(1, Math.floor(height / rowUnits.least) - 1);
  const pages = usePages(sorted.length, room.stacked ? Number.POSITIVE_INFINITY : fitting);
  const row = Math.min(rowUnits.most, Math.max(rowUnits.close, height / (Math.ceil(sorted.length / pages.pages) + 1)));

  return (
    <TileFrame
      title={tileTitle({ tile, place }, t('queues.title'))}
      note={pages.pages > 1 ? t('queues.page', { page: pages.page, pages: pages.pages }) : null}
      room={room}
      dim={dim}
      heldAt={heldAtOf(fresh, sources, at, dim)}
      now={now}
    >
      <div className={styles.fill} style={{ '--row': row } as CSSProperties}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('queues.queue')}</th>
              {options.columns.map((column) => (
                <th key={column} scope="col" data-column={column} title={t(headOf[column])}>
                  {t(`queues.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.slice(pages.from, pages.to).map((row) => {
              const { queue, today, level } = row;
              const wait = queueWaitSeconds(queue, fresh);
              return (
                <Row
                  key={queue.id}
                  id={queue.id}
                  label={queue.label}
                  place={placeOf(queue)}
                  hint={[
                    queue.label,
                    labels.get(queue.centre) ?? queue.centre,
                    exchanges.get(queue.exchange) ?? queue.exchange,
                  ].join(' · ')}
                  dim={!fresh.isLive(queue.exchange)}
                  columns={options.columns}
                  waiting={queue.waiting}
                  wait={wait === null ? null : Math.floor(wait)}
                  threshold={queue.thresholdSeconds}
                  free={row.free}
                  onContact={row.onContact}
                  offered={today?.offered ?? null}
                  answered={today?.answered ?? null}
                  abandoned={today?.abandoned ?? null}
                  level={level.ratio}
                  levelHint={
                    level.formula
                      ? t(`level.words.${level.formula}`, {
                          threshold: t('seconds', { seconds: queue.thresholdSeconds }),
                        })
                      : undefined
                  }
                  tonight={tonightText(row)}
                />
              );
            })}
          </tbody>
        </table>
      </div>
    </TileFrame>
  );
}

/** What tells how a column is worked out. */
const headOf = {
  waiting: 'formula.waiting',
  longest: 'formula.longestWait',
  free: 'formula.queueFree',
  onContact: 'formula.queueOnContact',
  offered: 'formula.offered',
  answered: 'formula.answered',
  abandoned: 'formula.abandoned',
  level: 'label.serviceLevel',
} as const satisfies Record<QueueColumn, string>;

interface RowProps {
  id: string;
  label: string;
  /** What tells the queue from others of its name. */
  place: string;
  hint: string;
  dim: boolean;
  columns: readonly QueueColumn[];
  waiting: number;
  /** Whole seconds; null: nobody waits. */
  wait: number | null;
  threshold: number;
  free: number;
  onContact: number;
  offered: number | null;
  answered: number | null;
  abandoned: number | null;
  level: number | null;
  levelHint: string | undefined;
  tonight: string | undefined;
}

/** Drawn anew only when a figure of its own moves: of many queues, few do so within a second. */
const Row = memo(function Row({ columns, ...row }: RowProps) {
  return (
    <tr data-queue={row.id} data-dim={row.dim}>
      <th scope="row" title={row.hint}>
        <div className={styles.name}>
          <span className={styles.queue}>{row.label}</span>
          {row.place ? <span className={styles.centre}>{row.place}</span> : null}
        </div>
      </th>
      {columns.map((column) => (
        <Cell key={column} column={column} {...row} />
      ))}
    </tr>
  );
});

function Cell({ column, ...row }: Omit<RowProps, 'columns'> & { column: QueueColumn }) {
  const formats = useFormats();
  if (column === 'longest') {
    const alarm = waitLevel(row.wait, { thresholdSeconds: row.threshold });
    return (
      <td className={row.wait === null ? styles.none : alarmClass[alarm]} data-long={(row.wait ?? 0) >= 3600}>
        {alarm !== 'none' ? (
          <span className={styles.mark} data-level={alarm} data-mark={alarm} aria-hidden="true" />
        ) : null}
        {formats.clock(row.wait)}
      </td>
    );
  }
  if (column === 'level') return <td title={row.levelHint}>{formats.percent(row.level)}</td>;
  if (column === 'waiting') {
    return <td className={row.waiting > 0 ? styles.some : styles.none}>{formats.count(row.waiting)}</td>;
  }
  return <td title={column === 'offered' ? row.tonight : undefined}>{formats.count(row[column])}</td>;
}

const alarmClass = { none: undefined, warn: styles.over, alarm: styles.far };
