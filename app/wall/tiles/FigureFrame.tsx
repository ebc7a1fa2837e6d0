import { type CSSProperties, memo, type ReactNode } from 'react';
import { figureLayout, headLayout, textEms } from '#lib/board/legibility.ts';
import type { Level } from '#lib/board/thresholdLevel.ts';
import { unknownMark } from '../../i18n/formats.ts';
import styles from './FigureFrame.module.css';
import { Sign } from './Sign.tsx';
import type { Dim, TileRoom } from './tileProps.ts';
import { useAge } from './useAge.ts';

interface Props {
  /** Machine name of the figure: `data-metric`. */
  metric: string;
  label: string;
  /** As shown; “–” when not known. */
  text: string;
  /** What is shown and how it is worked out, for the tooltip and those who listen. */
  formula: string;
  /** Below the figure: what it is part of, or why it is not known. */
  foot: ReactNode;
  /** Beside the label: the target, and on which side of it the figure is. */
  aside?: { sign: 'up' | 'down'; text: string } | null;
  /** Left of the foot: how the figure moves. */
  trend?: ReactNode;
  level?: Level;
  /** The figure is not of this moment, as a whole or in part. */
  dim: Dim;
  /** When it was last known to hold, epoch ms, if it is dimmed as a whole; else null. */
  heldAt?: number | null;
  now?: number;
  room: TileRoom;
  /** Right of the figure, as high as it; it takes room of this many ems of the figure. */
  beside?: { ems: number; drawn: ReactNode } | null;
}

/** One primary number, large enough to be read across a hall. */
export const FigureFrame = memo(function FigureFrame(props: Props) {
  const { metric, label, text, formula, foot, aside, trend, level = 'none', dim, heldAt = null, now = 0, room } = props;
  const { beside } = props;
  const age = useAge();
  const layout = figureLayout(room, textEms(text) + (beside?.ems ?? 0), room.primary, room.usual);
  // The sign is as wide as two letters.
  const head = headLayout(room.width / layout.scale, label, aside ? `  ${aside.text}` : null);
  const asideView = aside ? (
    <>
      <Sign shape={aside.sign} /> {aside.text}
    </>
  ) : null;
  const asideInHead = room.stacked || head.aside;
  const units = { '--scale': layout.scale, '--figure': layout.font, '--head': head.shrink } as CSSProperties;
  return (
    <section className={styles.tile} data-level={level} data-dim={dim} title={formula} style={units}>
      <header className={styles.head}>
        <h2 className={styles.label}>{label}</h2>
        {asideView && asideInHead ? <p className={styles.aside}>{asideView}</p> : null}
      </header>
      <div className={styles.number} data-unknown={text === unknownMark} data-foot={layout.foot || room.stacked}>
        <output data-metric={metric} data-testid={`metric-${metric}`}>
          {text.split(/(%)/).map((part) => (part === '%' ? <small key={part}>{part}</small> : part))}
        </output>
        {beside?.drawn}
      </div>
      {layout.foot || room.stacked ? (
        <p className={styles.foot}>
          {level === 'none' || aside?.sign === 'down' || heldAt !== null ? null : (
            <span className={styles.mark} data-mark={level} aria-hidden="true" />
          )}
          {heldAt === null ? (
            <>
              {asideView && !asideInHead ? <span className={styles.moved}>{asideView}</span> : null}
              {trend}
              <span className={styles.text}>{typeof foot === 'string' ? <Parts text={foot} /> : foot}</span>
            </>
          ) : (
            <strong className={styles.age} data-mark="age">
              {age(heldAt, now)}
            </strong>
          )}
        </p>
      ) : level === 'none' ? null : (
        <span className={styles.corner} data-mark={level} aria-hidden="true" />
      )}
    </section>
  );
});

/** Of what is said below the figure, each part stands there whole or not at all: half a name says something else. */
function Parts({ text }: { text: string }) {
  return (
    <>
      <span className={styles.start} />
      {text.split(' · ').map((part, nth) => (
        <span key={part} className={styles.part}>
          {nth === 0 ? part : ` · ${part}`}
        </span>
      ))}
    </>
  );
}
