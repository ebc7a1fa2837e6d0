'use client';

import { useTranslations } from 'use-intl';
import type { TickerNow } from '#lib/feed/feedEvents.ts';
import controls from '../../frame/controls.module.css';
import type { HallCentre } from '../hall.ts';
import { useDeskFloor } from '../preview/useDeskFloor.ts';
import { MessageComposer } from './MessageComposer.tsx';
import { MessageList } from './MessageList.tsx';
import styles from './Messages.module.css';
import { useTickers } from './useTickers.ts';

export type MessageCentre = Pick<HallCentre, 'id' | 'label' | 'zone'>;

interface Props {
  /** As the database had them when the page was asked for. */
  tickers: readonly TickerNow[];
  centres: readonly MessageCentre[];
  /** A board has a tile that shows them. */
  seen: boolean;
}

const liveMs = 1000;

/** A new message, those on the screens, and those to come. */
export function Messages({ tickers: atFirst, centres, seen }: Props) {
  const t = useTranslations('boards.messages');
  const live = useDeskFloor(liveMs);
  const { tickers, renew } = useTickers(atFirst, live.floor?.tickers);
  const now = live.floor ? live.now : Date.now();
  return (
    <div className={styles.messages}>
      {seen ? null : <p className={controls.notice}>{t('noTicker')}</p>}
      <MessageComposer centres={centres} seen={seen} now={now} onSent={renew} />
      <MessageList tickers={tickers} centres={centres} now={now} onEnded={renew} />
    </div>
  );
}
