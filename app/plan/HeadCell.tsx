import { useTranslations } from 'use-intl';
import { Hint } from '../hint/Hint.tsx';
import styles from '../table/scrollTable.module.css';

/** A column's head with its explanation. */
export function HeadCell({ label, hint }: { label: string; hint: string }) {
  const t = useTranslations('plan');
  return (
    <th scope="col">
      <span className={styles.head}>
        {label}
        <Hint label={t('explain', { what: label })} text={hint} />
      </span>
    </th>
  );
}
