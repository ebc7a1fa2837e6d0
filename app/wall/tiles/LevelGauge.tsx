import { memo } from 'react';
import type { Level } from '#lib/board/thresholdLevel.ts';
import styles from './LevelGauge.module.css';

interface Props {
  shape: 'dial' | 'column';
  /** 0–1; null: not known. */
  value: number | null;
  target: number | null;
  level: Level;
}

const radius = 40;
/** The gauge is open below: three quarters of a circle. */
const sweep = 270;

/** A share on a scale from nothing to all, the target as a notch across it: how far there is to go shows without reading. */
export const LevelGauge = memo(function LevelGauge({ shape, value, target, level }: Props) {
  const share = value === null ? null : Math.min(1, Math.max(0, value));
  if (shape === 'column') {
    return (
      <svg className={styles.gauge} viewBox="0 0 26 92" data-level={level} aria-hidden="true">
        <path className={styles.frame} d="M1.5 1.5H15.5V90.5H1.5Z" />
        {share ? <path className={styles.filled} d={`M4 88H13V${fixed(columnAt(share))}H4Z`} /> : null}
        {target !== null ? <path className={styles.pointer} d={pointer(columnAt(target))} /> : null}
      </svg>
    );
  }
  return (
    <svg className={styles.gauge} viewBox="0 0 100 92" data-level={level} aria-hidden="true">
      <path className={styles.track} d={arc(0, 1)} />
      {share ? <path className={styles.value} d={arc(0, share)} /> : null}
      {target !== null ? <path className={styles.target} d={notch(target)} /> : null}
    </svg>
  );
});

/** How far down a share lies within the column's frame. */
function columnAt(share: number): number {
  return 88 - 84 * share;
}

/** From outside: a bar across the column would be read with the digits beside it, as an i. */
function pointer(at: number): string {
  return `M26 ${fixed(at - 7)}L17 ${fixed(at)}L26 ${fixed(at + 7)}Z`;
}

function fixed(length: number): string {
  return length.toFixed(2);
}

function point(share: number, from: number): string {
  const angle = ((135 + share * sweep) * Math.PI) / 180;
  return `${(50 + from * Math.cos(angle)).toFixed(2)} ${(50 + from * Math.sin(angle)).toFixed(2)}`;
}

function arc(from: number, to: number): string {
  const large = (to - from) * sweep > 180 ? 1 : 0;
  return `M${point(from, radius)}A${radius} ${radius} 0 ${large} 1 ${point(to, radius)}`;
}

function notch(share: number): string {
  return `M${point(share, radius - 13)}L${point(share, radius + 9)}`;
}
