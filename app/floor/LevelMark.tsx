import type { Level } from '#lib/board/thresholdLevel.ts';
import styles from './LevelMark.module.css';

/** A figure that wants attention: by colour, by a mark, and in words for those who hear the page. */
export function LevelMark({ level, text, words }: { level: Level; text: string; words: string }) {
  if (level === 'none') return text;
  return (
    <span className={styles.figure} data-level={level} title={words}>
      <span aria-hidden="true">{level === 'alarm' ? '▲▲ ' : '▲ '}</span>
      {text}
      <span className={styles.hidden}> {words}</span>
    </span>
  );
}
