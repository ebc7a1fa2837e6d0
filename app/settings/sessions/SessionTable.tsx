'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SessionRow } from '#lib/database/sessions.ts';
import { sendJson } from '../../access/sendJson.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from '../settings.module.css';
import { useProblemWords } from '../useProblemWords.ts';
import { deviceName } from './deviceName.ts';

interface Props {
  sessions: SessionRow[];
  /** The id of the session that looks. */
  current: string | null;
  zone: string;
  /** Others' sessions: says whose. */
  persons: boolean;
}

/** Places where people are signed in; each can be ended, and closes at once. */
export function SessionTable({ sessions, current, zone, persons }: Props) {
  const t = useTranslations('settings');
  const problemWords = useProblemWords();
  const { date, time } = useFormats();
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const at = (instant: number) => `${date(instant, zone)} ${time(instant, zone)}`;

  const end = async (path: string) => {
    const sent = await sendJson('DELETE', path);
    // Over already: what was wanted.
    setProblem(sent.ok || sent.status === 404 ? null : problemWords(sent));
    router.refresh();
  };
  if (sessions.length === 0) return <p className={controls.note}>{t('sessions.none')}</p>;
  return (
    <>
      <div role="alert">{problem ? <p className={controls.failure}>{problem}</p> : null}</div>
      <div className={styles.scroll}>
        <table
          className={`${styles.table} ${styles.stacked}`}
          data-testid={persons ? 'others-sessions' : 'own-sessions'}
        >
          <thead>
            <tr>
              {persons ? <th scope="col">{t('sessions.person')}</th> : null}
              <th scope="col">{t('sessions.device')}</th>
              <th scope="col">{t('sessions.address')}</th>
              <th scope="col">{t('sessions.started')}</th>
              <th scope="col">{t('sessions.seen')}</th>
              <th scope="col">
                <span className={styles.unseen}>{t('sessions.end')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => {
              const device = deviceName(session.userAgent) ?? t('unknownAgent');
              return (
                <tr key={session.id}>
                  {persons ? <th scope="row">{session.personName}</th> : null}
                  <td data-label={t('sessions.device')}>{device}</td>
                  <td data-label={t('sessions.address')}>{session.address ?? '–'}</td>
                  <td data-label={t('sessions.started')} className={styles.when}>
                    {at(session.startedAt)}
                  </td>
                  <td data-label={t('sessions.seen')} className={styles.when}>
                    {at(session.seenAt)}
                  </td>
                  <td>
                    {session.id === current ? (
                      <strong>{t('sessions.this')}</strong>
                    ) : (
                      <button
                        type="button"
                        className={controls.button}
                        aria-label={t('sessions.endOf', {
                          device: persons ? `${session.personName}, ${device}` : device,
                        })}
                        onClick={() => end(`/api/sessions/${encodeURIComponent(session.id)}`)}
                      >
                        {t('sessions.end')}
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {!persons && sessions.length > 1 ? (
        <div>
          <button type="button" className={controls.button} onClick={() => end('/api/sessions')}>
            {t('sessions.endOthers')}
          </button>
        </div>
      ) : null}
    </>
  );
}
