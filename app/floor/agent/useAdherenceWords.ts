'use client';

import { useTranslations } from 'use-intl';
import type { AdherenceNow } from '#lib/adherence/adherenceNow.ts';
import type { PlannedActivity } from '#lib/adherence/plannedDay.ts';

/** Whether somebody keeps to the roster, in words: short for a cell, `hint` with what is planned. */
export function useAdherenceWords(): (adherence: AdherenceNow) => { text: string; hint: string } {
  const t = useTranslations('floor');
  const planned = (activity: PlannedActivity) => t(`planned.${activity ?? 'none'}`);
  return (adherence) => {
    if (adherence.status === 'off') return { text: t('adherence.off'), hint: t('adherence.off') };
    if (adherence.status === 'unknown') return { text: '–', hint: t(`adherence.${adherence.why}`) };
    const hint = t('adherence.planned', { planned: planned(adherence.planned) });
    if (adherence.status !== 'out') return { text: t(`adherence.${adherence.status}`), hint };
    const text = t(`adherence.${adherence.how}`, { planned: planned(adherence.planned) });
    return { text, hint: `${text}. ${hint}` };
  };
}
