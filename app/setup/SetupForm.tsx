'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { passwordLength } from '#lib/access/passwordRule.ts';
import fields from '../access/fields.module.css';
import { PasswordField } from '../access/PasswordField.tsx';
import { sendJson } from '../access/sendJson.ts';
import { UsernameField } from '../access/UsernameField.tsx';
import { useFaultWords } from '../access/useFaultWords.ts';
import controls from '../frame/controls.module.css';

interface Props {
  token: string;
  /** Who was invited; null: the first admin names themselves. */
  invited: { name: string; username: string } | null;
}

/** Makes the first admin, or sets an invited person's password, and signs them in. */
export function SetupForm({ token, invited }: Props) {
  const t = useTranslations('access');
  const wordsOf = useFaultWords();
  const [fault, setFault] = useState<string | null>(null);
  const [gone, setGone] = useState(false);
  const [working, setWorking] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    if (data.password !== data.repeat) return setFault(wordsOf('mismatch'));
    setWorking(true);
    const { name, username, password } = data;
    const sent = await sendJson(
      'POST',
      '/api/setup',
      invited ? { token, password } : { token, name, username, password },
    );
    if (sent.ok) {
      await sendJson('POST', '/api/auth/sign-in/username', {
        username: sent.body.username,
        password,
        rememberMe: false,
      });
      return window.location.assign('/');
    }
    setWorking(false);
    if (sent.body.error === 'invalid_link') return setGone(true);
    setFault(wordsOf(sent.body.error, sent.status));
  };
  if (gone) {
    return (
      <>
        <h1 className={controls.title}>{t('setup.invalidTitle')}</h1>
        <p role="alert">{t('setup.invalidText')}</p>
      </>
    );
  }
  return (
    <>
      <h1 className={controls.title}>{invited ? t('setup.invitedTitle', { name: invited.name }) : t('setup.title')}</h1>
      <p>{invited ? t('setup.invitedLead', { username: invited.username }) : t('setup.lead')}</p>
      <div role="alert">{fault ? <p className={controls.failure}>{fault}</p> : null}</div>
      <form className={fields.form} onSubmit={submit}>
        {invited ? (
          <input type="hidden" name="username" value={invited.username} autoComplete="username" readOnly />
        ) : (
          <>
            <label className={controls.field}>
              {t('setup.name')}
              <input className={controls.input} name="name" autoComplete="name" maxLength={80} required />
            </label>
            <UsernameField complete="username" hint={t('setup.usernameHint')} />
          </>
        )}
        <PasswordField
          label={t('password.next')}
          name="password"
          complete="new-password"
          hint={t('password.hint', { least: passwordLength.least })}
        />
        <PasswordField label={t('password.repeat')} name="repeat" complete="new-password" />
        <button type="submit" className={controls.primary} disabled={working}>
          {invited ? t('setup.choose') : t('setup.create')}
        </button>
      </form>
    </>
  );
}
