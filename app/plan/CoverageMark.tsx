'use client';

import { useTranslations } from 'use-intl';
import { coverageShapes } from '#lib/plan/coverage.ts';
import type { PlanRow } from '#lib/plan/planFigures.ts';
import { useFormats } from '../i18n/useFormats.ts';
import styles from './CoverageMark.module.css';
import { signedText } from './figureText.ts';
import { differenceOf } from './planColumns.ts';

/** How the roster stands to the plan: a shape, a colour, a number, and words for who hovers or listens. */
export function CoverageMark({ row }: { row: Pick<PlanRow, 'coverage' | 'rostered' | 'scheduled'> }) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const { coverage } = row;
  if (coverage === null) return <span title={t('coverage.none')}>–</span>;
  return (
    <span className={styles.mark} data-coverage={coverage} title={t(`coverage.${coverage}`)}>
      <span aria-hidden="true">{coverageShapes[coverage]}</span> {signedText(formats, differenceOf(row), 'average')}
      <span className={styles.words}>, {t(`coverage.${coverage}`)}</span>
    </span>
  );
}
