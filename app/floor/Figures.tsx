import { HintedLabel } from '../hint/HintedLabel.tsx';
import styles from './Figures.module.css';

export interface ShownFigure {
  name: string;
  label: string;
  value: string;
  hint?: string;
  /** Below the value. */
  foot?: string;
}

/** Small figures side by side, each with its name, and what it means where that is not plain. */
export function Figures({ figures, explain }: { figures: readonly ShownFigure[]; explain: (what: string) => string }) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, label, value, hint, foot }) => (
        <div key={name} className={styles.figure}>
          <dt>{hint === undefined ? label : <HintedLabel label={label} explain={explain(label)} text={hint} />}</dt>
          <dd>
            <span className={styles.value} data-testid={`figure-${name}`}>
              {value}
            </span>
            {foot === undefined ? null : <small className={styles.foot}>{foot}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
