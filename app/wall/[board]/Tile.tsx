import type { CSSProperties, ReactNode } from 'react';
import { unknownMark } from '../../i18n/formats.ts';
import type { Alarm } from './alarms.ts';
import styles from './Tile.module.css';

export type Dim = boolean | 'partly';

interface Props {
  /** Machine name of the figure: `data-metric`. */
  metric: string;
  label: string;
  /** As shown; “–” when not known. */
  text: string;
  formula: string;
  foot: ReactNode;
  /** Beside the label: the target. */
  aside?: string | null;
  alarm?: Alarm;
  /** The figure is not of this moment, as a whole or in part. */
  dim: Dim;
}

/** One primary number, large enough to be read across a hall. */
export function Tile({ metric, label, text, formula, foot, aside, alarm = 'none', dim }: Props) {
  return (
    <section className={styles.tile} data-alarm={alarm} data-dim={dim} title={formula}>
      <header className={styles.head}>
        <h3 className={styles.label}>{label}</h3>
        {aside ? <p className={styles.aside}>{aside}</p> : null}
      </header>
      <p
        className={styles.number}
        data-unknown={text === unknownMark}
        style={{ '--shrink': shrink(text) } as CSSProperties}
      >
        <output data-metric={metric} data-testid={`metric-${metric}`}>
          {text.split(/(%)/).map((part) => (part === '%' ? <small key={part}>{part}</small> : part))}
        </output>
      </p>
      <p className={styles.foot}>
        {alarm === 'none' || aside ? null : <span className={styles.alarm} aria-hidden="true" />}
        <span>{foot}</span>
      </p>
    </section>
  );
}

/** The width of a tile in ems of its digits. */
const tileEms = 2.86;

/** Long numbers are drawn smaller, so that they never leave their tile. */
function shrink(text: string): number {
  let ems = 0;
  for (const character of text) ems += /\d/.test(character) ? 0.62 : character === '%' ? 0.55 : 0.28;
  return Math.min(1, tileEms / ems);
}
