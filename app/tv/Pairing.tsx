'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Mark } from '../frame/Mark.tsx';
import { QrCode } from '../qr/QrCode.tsx';
import styles from './Pairing.module.css';
import { type PairingCode, type PairingState, pairTv } from './pairTv.ts';
import frame from './Tv.module.css';
import { WaitingView } from './WaitingView.tsx';

interface Props {
  /** It was paired, until somebody ended that. */
  ended: boolean;
  onPaired: (token: string) => void;
}

/** A TV that is nobody's yet: shows its code until somebody approves it. */
export function Pairing({ ended, onPaired }: Props) {
  const t = useTranslations('tv');
  const [state, setState] = useState<PairingState>({ step: 'asking' });
  useEffect(() => {
    const stop = new AbortController();
    void pairTv({ signal: stop.signal, onState: setState }).then((paired) => paired && onPaired(paired.token));
    return () => stop.abort();
  }, [onPaired]);

  if (state.step === 'unanswered') {
    return (
      <div className={frame.picture}>
        <WaitingView waiting={{ for: state.why }} name={null} />
      </div>
    );
  }
  return (
    <section className={styles.pairing} data-testid="pairing" data-step={state.step}>
      <p className={styles.brand}>
        <Mark />
        {t('title')}
      </p>
      {state.step === 'denied' ? (
        <div className={styles.words} role="alert">
          <h1 className={styles.title}>{t('pairing.denied.title')}</h1>
          <p className={styles.text}>{t('pairing.denied.text')}</p>
        </div>
      ) : null}
      {state.step === 'code' ? <Code code={state.code} answered={state.answered} ended={ended} /> : null}
    </section>
  );
}

function Code({ code, answered, ended }: { code: PairingCode; answered: boolean; ended: boolean }) {
  const t = useTranslations('tv.pairing');
  const { host, pathname } = new URL(code.page);
  return (
    <>
      <div className={styles.words}>
        <h1 className={styles.title}>{t(ended ? 'endedTitle' : 'title')}</h1>
        <ul className={styles.ways}>
          <li>{t('scan')}</li>
          <li>
            {t('type')}{' '}
            <strong className={styles.address}>
              {host}
              {pathname}
            </strong>
          </li>
        </ul>
      </div>
      <QrCode className={styles.qr} text={code.link} label={t('qr', { address: code.link })} />
      <output className={styles.code} data-testid="user-code" aria-label={[...code.userCode].join(' ')}>
        {code.userCode}
      </output>
      <p className={styles.foot} role="status">
        {answered ? t('renews') : t('unanswered')}
        {isSecureContext ? null : ` ${t('insecure')}`}
      </p>
    </>
  );
}
