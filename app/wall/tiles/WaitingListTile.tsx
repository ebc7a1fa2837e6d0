'use client';

import { type CSSProperties, memo } from 'react';
import { useTranslations } from 'use-intl';
import { waitLevel } from '#lib/board/ownLimits.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import { bodyOf, TileFrame } from './TileFrame.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';
import { usePages } from './usePages.ts';
import styles from './WaitingListTile.module.css';

const rowUnits = 2.1;

/** Each contact that waits: in which queue, and since when. The longest first; nobody's number is known here. */
export function WaitingListTile({ tile, place, scope, floor, fresh, dim, now, at, room }: TileProps) {
  const t = useTranslations('wall');
  const names = useTranslations('tiles');
  const formats = useFormats();
  const figures = figuresOf(floor, scope, at);
  const queues = new Map(figures.queues.map(({ queue }) => [queue.id, queue]));
  const waiting = Object.values(floor.contacts)
    .flatMap((contact) => {
      const queue = contact.state === 'waiting' ? queues.get(contact.queue) : undefined;
      return queue ? [{ id: contact.id, since: contact.since, queue }] : [];
    })
    .sort((a, b) => a.since - b.since);
  const rows = Math.max(1, Math.floor(bodyOf(room).height / rowUnits));
  const pages = usePages(waiting.length, room.stacked ? Number.POSITIVE_INFINITY : rows, 'full');
  return (
    <TileFrame
      title={tileTitle({ tile, place }, names('kind.waiting_list'))}
      note={
        queues.size === 0
          ? null
          : pages.pages > 1
            ? `${formats.count(waiting.length)} · ${t('queues.page', { page: pages.page, pages: pages.pages })}`
            : formats.count(waiting.length)
      }
      room={room}
      dim={dim}
      heldAt={heldAtOf(fresh, figures.sources, at, dim)}
      now={now}
      testId="waiting-list"
    >
      {waiting.length === 0 ? (
        <p className={styles.nobody}>{queues.size === 0 ? '–' : names('waiting.nobody')}</p>
      ) : (
        <ol className={styles.list} style={{ '--rows': rows } as CSSProperties}>
          {waiting.slice(pages.from, pages.to).map(({ id, since, queue }, index) => (
            <WaitingRow
              key={id}
              place={pages.from + index + 1}
              queue={queue.label}
              threshold={queue.thresholdSeconds}
              seconds={Math.max(0, Math.floor((fresh.heldUntil(queue.exchange) - since) / 1000))}
              dim={!fresh.isLive(queue.exchange)}
            />
          ))}
        </ol>
      )}
    </TileFrame>
  );
}

interface RowProps {
  place: number;
  queue: string;
  threshold: number;
  seconds: number;
  dim: boolean;
}

const WaitingRow = memo(function WaitingRow({ place, queue, threshold, seconds, dim }: RowProps) {
  const formats = useFormats();
  const level = waitLevel(seconds, { thresholdSeconds: threshold });
  return (
    <li className={styles.row} data-dim={dim} data-level={level}>
      <span className={styles.place}>{formats.count(place)}</span>
      <span className={styles.queue}>{queue}</span>
      <span className={styles.since}>
        {level === 'none' ? null : <span className={styles.mark} data-mark={level} aria-hidden="true" />}
        {formats.clock(seconds)}
      </span>
    </li>
  );
});
