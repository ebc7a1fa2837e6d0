'use client';

import { useTranslations } from 'use-intl';
import { inputBounds, type PlanInputs } from '#lib/plan/planInputs.ts';
import type { CauseShare } from '#lib/staffing/shrinkage.ts';
import { useFormats } from '../i18n/useFormats.ts';
import styles from './InputPanel.module.css';
import type { KnownShrinkage } from './planWeek.ts';
import { Slider } from './Slider.tsx';
import { scaledTo, totalOf } from './shrinkageCauses.ts';

interface Props {
  inputs: PlanInputs;
  known: KnownShrinkage;
  onChange: (inputs: PlanInputs) => void;
}

/** What the lost share is made of; moving one cause moves the whole. */
export function ShrinkageCauses({ inputs, known, onChange }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const shown = inputs.causes ?? scaledTo(inputs.shrinkage, known.causes);
  const turn = (cause: CauseShare['cause'], share: number) => {
    const causes = shown.map((one) => ({
      cause: one.cause,
      share: one.cause === cause ? share : Number(one.share.toFixed(4)),
      of: one.of,
    }));
    onChange({ ...inputs, causes, shrinkage: totalOf(causes) });
  };
  return (
    <details className={styles.causes} data-testid="shrinkage-causes">
      <summary>{t('shrinkage.causes')}</summary>
      <div className={styles.causeList}>
        {shown.map(({ cause, share, of }) => {
          const source = known.causes.find((one) => one.cause === cause)?.source;
          return (
            <Slider
              key={cause}
              name={`cause-${cause}`}
              label={t(`cause.${cause}`)}
              text={formats.percent(share)}
              value={Number((share * 100).toFixed(1))}
              min={inputBounds.cause.min * 100}
              max={inputBounds.cause.max * 100}
              step={0.5}
              onChange={(percent) => turn(cause, percent / 100)}
            >
              <span className={styles.small}>
                {t(of === 'rostered' ? 'shrinkage.ofRostered' : 'shrinkage.ofSignedIn')}
                {source ? ` · ${t(`shrinkage.source.${source}`)}` : ''}
              </span>
            </Slider>
          );
        })}
        <p className={styles.small}>{t('shrinkage.causesHint')}</p>
      </div>
    </details>
  );
}
