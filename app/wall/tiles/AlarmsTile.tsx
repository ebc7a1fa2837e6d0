'use client';

import { useTranslations } from 'use-intl';
import { holdsCentre } from '#lib/board/figureScope.ts';
import type { AlarmNow } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './AlarmsTile.module.css';
import { figuresOf } from './figuresOf.ts';
import { bodyOf, TileFrame } from './TileFrame.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';
import { usePages } from './usePages.ts';

const rowUnits = 3.2;

/** The alarms that stand: the worst first, of those the newest. */
export function AlarmsTile({ tile, place, scope, floor, dim, now, at, room }: TileProps) {
  const t = useTranslations('tiles');
  const words = useTranslations('wall');
  const formats = useFormats();
  const { sources } = figuresOf(floor, scope, at);
  const concerns = ({ centre, queue }: AlarmNow) =>
    (centre === null || holdsCentre(scope, centre)) &&
    (scope.queues === null || queue === null || scope.queues.includes(queue));
  const alarms = Object.values(floor.alarms)
    .filter(concerns)
    .sort(
      (a, b) =>
        Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null) ||
        Number(b.level === 'alarm') - Number(a.level === 'alarm') ||
        b.raisedAt - a.raisedAt,
    );
  const rows = Math.max(1, Math.floor(bodyOf(room).height / rowUnits));
  const pages = usePages(alarms.length, room.stacked ? Number.POSITIVE_INFINITY : rows, 'full');
  return (
    <TileFrame
      title={tileTitle({ tile, place }, t('kind.alarms'))}
      note={
        pages.pages > 1
          ? `${formats.count(alarms.length)} · ${words('queues.page', { page: pages.page, pages: pages.pages })}`
          : null
      }
      room={room}
      dim={false}
      testId="alarms"
    >
      {alarms.length === 0 ? (
        <p className={styles.none}>{sources.length === 0 || dim === true ? '–' : t('alarms.none')}</p>
      ) : (
        <ul className={styles.list}>
          {alarms.slice(pages.from, pages.to).map((alarm) => (
            <li
              key={alarm.id}
              className={styles.alarm}
              data-level={alarm.level}
              data-done={alarm.acknowledgedAt !== null}
            >
              <span className={styles.mark} aria-hidden="true" />
              <span className={styles.name}>
                {alarm.name}
                <small>{placeOf(alarm, floor)}</small>
              </span>
              {alarm.acknowledgedBy ? <span className={styles.by}>✓ {alarm.acknowledgedBy}</span> : null}
              <span className={styles.since}>{formats.clock((now - alarm.raisedAt) / 1000)}</span>
            </li>
          ))}
        </ul>
      )}
    </TileFrame>
  );
}

function placeOf({ centre, queue }: AlarmNow, { centres, queues }: TileProps['floor']): string {
  const names = [
    queue === null ? null : (queues[queue]?.label ?? queue),
    centre === null ? null : (centres[centre]?.label ?? centre),
  ];
  return names.filter((name) => name !== null).join(' · ');
}
