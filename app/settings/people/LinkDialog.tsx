'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../../dialog/Dialog.tsx';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from '../settings.module.css';

/** A one-time link that was just made; it is known now and never again. */
export interface MadeLink {
  name: string;
  path: string;
  expiresAt: number;
}

/** What a route answers that makes a link; null: it made none. */
export function madeLink(name: string, body: Record<string, unknown>): MadeLink | null {
  const { link, expiresAt } = body;
  return typeof link === 'string' && typeof expiresAt === 'number' ? { name, path: link, expiresAt } : null;
}

interface Props {
  link: MadeLink;
  /** The installation's address; null: as this page was opened. */
  url: string | null;
  zone: string;
  onClose: () => void;
}

/** Shows the link once, to be handed over. */
export function LinkDialog({ link, url, zone, onClose }: Props) {
  const t = useTranslations('settings');
  const { date } = useFormats();
  const [copied, setCopied] = useState(false);
  const whole = `${url ?? window.location.origin}${link.path}`;
  const copy = async () => {
    // Without https there is no clipboard; the field is selected to be copied by hand.
    await navigator.clipboard?.writeText(whole).then(() => setCopied(true));
  };
  return (
    <Dialog title={t('people.linkTitle', { name: link.name })} closeText={t('close')} onClose={onClose}>
      <div className={styles.form}>
        <p>{t('people.linkText', { until: date(link.expiresAt, zone) })}</p>
        <div className={styles.link}>
          <input
            className={controls.input}
            readOnly
            value={whole}
            aria-label={t('people.linkTitle', { name: link.name })}
            data-testid="made-link"
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className={controls.button} onClick={copy}>
            {copied ? t('people.copied') : t('people.copy')}
          </button>
        </div>
        <div className={styles.buttons}>
          <button type="button" className={controls.primary} onClick={onClose}>
            {t('people.done')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
