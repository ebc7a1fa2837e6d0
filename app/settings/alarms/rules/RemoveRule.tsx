'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendJson } from '../../../access/sendJson.ts';
import controls from '../../../frame/controls.module.css';
import settingsStyles from '../../settings.module.css';

interface Props {
  id: string;
  /** Then it is not deleted, but as it came again. */
  builtIn: boolean;
  onFailed: (why: 'gone' | 'away' | 'failed') => void;
}

/** Deletes a rule, after a second word. */
export function RemoveRule({ id, builtIn, onFailed }: Props) {
  const t = useTranslations('alarms.editor');
  const router = useRouter();
  const [asked, setAsked] = useState(false);
  const remove = async () => {
    const { ok, status } = await sendJson('DELETE', `/api/alarms/rules/${id}`);
    if (ok) {
      router.push('/settings/alarms');
      router.refresh();
      return;
    }
    setAsked(false);
    onFailed(status === 404 ? 'gone' : status === 503 || status === 0 ? 'away' : 'failed');
  };
  if (!asked) {
    return (
      <button type="button" className={`${controls.button} ${settingsStyles.danger}`} onClick={() => setAsked(true)}>
        {t(builtIn ? 'reset' : 'delete')}
      </button>
    );
  }
  return (
    <>
      <span role="alert">{t('sure')}</span>
      <button type="button" className={`${controls.button} ${settingsStyles.danger}`} onClick={remove}>
        {t('sureYes')}
      </button>
      <button type="button" className={controls.button} onClick={() => setAsked(false)}>
        {t('sureNo')}
      </button>
    </>
  );
}
