'use client';

import { useTranslations } from 'use-intl';
import { useFormats } from '../../i18n/useFormats.ts';
import { AlarmMark } from '../alarms/AlarmMark.tsx';
import { alarmWatching } from '../alarms/alarmWatching.ts';
import { shownAlarms } from '../alarms/shownAlarms.ts';
import { useAlarmWords } from '../alarms/useAlarmWords.ts';
import styles from './AlarmsTile.module.css';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import { bodyOf, TileFrame } from './TileFrame.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';
import { usePages } from './usePages.ts';

const rowUnits = 3.4;

/** The alarms that stand, those first that nobody has seen to. */
export function AlarmsTile({ tile, place, scope, floor, link, fresh, dim, now, at, room }: TileProps) {
  const t = useTranslations('tiles');
  const words = useTranslations('wall');
  const formats = useFormats();
  const text = useAlarmWords(floor);
  const { sources } = figuresOf(floor, scope, at);
  const alarms = shownAlarms(floor, scope.centres ?? [], scope.queues);
  const watching = alarmWatching(floor, link, now);
  const rows = Math.max(1, Math.floor(bodyOf(room).height / rowUnits));
  const pages = usePages(alarms.length, room.stacked ? Number.POSITIVE_INFINITY : rows, 'full');
  const old = link === 'lost' || (link === 'live' && !watching.live);
  const held = link === 'lost' ? heldAtOf(fresh, sources, at, dim) : watching.heldAt;
  return (
    <TileFrame
      title={tileTitle({ tile, place }, t('kind.alarms'))}
      note={
        pages.pages > 1
          ? `${formats.count(alarms.length)} · ${words('queues.page', { page: pages.page, pages: pages.pages })}`
          : null
      }
      room={room}
      dim={old}
      heldAt={held}
      now={now}
      testId="alarms"
    >
      {alarms.length === 0 ? (
        <p className={styles.none} data-testid="no-alarms">
          {watching.live ? t('alarms.none') : watching.away ? t('alarms.unwatched') : '–'}
        </p>
      ) : (
        <ul className={styles.list} data-dim={old}>
          {alarms.slice(pages.from, pages.to).map((alarm) => {
            const { where, what, since, acknowledged } = text(alarm, now);
            return (
              <li
                key={alarm.id}
                className={styles.alarm}
                data-level={alarm.level}
                data-done={alarm.acknowledgedAt !== null}
              >
                <AlarmMark level={alarm.level} acknowledged={alarm.acknowledgedAt !== null} />
                <span className={styles.name}>
                  {what}
                  <small>{[where, since, acknowledged].filter((part) => part).join(' · ')}</small>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </TileFrame>
  );
}
