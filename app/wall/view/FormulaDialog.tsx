'use client';

import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { LevelWords } from '../tiles/useLevelWords.ts';
import styles from './FormulaDialog.module.css';

const named = [
  'waiting',
  'longestWait',
  'available',
  'onContact',
  'offered',
  'answered',
  'abandoned',
  'abandonedShare',
  'otherwise',
  'answerSpeed',
  'tonight',
  'expected',
] as const;

/** A button that opens the formulas of all the board's figures. */
export function FormulaDialog({ level }: { level: LevelWords }) {
  const t = useTranslations('wall');
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        className={styles.open}
        title={t('explain')}
        aria-label={t('explain')}
        onClick={() => dialog.current?.showModal()}
      >
        <i>f</i>
        <span className={styles.word}>{t('formulas')}</span>
      </button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="formulas">
        <form method="dialog" className={styles.head}>
          <h2 id="formulas">{t('explain')}</h2>
          <button type="submit" className={styles.close}>
            {t('close')}
          </button>
        </form>
        <dl className={styles.list}>
          <div>
            <dt>{t('today')}</dt>
            <dd data-testid="belongs">{t('belongs')}</dd>
          </div>
          <div>
            <dt>{t('label.serviceLevel')}</dt>
            <dd>{t('formula.serviceLevel', { name: level.name, words: level.words })}</dd>
          </div>
          {named.map((figure) => (
            <div key={figure}>
              <dt>{t(`label.${figure}`)}</dt>
              <dd>{t(`formula.${figure}`)}</dd>
            </div>
          ))}
        </dl>
      </dialog>
    </>
  );
}
