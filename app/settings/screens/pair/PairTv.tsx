'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import type { ListedScreen } from '../../../api/screens/screenKeeping.ts';
import controls from '../../../frame/controls.module.css';
import type { Locale } from '../../../i18n/locale.ts';
import own from '../screens.module.css';
import { ApproveForm } from './ApproveForm.tsx';
import { CodeForm } from './CodeForm.tsx';
import { PairedNote } from './PairedNote.tsx';

interface Props {
  /** From the QR code's address; empty: to be typed. */
  code: string;
  boards: Board[];
  screens: ListedScreen[];
  locale: Locale;
  /** The installation's address; null: as it was opened. */
  url: string | null;
}

type Step = { at: 'code'; told?: string } | { at: 'approve'; code: string } | { at: 'done'; id: string; name: string };

/** A TV's pairing from its code to its board, on a phone or at a desk. */
export function PairTv({ code, boards, screens, locale, url }: Props) {
  const t = useTranslations('screens.pair');
  const [step, setStep] = useState<Step>({ at: 'code' });
  const [origin, setOrigin] = useState(url ?? '');
  useEffect(() => setOrigin((known) => known || location.origin), []);
  return (
    <div className={own.narrow}>
      <div>
        <h1 className={controls.title}>{t('title')}</h1>
        <p className={controls.lead}>{t('lead', { address: `${origin.replace(/\/$/, '')}/tv` })}</p>
      </div>
      {step.at === 'code' ? (
        <CodeForm
          code={step.told === undefined ? code : ''}
          told={step.told ?? ''}
          onFound={(found) => setStep({ at: 'approve', code: found })}
        />
      ) : null}
      {step.at === 'approve' ? (
        <ApproveForm
          code={step.code}
          boards={boards}
          screens={screens}
          locale={locale}
          onApproved={(id, name) => setStep({ at: 'done', id, name })}
          onLeft={(told) => setStep({ at: 'code', told })}
        />
      ) : null}
      {step.at === 'done' ? (
        <PairedNote id={step.id} name={step.name} onAnother={() => setStep({ at: 'code', told: '' })} />
      ) : null}
    </div>
  );
}
