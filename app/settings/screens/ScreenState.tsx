'use client';

import { useTranslations } from 'use-intl';
import type { ListedScreen } from '../../api/screens/screenKeeping.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import own from './screens.module.css';

/** Connected, awaited or away: by shape, colour and word, and since when. */
export function ScreenState({ screen, now, zone }: { screen: ListedScreen; now: number; zone: string }) {
  const t = useTranslations('screens');
  const formats = useFormats();
  const { live, waiting, lastSeen } = screen;
  const span = (from: number) => formats.span(Math.max(0, (now - from) / 1000));
  if (live !== null) {
    return (
      <span className={own.state} data-state="connected">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="8" r="6" fill="currentColor" />
        </svg>
        <span>
          <strong>{t('connected')}</strong>
          <small>{t('connectedSince', { span: span(live.connectedSince) })}</small>
        </span>
      </span>
    );
  }
  return (
    <span className={own.state} data-state={waiting ? 'waiting' : 'away'}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {waiting ? (
          <path
            d="M8 2a6 6 0 0 1 0 12ZM8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12Z"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.4"
          />
        ) : (
          <path d="M8 1 15.5 14.5H.5Z" fill="currentColor" />
        )}
      </svg>
      <span>
        <strong>{t(waiting ? 'waiting' : 'disconnected')}</strong>
        <small>
          {lastSeen === null
            ? t('neverSeen')
            : t('lastSeen', {
                time: `${formats.date(lastSeen, zone)} ${formats.time(lastSeen, zone)}`,
                span: span(lastSeen),
              })}
        </small>
      </span>
    </span>
  );
}
