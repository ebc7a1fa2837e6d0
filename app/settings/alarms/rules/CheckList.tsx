'use client';

import styles from '../alarms.module.css';

interface Props {
  label: string;
  /** What none chosen means. */
  all: string;
  choices: readonly { id: string; label: string }[];
  /** Empty: all. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** All of something, or some of it. */
export function CheckList({ label, all, choices, chosen, onChange }: Props) {
  return (
    <fieldset className={`${styles.checks} ${styles.wide}`}>
      <legend>{label}</legend>
      <label className={styles.check}>
        <input type="checkbox" checked={chosen.length === 0} onChange={() => onChange([])} />
        {all}
      </label>
      {choices.map(({ id, label: name }) => (
        <label key={id} className={styles.check}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
