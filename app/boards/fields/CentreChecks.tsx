'use client';

import type { HallCentre } from '../hall.ts';
import styles from './Checks.module.css';

interface Props {
  legend: string;
  hint?: string | undefined;
  centres: readonly Pick<HallCentre, 'id' | 'label'>[];
  chosen: readonly string[];
  /** In the order of the centres. */
  onChange: (chosen: string[]) => void;
}

/** Any of the centres. */
export function CentreChecks({ legend, hint, centres, chosen, onChange }: Props) {
  return (
    <fieldset className={styles.checks}>
      <legend>{legend}</legend>
      {hint ? <p className={styles.hint}>{hint}</p> : null}
      {centres.map(({ id, label }) => (
        <label key={id} className={styles.check}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              onChange(
                centres
                  .map((centre) => centre.id)
                  .filter((one) => (one === id ? event.target.checked : chosen.includes(one))),
              )
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
