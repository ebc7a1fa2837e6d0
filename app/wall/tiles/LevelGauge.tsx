import { memo } from 'react';
import type { Level } from '#lib/board/thresholdLevel.ts';
import styles from './LevelGauge.module.css';

interface Props {
  /** 0–1; null: not known. */
  value: number | null;
  target: number | null;
  level: Level;
}

const radius = 40;
/** The gauge is open below: three quarters of a circle. */
const sweep = 270;

/** A share on a dial, the target as a notch across it: how far there is to go shows without reading. */
export const LevelGauge = memo(function LevelGauge({ value, target, level }: Props) {
  return (
    <svg className={styles.gauge} viewBox="0 0 100 92" data-level={level} aria-hidden="true">
      <path className={styles.track} d={arc(0, 1)} />
      {value !== null && value > 0 ? <path className={styles.value} d={arc(0, Math.min(1, value))} /> : null}
      {target !== null ? <path className={styles.target} d={notch(target)} /> : null}
    </svg>
  );
});

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
