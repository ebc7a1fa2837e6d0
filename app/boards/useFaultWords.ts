'use client';

import { useTranslations } from 'use-intl';
import type { BoardFault } from '#lib/board/boardFile.ts';

const types = ['string', 'number', 'int', 'array', 'object', 'boolean'] as const;

/** One sentence for what is wrong with a file of a board, and where. */
export function useFaultWords(): (file: string, fault: BoardFault) => string {
  const t = useTranslations('boards.fault');
  const typeName = (wanted: string) => {
    const known = types.find((type) => type === wanted);
    return known ? t(`type.${known}`) : t('type.other', { type: wanted });
  };
  return (file, { what, tile, field, wanted, given }) => {
    const place = tile
      ? t('inTile', { nth: tile.nth, name: tile.name, field: field ? t('inTileField', { field }) : '' })
      : field
        ? t('inField', { field })
        : '';
    const words = { given, wanted: what === 'wrong_type' ? typeName(wanted) : wanted };
    return t('sentence', { file, place, what: t(`what.${what}`, words) });
  };
}
