'use client';

import Link from 'next/link';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import { sendJson } from '../../access/sendJson.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from '../settings.module.css';
import { ScreenDialog } from './ScreenDialog.tsx';
import { ScreenRow } from './ScreenRow.tsx';
import { type ScreensNow, useScreens } from './useScreens.ts';

interface Props {
  initial: ScreensNow;
  boards: Board[];
  zone: string;
  /** The installation's address; null: as it was opened. */
  url: string | null;
}

/** Every TV, how it does, and what may be done with it. */
export function ScreenList({ initial, boards, zone, url }: Props) {
  const t = useTranslations('screens');
  const { compare } = useFormats();
  const { screens, build, now, stale, renew } = useScreens(initial);
  const [edited, setEdited] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const shown = (screens ?? []).toSorted((a, b) => compare(a.name, b.name));
  const screen = shown.find(({ id }) => id === edited);

  const identify = async (id: string, name: string) => {
    const { ok } = await sendJson('POST', `/api/screens/${encodeURIComponent(id)}/identify`, {});
    setTold(t(ok ? 'identified' : 'notConnected', { name }));
  };
  const done = (text: string) => {
    setEdited(null);
    setTold(text);
    renew();
  };
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 className={controls.title}>{t('title')}</h1>
          <p className={controls.lead}>{t('lead')}</p>
        </div>
        <Link className={controls.primary} href="/settings/screens/pair">
          {t('pairNew')}
        </Link>
      </div>
      {stale ? <p className={controls.notice}>{t(screens === null ? 'away' : 'stale')}</p> : null}
      {screens !== null && shown.length === 0 ? <NoScreens url={url} /> : null}
      {shown.length > 0 ? (
        <>
          <p className={controls.note}>
            {t('count', { count: shown.length, connected: shown.filter(({ live }) => live !== null).length })}
          </p>
          <div className={styles.scroll}>
            <table className={`${styles.table} ${styles.stacked}`} data-testid="screens">
              <thead>
                <tr>
                  {(['name', 'state', 'shows', 'boards', 'size', 'latency', 'version', 'actions'] as const).map(
                    (column) => (
                      <th key={column} scope="col">
                        {t(column)}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {shown.map((each) => (
                  <ScreenRow
                    key={each.id}
                    screen={each}
                    boards={boards}
                    build={build}
                    now={now}
                    zone={zone}
                    onIdentify={() => void identify(each.id, each.name)}
                    onEdit={() => setEdited(each.id)}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : null}
      <p className={controls.note} role="status" data-testid="screens-told">
        {told}
      </p>
      {screen ? (
        <ScreenDialog
          key={screen.id}
          screen={screen}
          others={shown.filter(({ id }) => id !== screen.id)}
          boards={boards}
          onClose={() => setEdited(null)}
          onDone={done}
        />
      ) : null}
    </>
  );
}

function NoScreens({ url }: { url: string | null }) {
  const t = useTranslations('screens');
  const [origin, setOrigin] = useState(url ?? '');
  useEffect(() => setOrigin((known) => known || location.origin), []);
  return (
    <div className={controls.panel}>
      <h2 className={controls.panelTitle}>{t('none.title')}</h2>
      <p>{t('none.text', { address: `${origin.replace(/\/$/, '')}/tv` })}</p>
    </div>
  );
}
