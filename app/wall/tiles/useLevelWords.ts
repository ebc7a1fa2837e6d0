'use client';

import { useTranslations } from 'use-intl';
import type { BoardFigures } from '#lib/board/boardFigures.ts';

export interface LevelWords {
  /** The queues' threshold: “20 sn”, or “20–30 sn (kuyruğa göre)”. */
  threshold: string;
  /** The formula's name and the formula itself in words; or why there is no service level. */
  name: string;
  words: string;
}

/** How a service level is worked out, in words. */
export function useLevelWords(): (figures: Pick<BoardFigures, 'level' | 'thresholds'>) => LevelWords {
  const t = useTranslations('wall');
  return ({ level, thresholds }) => {
    const { low, high } = thresholds ?? { low: null, high: null };
    let threshold = '–';
    if (low !== null) threshold = low === high ? t('seconds', { seconds: low }) : t('secondsBetween', { low, high });
    if (level.formula === null) {
      const why = t(`level.unknown.${level.unknown ?? 'nothing_offered'}`);
      return { threshold, name: t('label.serviceLevel'), words: why };
    }
    return {
      threshold,
      name: t(`level.name.${level.formula}`),
      words: t(`level.words.${level.formula}`, { threshold }),
    };
  };
}
