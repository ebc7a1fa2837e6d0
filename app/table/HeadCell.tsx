import { Hint } from '../hint/Hint.tsx';
import styles from './scrollTable.module.css';

/** A column's head with its explanation; `explain` names the hint for those who do not see it. */
export function HeadCell({ label, hint, explain }: { label: string; hint: string; explain: string }) {
  return (
    <th scope="col">
      <span className={styles.head}>
        {label}
        <Hint label={explain} text={hint} />
      </span>
    </th>
  );
}
