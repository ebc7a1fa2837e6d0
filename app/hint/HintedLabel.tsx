import styles from './Hint.module.css';
import { Hint } from './Hint.tsx';

/** A label that may wrap, and its hint, which stays on the line of the label's last word. */
export function HintedLabel({ label, explain, text }: { label: string; explain: string; text: string }) {
  const last = label.lastIndexOf(' ') + 1;
  return (
    <>
      {label.slice(0, last)}
      <span className={styles.kept}>
        {label.slice(last)}
        <Hint label={explain} text={text} />
      </span>
    </>
  );
}
