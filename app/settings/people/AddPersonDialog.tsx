'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { passwordLength } from '#lib/access/passwordRule.ts';
import { PasswordField } from '../../access/PasswordField.tsx';
import { sendJson } from '../../access/sendJson.ts';
import { UsernameField } from '../../access/UsernameField.tsx';
import { Dialog } from '../../dialog/Dialog.tsx';
import controls from '../../frame/controls.module.css';
import styles from '../settings.module.css';
import { useProblemWords } from '../useProblemWords.ts';
import { type MadeLink, madeLink } from './LinkDialog.tsx';
import { RoleChoice } from './RoleChoice.tsx';

interface Props {
  onClose: () => void;
  onDone: (link: MadeLink | null) => void;
}

/** Name, username, role, and how they first come in. */
export function AddPersonDialog({ onClose, onDone }: Props) {
  const t = useTranslations('settings');
  const hints = useTranslations('access.password');
  const problemWords = useProblemWords();
  const [way, setWay] = useState<'link' | 'password'>('link');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { name = '', username, role, password } = Object.fromEntries(new FormData(event.currentTarget));
    setBusy(true);
    const sent = await sendJson('POST', '/api/people', { name, username, role, password });
    if (sent.ok) return onDone(madeLink(String(name), sent.body));
    setBusy(false);
    setProblem(problemWords(sent));
  };
  return (
    <Dialog title={t('people.addTitle')} closeText={t('close')} onClose={onClose}>
      <form className={styles.form} onSubmit={add}>
        <div role="alert">{problem ? <p className={controls.failure}>{problem}</p> : null}</div>
        <label className={controls.field}>
          {t('people.name')}
          <input className={controls.input} name="name" autoComplete="off" maxLength={80} required />
        </label>
        <UsernameField complete="off" hint={t('people.usernameHint')} />
        <RoleChoice initial="viewer" />
        <fieldset className={styles.choices}>
          <legend>{t('people.way.label')}</legend>
          {(['link', 'password'] as const).map((each) => (
            <label key={each} className={styles.choice}>
              <input type="radio" name="way" value={each} checked={way === each} onChange={() => setWay(each)} />
              {t(`people.way.${each}`)}
              <small>{t(`people.way.${each}Hint`)}</small>
            </label>
          ))}
        </fieldset>
        {way === 'password' ? (
          <PasswordField
            label={t('people.passwordLabel')}
            name="password"
            complete="new-password"
            hint={hints('hint', { least: passwordLength.least })}
          />
        ) : null}
        <div className={styles.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className={controls.primary} disabled={busy}>
            {t('people.addDo')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
