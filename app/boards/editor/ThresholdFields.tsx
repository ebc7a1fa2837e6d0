'use client';

import { useTranslations } from 'use-intl';
import type { BoardTile, Thresholds } from '#lib/board/board.ts';
import { metricOf } from '#lib/board/metric.ts';
import { factsOf } from '#lib/board/tileFacts.ts';
import { NumberField } from '../../frame/NumberField.tsx';
import { useFormats } from '../../i18n/useFormats.ts';
import checks from '../fields/Checks.module.css';
import styles from './TilePanel.module.css';
import { keptOf, leftAt, typedOf } from './thresholdNumbers.ts';

interface Props {
  tile: BoardTile;
  onChange: (thresholds: Thresholds | null) => void;
}

const none: Thresholds = { warn: null, alarm: null, hysteresis: 0 };

/** Two levels of the tile's figure and the margin between coming and going, in the figure's unit, and what they mean. */
export function ThresholdFields({ tile, onChange }: Props) {
  const t = useTranslations('boards.panel');
  const formats = useFormats();
  const metric = factsOf(tile.kind).metric(tile.options);
  if (metric === null) return null;
  const { unit, worse } = metricOf(metric);
  if (worse === null) return null;
  const { thresholds } = tile;
  const text = (value: number) =>
    unit === 'ratio' ? formats.percent(value) : unit === 'seconds' ? formats.span(value) : formats.decimal(value, 0);
  const field = (name: keyof Thresholds, nullable: boolean, kept: Thresholds) => (
    <NumberField
      label={t(name)}
      unit={t(`unit.${unit}`)}
      value={typedOf(kept[name], unit)}
      nullable={nullable}
      min={0}
      max={unit === 'ratio' ? 100 : undefined}
      step="any"
      testId={`threshold-${name}`}
      onChange={(typed) => onChange({ ...kept, [name]: keptOf(typed, unit) ?? (nullable ? null : 0) })}
    />
  );
  return (
    <fieldset className={styles.group}>
      <legend>{t('thresholds')}</legend>
      <label className={checks.check}>
        <input
          type="checkbox"
          checked={thresholds !== null}
          onChange={(event) => onChange(event.target.checked ? none : null)}
          data-testid="own-thresholds"
        />
        {t('own')}
      </label>
      {thresholds === null ? (
        <p className={styles.hint}>{t('ownNone')}</p>
      ) : (
        <>
          <p className={styles.hint}>{t(`thresholdsHint.${worse}`)}</p>
          <div className={styles.two}>
            {field('warn', true, thresholds)}
            {field('alarm', true, thresholds)}
          </div>
          {field('hysteresis', false, thresholds)}
          {(['warn', 'alarm'] as const).map((level) => {
            const limit = thresholds[level];
            if (limit === null) return null;
            const back = text(leftAt(limit, thresholds.hysteresis, worse));
            return (
              <p key={level} className={styles.hint}>
                {t(`hysteresisText.${worse}`, { level: t(level), limit: text(limit), back })}
              </p>
            );
          })}
          {isWrongOrder(thresholds, worse) ? (
            <p className={styles.warning} role="status">
              ▲ {t(`wrongOrder.${worse}`)}
            </p>
          ) : null}
        </>
      )}
    </fieldset>
  );
}

function isWrongOrder({ warn, alarm }: Thresholds, worse: 'high' | 'low'): boolean {
  if (warn === null || alarm === null) return false;
  return worse === 'high' ? alarm <= warn : alarm >= warn;
}
