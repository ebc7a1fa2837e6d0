'use client';

import { useCallback, useEffect, useState } from 'react';
import { ClientMessages } from '../i18n/ClientMessages.tsx';
import type { Locale } from '../i18n/locale.ts';
import type { Messages } from '../i18n/messages.ts';
import { useIdlePointer } from '../live/useIdlePointer.ts';
import { useWakeLock } from '../wall/[board]/useWakeLock.ts';
import { failureKey } from './failureKey.ts';
import { Pairing } from './Pairing.tsx';
import styles from './Tv.module.css';
import { TvWall } from './TvWall.tsx';
import { readTvMemory, type TvMemory, writeTvMemory } from './tvMemory.ts';
import { useFullScreenOnTouch } from './useFullScreenOnTouch.ts';
import { useKeptShell } from './useKeptShell.ts';

interface Props {
  /** That this page is of; null: not known. */
  build: string | null;
  /** The language until an assignment tells another. */
  opened: Locale;
  texts: Record<Locale, Partial<Messages>>;
}

/** A page that has run for so long has nothing to do with one that failed. */
const soundMs = 600_000;

/** A television: pairs itself, then shows what it was given, and goes on by itself whatever happens. */
export function Tv({ build, opened, texts }: Props) {
  // undefined: not looked yet, as on the server
  const [memory, setMemory] = useState<TvMemory | null | undefined>(undefined);
  const [ended, setEnded] = useState(false);
  useEffect(() => setMemory(readTvMemory(localStorage)), []);
  useEffect(() => {
    const timer = setTimeout(() => sessionStorage.removeItem(failureKey), soundMs);
    return () => clearTimeout(timer);
  }, []);
  useKeptShell();
  useWakeLock();
  useIdlePointer(true);
  useFullScreenOnTouch();

  const remember = useCallback((next: TvMemory | null) => {
    writeTvMemory(localStorage, next);
    setMemory(next);
  }, []);
  const paired = useCallback(
    (token: string) => {
      setEnded(false);
      remember({ token, assignment: null, zone: null });
    },
    [remember],
  );
  const over = useCallback(() => {
    setEnded(true);
    remember(null);
  }, [remember]);

  const locale = memory?.assignment?.locale ?? opened;
  const theme = memory?.assignment?.theme;
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    if (theme !== undefined) document.documentElement.dataset.theme = theme;
  }, [theme]);

  return (
    <ClientMessages locale={locale} messages={texts[locale]}>
      <main className={styles.tv} data-testid="tv">
        {memory === null ? <Pairing ended={ended} onPaired={paired} /> : null}
        {memory ? <TvWall key={memory.token} memory={memory} build={build} onMemory={remember} onOver={over} /> : null}
      </main>
    </ClientMessages>
  );
}
