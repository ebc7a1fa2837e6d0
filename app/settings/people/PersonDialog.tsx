'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Person } from '#lib/database/people.ts';
import { type Sent, sendJson } from '../../access/sendJson.ts';
import { Dialog } from '../../dialog/Dialog.tsx';
import controls from '../../frame/controls.module.css';
import styles from '../settings.module.css';
import { useProblemWords } from '../useProblemWords.ts';
import { type MadeLink, madeLink } from './LinkDialog.tsx';
import { RoleChoice } from './RoleChoice.tsx';

interface Props {
  person: Person;
  onClose: () => void;
  onDone: (link: MadeLink | null) => void;
}

/** Name and role of somebody, a new link for a lost password, disabling and deleting. */
export function PersonDialog({ person, onClose, onDone }: Props) {
  const t = useTranslations('settings');
  const problemWords = useProblemWords();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const path = `/api/people/${encodeURIComponent(person.id)}`;
  const directory = person.signsInBy === 'oidc';
  const disabled = person.disabledAt !== null;

  const act = async (send: () => Promise<Sent>, then = (_: Sent): MadeLink | null => null) => {
    setBusy(true);
    const sent = await send();
    if (sent.ok) return onDone(then(sent));
    setBusy(false);
    setProblem(problemWords(sent));
  };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name, role } = Object.fromEntries(new FormData(event.currentTarget));
    void act(() => sendJson('PUT', path, directory ? { name } : { name, role }));
  };
  return (
    <Dialog title={t('people.editTitle', { name: person.name })} closeText={t('close')} onClose={onClose}>
      <form className={styles.form} onSubmit={save}>
        <div role="alert">{problem ? <p className={controls.failure}>{problem}</p> : null}</div>
        <label className={controls.field}>
          {t('people.name')}
          <input
            className={controls.input}
            name="name"
            defaultValue={person.name}
            autoComplete="off"
            maxLength={80}
            required
          />
        </label>
        {directory ? <p className={controls.note}>{t('problems.has_directory')}</p> : null}
        <RoleChoice initial={person.role} disabled={directory} />
        <div className={styles.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className={controls.primary} disabled={busy}>
            {t('save')}
          </button>
        </div>
        <div className={styles.acts}>
          {directory || disabled ? null : (
            <Act
              hint={t('people.resetHint')}
              text={t('people.reset')}
              busy={busy}
              onClick={() =>
                act(
                  () => sendJson('POST', `${path}/invitation`, {}),
                  ({ body }) => madeLink(person.name, body),
                )
              }
            />
          )}
          <Act
            hint={t('people.disableHint')}
            text={disabled ? t('people.enable') : t('people.disable')}
            busy={busy}
            onClick={() => act(() => sendJson('PUT', path, { disabled: !disabled }))}
          />
          {sure ? (
            <Act
              hint={t('people.removeSure', { name: person.name })}
              text={t('people.removeDo')}
              busy={busy}
              danger
              onClick={() => act(() => sendJson('DELETE', path))}
            />
          ) : (
            <Act
              hint={t('people.removeHint')}
              text={t('people.remove')}
              busy={busy}
              danger
              onClick={() => setSure(true)}
            />
          )}
        </div>
      </form>
    </Dialog>
  );
}

interface ActProps {
  hint: string;
  text: string;
  busy: boolean;
  danger?: boolean;
  onClick: () => void;
}

function Act({ hint, text, busy, danger = false, onClick }: ActProps) {
  return (
    <div className={styles.act}>
      <span className={controls.note}>{hint}</span>
      <button
        type="button"
        className={danger ? `${controls.button} ${styles.danger}` : controls.button}
        disabled={busy}
        onClick={onClick}
      >
        {text}
      </button>
    </div>
  );
}
