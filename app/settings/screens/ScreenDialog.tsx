'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import { sendJson } from '../../access/sendJson.ts';
import type { ListedScreen } from '../../api/screens/screenKeeping.ts';
import { Dialog } from '../../dialog/Dialog.tsx';
import controls from '../../frame/controls.module.css';
import styles from '../settings.module.css';
import { ScreenFields } from './ScreenFields.tsx';

interface Props {
  screen: ListedScreen;
  others: readonly ListedScreen[];
  boards: readonly Board[];
  onClose: () => void;
  /** With a sentence of what was done. */
  onDone: (told: string) => void;
}

/** Name and settings of one screen, and the end of its pairing. */
export function ScreenDialog({ screen, others, boards, onClose, onDone }: Props) {
  const t = useTranslations('screens');
  const [name, setName] = useState(screen.name);
  const [settings, setSettings] = useState(screen.settings);
  const [sure, setSure] = useState(false);
  const [problem, setProblem] = useState<'failed' | 'gone' | null>(null);
  const [busy, setBusy] = useState(false);
  const path = `/api/screens/${encodeURIComponent(screen.id)}`;

  const send = async (method: 'PUT' | 'DELETE', told: string, body?: object) => {
    setBusy(true);
    const { ok, status } = await sendJson(method, path, body);
    setBusy(false);
    if (ok) onDone(told);
    else setProblem(status === 404 ? 'gone' : 'failed');
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    const named = name.trim();
    void send('PUT', t('dialog.saved', { name: named }), { name: named, settings });
  };
  return (
    <Dialog title={t('dialog.title', { name: screen.name })} closeText={t('dialog.close')} onClose={onClose}>
      <form className={styles.form} onSubmit={save} data-testid="screen-form">
        <div role="alert">{problem ? <p className={controls.failure}>{t(`dialog.${problem}`)}</p> : null}</div>
        <label className={controls.field}>
          {t('fields.name')}
          <input
            className={controls.input}
            required
            maxLength={60}
            pattern=".*\S.*"
            value={name}
            onChange={({ target }) => setName(target.value)}
            data-testid="screen-name"
          />
        </label>
        <ScreenFields settings={settings} boards={boards} others={others} onChange={setSettings} />
        <div className={styles.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('dialog.cancel')}
          </button>
          <button type="submit" className={controls.primary} disabled={busy} data-testid="screen-save">
            {t('dialog.save')}
          </button>
        </div>
        <div className={styles.acts}>
          <div className={styles.act}>
            <p className={controls.note}>{t('dialog.revokeText')}</p>
            {sure ? (
              <button
                type="button"
                className={`${controls.button} ${styles.danger}`}
                disabled={busy}
                onClick={() => void send('DELETE', t('dialog.revoked', { name: screen.name }))}
                data-testid="screen-revoke-sure"
              >
                {t('dialog.revokeSure')}
              </button>
            ) : (
              <button
                type="button"
                className={`${controls.button} ${styles.danger}`}
                onClick={() => setSure(true)}
                data-testid="screen-revoke"
              >
                {t('dialog.revoke')}
              </button>
            )}
          </div>
        </div>
      </form>
    </Dialog>
  );
}
