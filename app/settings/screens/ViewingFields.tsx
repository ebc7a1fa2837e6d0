'use client';

import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import { digitHeightMm, readableFromMetres } from '#lib/board/legibility.ts';
import type { ScreenSettings } from '#lib/board/screenAssignment.ts';
import { isPrimary } from '#lib/board/tileLegibility.ts';
import controls from '../../frame/controls.module.css';
import { NumberField } from '../../frame/NumberField.tsx';
import { useFormats } from '../../i18n/useFormats.ts';
import own from './screens.module.css';

interface Props {
  settings: ScreenSettings;
  boards: readonly Board[];
  onChange: (change: Partial<ScreenSettings>) => void;
}

/** How far away people stand and how large the screen is, and what follows for the chosen boards. */
export function ViewingFields({ settings, boards, onChange }: Props) {
  const t = useTranslations('screens.fields');
  const formats = useFormats();
  const { viewingMetres, diagonalInches } = settings;
  const chosen = boards.filter(({ id, tiles }) => settings.boards.includes(id) && tiles.some(isPrimary));
  return (
    <div className={own.fields}>
      <div className={own.pair}>
        <NumberField
          label={t('metres')}
          value={viewingMetres}
          min={1}
          max={40}
          step={0.5}
          testId="viewing-metres"
          onChange={(metres) => onChange({ viewingMetres: metres })}
        />
        <NumberField
          label={t('inches')}
          value={diagonalInches}
          min={7}
          max={150}
          testId="diagonal-inches"
          onChange={(inches) => onChange({ diagonalInches: inches })}
        />
      </div>
      <div className={controls.note} role="status" data-testid="viewing-text">
        <p>
          {t('viewingText', {
            metres: formats.decimal(viewingMetres, Number.isInteger(viewingMetres) ? 0 : 1),
            height: formats.count(digitHeightMm(viewingMetres)),
          })}
        </p>
        {chosen.map((board) => {
          const from = Math.min(
            ...board.tiles.filter(isPrimary).map((tile) => readableFromMetres(tile, diagonalInches)),
          );
          const far = from < viewingMetres;
          return (
            <p key={board.id} className={far ? own.far : undefined}>
              {far ? '▲ ' : '● '}
              {t(far ? 'tooFar' : 'readable', { board: board.name, metres: formats.decimal(from, 1) })}
            </p>
          );
        })}
      </div>
    </div>
  );
}
