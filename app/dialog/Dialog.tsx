'use client';

import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './Dialog.module.css';

interface Props {
  title: string;
  /** Of the button that closes it. */
  closeText: string;
  onClose: () => void;
  children: ReactNode;
}

/** A window over the page that takes the focus until it is closed, by its button, Escape, or the page itself. */
export function Dialog({ title, closeText, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby={heading} onClose={onClose}>
      <div className={styles.head}>
        <h2 id={heading}>{title}</h2>
        <button type="button" className={styles.close} aria-label={closeText} title={closeText} onClick={onClose}>
          ✕
        </button>
      </div>
      {children}
    </dialog>
  );
}
