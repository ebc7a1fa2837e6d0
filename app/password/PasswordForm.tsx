'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { passwordLength } from '#lib/access/passwordRule.ts';
import fields from '../access/fields.module.css';
import { PasswordField } from '../access/PasswordField.tsx';
import { sendJson } from '../access/sendJson.ts';
import { useFaultWords } from '../access/useFaultWords.ts';
import controls from '../frame/controls.module.css';

/** Current password, new one, new one again. */
export function PasswordForm({ to, username }: { to: string; username: string }) {
  const t = useTranslations('access.password');
  const wordsOf = useFaultWords();
  const [fault, setFault] = useState<string | null>(null);
  const [working, setWorking] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { current, next, repeat } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    if (next !== repeat) return setFault(wordsOf('mismatch'));
    setWorking(true);
    const sent = await sendJson('POST', '/api/password', { current, next });
    if (sent.ok) return window.location.assign(to);
    setWorking(false);
    setFault(wordsOf(sent.body.error, sent.status));
  };
  return (
    <>
      <div role="alert">{fault ? <p className={controls.failure}>{fault}</p> : null}</div>
      <form className={fields.form} onSubmit={submit}>
        <input type="hidden" name="username" value={username} autoComplete="username" readOnly />
        <PasswordField label={t('current')} name="current" complete="current-password" />
        <PasswordField
          label={t('next')}
          name="next"
          complete="new-password"
          hint={t('hint', { least: passwordLength.least })}
        />
        <PasswordField label={t('repeat')} name="repeat" complete="new-password" />
        <button type="submit" className={controls.primary} disabled={working}>
          {t('save')}
        </button>
      </form>
    </>
  );
}
