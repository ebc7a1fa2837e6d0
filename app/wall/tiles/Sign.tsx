import styles from './Sign.module.css';

const shapes = {
  up: 'M8 1.5 15.5 14.5H.5Z',
  down: 'M8 14.5.5 1.5h15Z',
  dot: 'M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8Z',
  notice: 'M8 .6 16 15.2H0ZM7 5.6v4.8h2V5.6ZM7 11.5v2h2v-2Z',
} as const;
export type SignShape = keyof typeof shapes;

/** A sign before words. Drawn, not written: no font of the walls has it, and a television's own may have none either. */
export function Sign({ shape }: { shape: SignShape }) {
  return (
    <svg className={styles.sign} viewBox="0 0 16 16" data-mark={shape} aria-hidden="true">
      <path d={shapes[shape]} fillRule="evenodd" />
    </svg>
  );
}
