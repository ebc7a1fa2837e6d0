'use client';

import { useTranslations } from 'use-intl';
import type { BoardFigures } from '#lib/board/boardFigures.ts';
import type { MetricId } from '#lib/board/metric.ts';
import { useLevelWords } from './useLevelWords.ts';

/** How a figure is worked out, in a sentence; the service level's by the formula of its centres. */
export function useMetricFormula(): (metric: MetricId, figures: BoardFigures) => string {
  const t = useTranslations('tiles');
  const level = useLevelWords();
  return (metric, figures) => {
    if (metric !== 'serviceLevel') return t(`formula.${metric}`);
    const { name, words } = level(figures);
    return `${name}: ${words}`;
  };
}
