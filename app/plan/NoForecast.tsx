'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import type { PlanBasis } from './planWeek.ts';

/** A forecast of a year's history is made within seconds. */
const againMs = 10_000;

/** Why there is nothing to plan; a forecast that is on its way shows by itself. */
export function NoForecast({ state, label }: { state: PlanBasis['state']; label: string }) {
  const t = useTranslations('plan');
  const router = useRouter();
  useEffect(() => {
    if (state !== 'being_made') return;
    const again = setInterval(() => router.refresh(), againMs);
    return () => clearInterval(again);
  }, [state, router]);
  const text =
    state === 'none'
      ? t('thin.none', { label })
      : state === 'being_made'
        ? t('thin.making', { label })
        : t('thin.beyond');
  return (
    <p className={controls.notice} role="status" data-testid={state === 'none' ? 'no-history' : 'no-forecast'}>
      {text}
    </p>
  );
}
