'use client';

import { useTranslations } from 'use-intl';
import type { Said } from './editorState.ts';
import { useTileNames } from './useTileNames.ts';

/** What the last action came to, in one sentence; empty when there was none. */
export function useSaidWords(): (said: Said | null) => string {
  const t = useTranslations('boards.editor.said');
  const nameOf = useTileNames();
  return (said) => {
    if (said === null) return '';
    if ('tile' in said) {
      const { x, y, w, h } = said.tile;
      return t(said.what, { name: nameOf(said.tile), x: x + 1, y: y + 1, w, h });
    }
    if ('kind' in said) return t(said.what, { name: nameOf({ title: null, ...said }) });
    return t(said.what);
  };
}
