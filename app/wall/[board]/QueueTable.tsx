'use client';

import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { QueueRow } from '#lib/board/boardFigures.ts';
import { type Freshness, queueWaitSeconds } from '#lib/board/freshness.ts';
import type { CentreNow, QueueNow, SourceHealth } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { waitAlarm } from './alarms.ts';
import { Panel } from './Panel.tsx';
import styles from './QueueTable.module.css';
import { useMeasure } from './useMeasure.ts';
import { usePages } from './usePages.ts';
import type { Screen } from './useScreen.ts';
import { useTonightWords } from './useTonightWords.ts';

interface Props {
  rows: QueueRow[];
  /** By id; named in the rows when there are several. */
  centres: CentreNow[];
  /** By id; named in the rows of queues that share a name. */
  sources: SourceHealth[];
  fresh: Freshness;
  screen: Screen;
  /** Epoch ms by the server's clock. */
  now: number;
}

const alarmClass = { none: undefined, over: styles.over, far: styles.far };
/** Height of a row in units of the wall: at least, and at most where there is room. */
const rowUnits = { least: 1.98, most: 4 };

/** Each queue: this moment and this day. */
export function QueueTable({ rows, centres, sources, fresh, screen, now }: Props) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const { ref, size } = useMeasure<HTMLDivElement>();
  const labels = new Map(centres.map((centre) => [centre.id, centre.label]));
  const sorted = rows.toSorted(
    (a, b) =>
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
  const height = (size?.height ?? 0) / screen.unit;
  const room = Math.max(1, Math.floor(height / rowUnits.least) - 1);
  const pages = usePages(sorted.length, screen.compact ? Number.POSITIVE_INFINITY : room);
  const row = Math.min(rowUnits.most, Math.max(rowUnits.least, height / (Math.ceil(sorted.length / pages.pages) + 1)));
  const columns = [
    { key: 'waiting', formula: t('formula.waiting') },
    { key: 'longest', formula: t('formula.longestWait') },
    { key: 'free', formula: t('formula.queueFree') },
    { key: 'onContact', formula: t('formula.queueOnContact') },
    { key: 'offered', formula: t('formula.offered') },
    { key: 'answered', formula: t('formula.answered') },
  ] as const;

  return (
    <Panel
      title={t('queues.title')}
      note={pages.pages > 1 ? t('queues.page', { page: pages.page, pages: pages.pages }) : null}
      className={styles.panel}
    >
      <div ref={ref} className={styles.fill} style={{ '--row': row } as CSSProperties}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('queues.queue')}</th>
              {columns.map(({ key, formula }) => (
                <th key={key} scope="col" title={formula}>
                  {t(`queues.${key}`)}
                </th>
              ))}
              <th scope="col" title={t('label.serviceLevel')}>
                {t('queues.level')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.slice(pages.from, pages.to).map((row) => {
              const { queue, today, level } = row;
              const wait = queueWaitSeconds(queue, fresh);
              const alarm = waitAlarm(wait, queue);
              const threshold = t('seconds', { seconds: queue.thresholdSeconds });
              return (
                <tr key={queue.id} data-queue={queue.id} data-dim={!fresh.isLive(queue.exchange)}>
                  <th
                    scope="row"
                    title={[
                      queue.label,
                      labels.get(queue.centre) ?? queue.centre,
                      exchanges.get(queue.exchange) ?? queue.exchange,
                    ].join(' · ')}
                  >
                    <div className={styles.name}>
                      <span className={styles.queue}>{queue.label}</span>
                      {placeOf(queue) ? <span className={styles.centre}>{placeOf(queue)}</span> : null}
                    </div>
                  </th>
                  <td className={queue.waiting > 0 ? styles.some : styles.none}>{formats.count(queue.waiting)}</td>
                  <td className={wait === null ? styles.none : alarmClass[alarm]} data-long={(wait ?? 0) >= 3600}>
                    {alarm !== 'none' ? <span className={styles.mark} aria-hidden="true" /> : null}
                    {formats.clock(wait)}
                  </td>
                  <td>{formats.count(row.free)}</td>
                  <td>{formats.count(row.onContact)}</td>
                  <td title={tonightText(row)}>{formats.count(today?.offered)}</td>
                  <td>{formats.count(today?.answered)}</td>
                  <td title={level.formula ? t(`level.words.${level.formula}`, { threshold }) : undefined}>
                    {formats.percent(level.ratio)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
