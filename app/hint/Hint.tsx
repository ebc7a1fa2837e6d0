'use client';

import { useId } from 'react';
import styles from './Hint.module.css';

/** A small ? that opens a few words of explanation; by mouse, touch and keyboard, closed by Escape or a click elsewhere. */
export function Hint({ label, text }: { label: string; text: string }) {
  const id = useId();
  return (
    <>
      <button type="button" className={styles.mark} popoverTarget={id} aria-label={label} title={text}>
        ?
      </button>
      <span id={id} popover="auto" className={styles.bubble}>
        {text}
      </span>
    </>
  );
}
