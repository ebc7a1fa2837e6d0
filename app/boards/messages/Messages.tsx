'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { dayEndOf } from '#lib/board/dayTotals.ts';
import type { TickerNow } from '#lib/feed/feedEvents.ts';
import controls from '../../frame/controls.module.css';
import type { HallCentre } from '../hall.ts';
import { useDeskFloor } from '../preview/useDeskFloor.ts';
import { MessageComposer } from './MessageComposer.tsx';
import { MessageList } from './MessageList.tsx';
import styles from './Messages.module.css';

export type MessageCentre = Pick<HallCentre, 'id' | 'label' | 'zone'>;

interface Props {
  /** As the database had them when the page was asked for. */
  tickers: readonly TickerNow[];
  centres: readonly MessageCentre[];
  /** A board has a tile that shows them. */
  seen: boolean;
}

const liveMs = 1000;

/** A new message, and those on the screens as the screens themselves hear of them. */
export function Messages({ tickers: atFirst, centres, seen }: Props) {
  const t = useTranslations('boards.messages');
  const live = useDeskFloor(liveMs);
  const [own, setOwn] = useState<readonly TickerNow[]>([]);
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set());
  const now = live.floor ? live.now : Date.now();
  const told = live.floor ? Object.values(live.floor.tickers) : atFirst;
  const all = new Map([...own, ...told].map((ticker) => [ticker.id, ticker]));
  const shown = [...all.values()]
    .filter(({ id, expiresAt }) => !ended.has(id) && expiresAt > now)
    .toSorted((a, b) => Number(b.urgent) - Number(a.urgent) || b.startsAt - a.startsAt);
  const zone = centres[0]?.zone ?? 'Europe/Istanbul';
  const centre = live.floor ? Object.values(live.floor.centres)[0] : undefined;
  return (
    <div className={styles.messages}>
      {seen ? null : <p className={controls.notice}>{t('noTicker')}</p>}
      <MessageComposer
        centres={centres}
        seen={seen}
        now={now}
        zone={zone}
        dayEnd={centre ? dayEndOf(centre, now) : null}
        onSent={(ticker) => setOwn([...own, ticker])}
      />
      <MessageList
        tickers={shown}
        centres={centres}
        now={now}
        zone={zone}
        onEnded={(id) => setEnded(new Set([...ended, id]))}
      />
    </div>
  );
}
