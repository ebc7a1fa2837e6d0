'use client';

import { useTranslations } from 'use-intl';
import type { DeflectionSavings } from '#lib/plan/deflectionSavings.ts';
import { inputBounds as bounds, type PlanInputs } from '#lib/plan/planInputs.ts';
import { useFormats } from '../i18n/useFormats.ts';
import styles from './InputPanel.module.css';
import type { PlanWeek } from './planWeek.ts';
import { Choice, Slider } from './Slider.tsx';

interface Props {
  week: PlanWeek;
  inputs: PlanInputs;
  savings: DeflectionSavings | null | undefined;
  onChange: (inputs: PlanInputs) => void;
}

/** Contacts that the IVR settles or that belong elsewhere, and what their going would save. */
export function DeflectionInput({ week, inputs, savings, onChange }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const { deflected } = inputs;
  const told = () => {
    if (savings === undefined || savings === null) return t('deflect.working');
    if (!savings.peak || savings.requiredHours <= 0) return t('deflect.savesNothing');
    return t('deflect.saves', {
      agents: formats.decimal(savings.peak.agents),
      time: formats.time(savings.peak.start, week.zone),
      hours: formats.decimal(savings.scheduledHours),
    });
  };
  return (
    <>
      <Slider
        name="deflected"
        label={t('deflect.label')}
        hint={t('deflect.hint')}
        text={formats.percent(deflected.share, 0)}
        value={Math.round(deflected.share * 100)}
        min={bounds.deflected.min * 100}
        max={bounds.deflected.max * 100}
        step={1}
        moved={deflected.share > 0}
        onChange={(percent) => onChange({ ...inputs, deflected: { ...deflected, share: percent / 100 } })}
      >
        {deflected.share > 0 ? (
          <p className={styles.savings} role="status" data-testid="savings">
            {told()}
          </p>
        ) : null}
      </Slider>
      {week.queues.length > 1 ? (
        <Choice
          name="deflect-queue"
          label={t('deflect.of')}
          value={deflected.queue ?? ''}
          options={[
            { value: '', text: t('deflect.all') },
            ...week.queues.map(({ id, label }) => ({ value: id, text: label })),
          ]}
          onChange={(queue) => onChange({ ...inputs, deflected: { ...deflected, queue: queue || null } })}
        />
      ) : null}
    </>
  );
}
