'use client';

import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Dialog } from '../../../dialog/Dialog.tsx';
import controls from '../../../frame/controls.module.css';
import settingsStyles from '../../settings.module.css';

/** The secret that a webhook's messages are signed with, shown this once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTranslations('alarms.recipients');
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    // Without a secure connection there is no clipboard to write to: what is selected can be copied by hand.
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <Dialog title={t('secretTitle')} closeText={t('close')} onClose={onClose}>
      <div className={settingsStyles.form}>
        <p>{t('secretText')}</p>
        <div className={settingsStyles.link}>
          <input
            ref={field}
            className={controls.input}
            readOnly
            value={secret}
            aria-label={t('secretTitle')}
            data-testid="secret"
          />
          <button type="button" className={controls.button} onClick={copy}>
            {t(copied ? 'copied' : 'copy')}
          </button>
        </div>
        <div className={settingsStyles.buttons}>
          <button type="button" className={controls.primary} onClick={onClose}>
            {t('close')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
