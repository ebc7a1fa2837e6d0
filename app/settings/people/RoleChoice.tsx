'use client';

import { useTranslations } from 'use-intl';
import { type Role, roles } from '#lib/access/role.ts';
import styles from '../settings.module.css';

/** The roles, each with what it may. */
export function RoleChoice({ initial, disabled = false }: { initial: Role; disabled?: boolean }) {
  const t = useTranslations('settings.people');
  const names = useTranslations('access.roles');
  return (
    <fieldset className={styles.choices} disabled={disabled}>
      <legend>{t('role')}</legend>
      {roles.map((role) => (
        <label key={role} className={styles.choice}>
          <input type="radio" name="role" value={role} defaultChecked={role === initial} />
          {names(role)}
          <small>{t(`roles.${role}`)}</small>
        </label>
      ))}
    </fieldset>
  );
}
