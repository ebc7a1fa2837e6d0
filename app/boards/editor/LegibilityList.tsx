'use client';

import { useTranslations } from 'use-intl';
import type { BoardTile } from '#lib/board/board.ts';
import { isPrimary, mostPrimary, type TileLegibility } from '#lib/board/tileLegibility.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './LegibilityList.module.css';
import { useTileNames } from './useTileNames.ts';

interface Props {
  tiles: readonly BoardTile[];
  legibility: readonly TileLegibility[];
  viewing: { metres: number; diagonalInches: number };
  onSelect: (tile: BoardTile) => void;
}

/** From how far each tile can be read, the worst first, and whether there are more numbers than anybody reads. */
export function LegibilityList({ tiles, legibility, viewing, onSelect }: Props) {
  const t = useTranslations('boards.preview');
  const formats = useFormats();
  const nameOf = useTileNames();
  const { metres: wanted, diagonalInches } = viewing;
  const primary = tiles.filter(isPrimary).length;
  const isTooFar = (one: TileLegibility) => one.primary && one.metres !== null && one.metres < wanted;
  const tooFar = legibility.filter(isTooFar).length;
  const rows = legibility
    .flatMap((one) => {
      const tile = tiles.find(({ id }) => id === one.tile);
      return tile ? [{ ...one, tile }] : [];
    })
    .toSorted((a, b) => Number(b.primary) - Number(a.primary) || (a.metres ?? 99) - (b.metres ?? 99));
  return (
    <section aria-labelledby="legibility" data-testid="legibility">
      <h3 id="legibility" className={styles.title}>
        {t('readable')}
      </h3>
      <p className={styles.note}>{t('readableText', { inches: diagonalInches, metres: formats.decimal(wanted, 1) })}</p>
      {primary > mostPrimary ? (
        <p className={styles.warning} role="status" data-testid="too-many">
          ▲ {t('many', { count: primary })}
        </p>
      ) : null}
      {tiles.length > 0 ? (
        <p className={tooFar > 0 ? styles.warning : styles.good}>
          {tooFar > 0
            ? `▲ ${t('someNot', { count: tooFar, metres: formats.decimal(wanted, 1) })}`
            : `✓ ${t('allReadable', { metres: formats.decimal(wanted, 1) })}`}
        </p>
      ) : null}
      <ul className={styles.list}>
        {rows.map(({ tile, metres, primary: figure }) => {
          const bad = figure && metres !== null && metres < wanted;
          const from = formats.decimal(metres === null ? null : Math.floor(metres * 10) / 10, 1);
          return (
            <li key={tile.id}>
              <button type="button" className={styles.row} data-bad={bad} onClick={() => onSelect(tile)}>
                <span>{nameOf(tile)}</span>
                <span>
                  {bad
                    ? `▲ ${t('tooFar', { metres: from, wanted: formats.decimal(wanted, 1) })}`
                    : t('from', { metres: from })}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
