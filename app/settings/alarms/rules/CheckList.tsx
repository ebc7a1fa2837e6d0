'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import styles from '../alarms.module.css';

interface Props {
  label: string;
  /** What none chosen means. */
  all: string;
  /** Those that are gone are shown where they are chosen, so that they can be left out. */
  choices: readonly { id: string; label: string; gone?: boolean }[];
  /** Empty: all. */
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** All of something, or some of it. */
export function CheckList({ label, all, choices, chosen, onChange }: Props) {
  const t = useTranslations('alarms');
  // left out, one that is gone stays in sight: it may be under somebody's finger
  const [before] = useState(chosen);
  const kept = [...new Set([...before, ...chosen])];
  const unknown = kept.filter((id) => !choices.some((choice) => choice.id === id));
  const shown = [
    ...choices.filter(({ id, gone }) => !gone || kept.includes(id)),
    ...unknown.map((id) => ({ id, label: id.slice(id.indexOf(':') + 1), gone: true })),
  ];
  return (
    <fieldset className={`${styles.checks} ${styles.wide}`}>
      <legend>{label}</legend>
      <label className={styles.check}>
        <input type="checkbox" checked={chosen.length === 0} onChange={() => onChange([])} />
        {all}
      </label>
      {shown.map(({ id, label: name, gone }) => (
        <label key={id} className={styles.check} data-gone={gone === true}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
          {gone ? t('gone', { name }) : name}
        </label>
      ))}
    </fieldset>
  );
}
