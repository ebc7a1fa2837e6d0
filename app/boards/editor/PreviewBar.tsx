'use client';

import { useTranslations } from 'use-intl';
import controls from '../../frame/controls.module.css';
import { NumberField } from '../../frame/NumberField.tsx';
import styles from './PreviewBar.module.css';
import { type PreviewChoice, previewScreenIds } from './previewScreen.ts';

interface Props {
  choice: PreviewChoice;
  onChange: (choice: PreviewChoice) => void;
  onFull: () => void;
}

/** On which screen, of what size, from how far away and in which theme the board is looked at. */
export function PreviewBar({ choice, onChange, onFull }: Props) {
  const t = useTranslations('boards.preview');
  return (
    <div className={styles.bar}>
      <fieldset className={styles.sizes}>
        <legend>{t('size')}</legend>
        {previewScreenIds.map((screen) => (
          <label key={screen} className={styles.size}>
            <input
              type="radio"
              name="preview-screen"
              checked={screen === choice.screen}
              onChange={() => onChange({ ...choice, screen })}
              data-testid={`preview-${screen}`}
            />
            <span>{t(`sizes.${screen}`)}</span>
          </label>
        ))}
      </fieldset>
      <div className={styles.number}>
        <NumberField
          label={t('inches')}
          value={choice.diagonalInches}
          min={7}
          max={150}
          testId="preview-inches"
          onChange={(diagonalInches) => onChange({ ...choice, diagonalInches })}
        />
      </div>
      <div className={styles.number}>
        <NumberField
          label={t('metres')}
          value={choice.metres}
          min={1}
          max={40}
          step="any"
          testId="preview-metres"
          onChange={(metres) => onChange({ ...choice, metres })}
        />
      </div>
      <label className={controls.field}>
        {t('theme')}
        <select
          className={controls.input}
          value={choice.theme ?? ''}
          onChange={({ target }) =>
            onChange({ ...choice, theme: target.value === 'dark' || target.value === 'light' ? target.value : null })
          }
        >
          <option value="">{t('ownTheme')}</option>
          <option value="dark">{t('dark')}</option>
          <option value="light">{t('light')}</option>
        </select>
      </label>
      <button type="button" className={controls.button} onClick={onFull} data-testid="preview-full">
        {t('full')}
      </button>
    </div>
  );
}
