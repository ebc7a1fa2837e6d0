'use client';

import { type CSSProperties, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type TickerOptions, tickerMessages } from '#lib/board/tickerMessages.ts';
import type { TickerNow } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { Sign } from './Sign.tsx';
import styles from './TickerTile.module.css';
import { bodyOf, TileFrame } from './TileFrame.tsx';
import { fitText, lineEms } from './tickerText.ts';
import { type TileProps, tileTitle } from './tileProps.ts';
import { useMeasuredText } from './useMeasuredText.ts';
import { useReducedMotion } from './useReducedMotion.ts';

const messageMs = 12_000;
const pageMs = 7_000;
/** Units a second: slow enough to be read by who just looks up. */
const speed = 7;
/** Beside the message: who sent it, until when; left out where there is hardly room for the message. */
const senderShare = 0.2;
const leastForSender = { width: 40, height: 3.4 };

/**
 * A supervisor's messages: still where they fit, moving along calmly or page after page where they do not. They hold until they
 * expire, link or not, and so are never dimmed.
 */
export function TickerTile({ tile, place, options, scope, floor, now, zone, room }: TileProps<TickerOptions>) {
  const t = useTranslations('tiles');
  const messages = tickerMessages(floor.tickers, scope, now);
  const [turn, setTurn] = useState(0);
  const message = messages[turn % Math.max(1, messages.length)];
  const next = () => setTurn((was) => was + 1);
  const body = bodyOf(room, true);
  return (
    <TileFrame
      title={tileTitle({ tile, place }, t('ticker.title'))}
      room={room}
      dim={false}
      level={message?.urgent ? 'alarm' : 'none'}
      bare
      testId="ticker"
    >
      {message ? (
        <Message
          key={`${message.id} ${message.text}`}
          message={message}
          options={options}
          several={messages.length > 1}
          area={body}
          zone={zone}
          next={next}
        />
      ) : (
        <p className={styles.none}>{t('ticker.none')}</p>
      )}
      {/* Heard once, and whole, whatever of it is to be seen. */}
      <p className={styles.heard} role="status">
        {messages.map(({ text }) => text).join(' · ')}
      </p>
    </TileFrame>
  );
}

interface MessageProps {
  message: TickerNow;
  options: TickerOptions;
  /** Others wait for their turn. */
  several: boolean;
  /** In the tile's own unit. */
  area: { width: number; height: number };
  zone: string;
  next: () => void;
}

function Message({ message, options, several, area, zone, next }: MessageProps) {
  const t = useTranslations('tiles');
  const formats = useFormats();
  const still = useReducedMotion();
  const { ref, measured } = useMeasuredText(message.text);
  const mark = message.urgent ? 7 : 0;
  const sender = options.sender && area.width >= leastForSender.width && area.height >= leastForSender.height;
  const width = area.width * (sender ? 1 - senderShare : 1) - mark;
  const fit = fitText(measured, { width, height: area.height });
  const moves = fit.pages.length > 1 && options.overflow === 'move' && !still;
  const pages = moves ? [message.text] : fit.pages;
  const [page, setPage] = useState(0);
  const last = page >= pages.length - 1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `next` is another one at each drawing, and does the same
  useEffect(() => {
    if (moves || (last && !several && pages.length === 1)) return;
    const timer = setTimeout(
      () => {
        if (!last) setPage(page + 1);
        else if (several) next();
        else setPage(0);
      },
      pages.length > 1 ? pageMs : messageMs,
    );
    return () => clearTimeout(timer);
  }, [moves, last, several, page, pages.length]);
  const seconds = (width + lineEms(measured) * fit.font) / speed;
  return (
    <div className={styles.line} aria-hidden="true" style={{ '--font': fit.font } as CSSProperties}>
      {message.urgent ? (
        <strong className={styles.urgent}>
          <Sign shape="notice" /> {t('ticker.urgent')}
        </strong>
      ) : null}
      <div className={styles.window} data-moves={moves}>
        <p
          ref={ref}
          className={styles.text}
          data-motion={moves ? 'moves' : pages.length > 1 ? 'pages' : 'still'}
          style={moves ? ({ '--way': `${width}`, animationDuration: `${seconds}s` } as CSSProperties) : undefined}
          onAnimationIteration={several ? next : undefined}
        >
          {pages[Math.min(page, pages.length - 1)]}
        </p>
      </div>
      {sender ? (
        <p className={styles.sender}>
          <span>{message.from}</span>
          <span>{t('ticker.until', { time: formats.time(message.expiresAt, zone) })}</span>
          {pages.length > 1 ? <span>{t('ticker.page', { page: page + 1, pages: pages.length })}</span> : null}
        </p>
      ) : null}
    </div>
  );
}
