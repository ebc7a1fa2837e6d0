'use client';

import { useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import styles from './fields.module.css';

interface Props {
  label: string;
  /** The form field's name. */
  name: string;
  /** What browsers and password managers make of it. */
  complete: 'current-password' | 'new-password';
  hint?: string;
}

/** A password that can be looked at while typing: nobody has to guess what the keyboard's language made of it. */
export function PasswordField({ label, name, complete, hint }: Props) {
  const t = useTranslations('access.signIn');
  const id = useId();
  const [shown, setShown] = useState(false);
  return (
    <div className={controls.field}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.secret}>
        <input
          id={id}
          className={controls.input}
          type={shown ? 'text' : 'password'}
          name={name}
          autoComplete={complete}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={300}
          required
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        <button
          type="button"
          aria-pressed={shown}
          aria-label={shown ? t('hide') : t('show')}
          onClick={() => setShown(!shown)}
        >
          <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" fill="none" stroke="currentColor">
            <path d="M1.5 10S4.5 4 10 4s8.5 6 8.5 6-3 6-8.5 6-8.5-6-8.5-6Z" strokeWidth="1.6" />
            <circle cx="10" cy="10" r="2.6" strokeWidth="1.6" />
            {shown ? <path d="M3 17 17 3" strokeWidth="1.8" /> : null}
          </svg>
        </button>
      </span>
      {hint ? (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      ) : null}
    </div>
  );
}
