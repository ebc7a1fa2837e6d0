'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import styles from './fields.module.css';

interface Props {
  /** What browsers and password managers make of it: one's own, or somebody else's. */
  complete: 'username' | 'off';
  /** Of which letters it is made. */
  hint: string;
}

/** A new username, as the form's field `username`. */
export function UsernameField({ complete, hint }: Props) {
  const t = useTranslations('access.signIn');
  const id = useId();
  return (
    <label className={controls.field}>
      {t('username')}
      <input
        className={controls.input}
        name="username"
        autoComplete={complete}
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        required
        aria-describedby={id}
      />
      <span id={id} className={styles.hint}>
        {hint}
      </span>
    </label>
  );
}
