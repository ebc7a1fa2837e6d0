'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { recipientName } from '#lib/alarm/alarmRecipient.ts';
import { sendJson } from '../../../access/sendJson.ts';
import type { ShownRecipient } from '../../../api/alarms/recipients/shownRecipient.ts';
import controls from '../../../frame/controls.module.css';
import { useFormats } from '../../../i18n/useFormats.ts';
import settingsStyles from '../../settings.module.css';
import styles from '../alarms.module.css';
import { RecipientDialog } from './RecipientDialog.tsx';
import { SecretDialog } from './SecretDialog.tsx';

interface Props {
  recipients: ShownRecipient[];
  centres: { id: string; label: string }[];
  zone: string;
}

/** Everybody who is told, how each fared, and a button that tries it now. */
export function RecipientList({ recipients, centres, zone }: Props) {
  const t = useTranslations('alarms.recipients');
  const formats = useFormats();
  const router = useRouter();
  const [open, setOpen] = useState<ShownRecipient | 'email' | 'webhook' | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);
  const [testing, setTesting] = useState<string | null>(null);
  const [tested, setTested] = useState<{ sent: boolean; text: string } | null>(null);

  const test = async (recipient: ShownRecipient) => {
    setTesting(recipient.id);
    setTested(null);
    const { ok, body } = await sendJson('POST', `/api/alarms/recipients/${recipient.id}/test`, {});
    setTesting(null);
    if (ok && body.sent === true) setTested({ sent: true, text: t('tested', { name: recipientName(recipient) }) });
    else setTested({ sent: false, text: t('notTested', { why: String(body.why ?? body.message ?? '–') }) });
  };
  const remove = async ({ id }: ShownRecipient) => {
    setRemoving(null);
    await sendJson('DELETE', `/api/alarms/recipients/${id}`);
    router.refresh();
  };
  const done = (madeSecret: string | null) => {
    setOpen(null);
    setSecret(madeSecret);
    router.refresh();
  };
  return (
    <>
      <div className={styles.buttons}>
        <button type="button" className={controls.button} onClick={() => setOpen('email')} data-testid="add-email">
          {t('addMail')}
        </button>
        <button type="button" className={controls.button} onClick={() => setOpen('webhook')} data-testid="add-webhook">
          {t('addHook')}
        </button>
      </div>
      <div role="status" data-testid="tested">
        {tested ? <p className={tested.sent ? controls.notice : controls.failure}>{tested.text}</p> : null}
      </div>
      {recipients.length === 0 ? <p className={controls.note}>{t('none')}</p> : null}
      <ul className={styles.rules} data-testid="recipients">
        {recipients.map((recipient) => {
          const name = recipientName(recipient);
          const state = [
            t(`leastChoice.${recipient.leastLevel}`),
            recipient.centres.length === 0
              ? t('allCentres')
              : recipient.centres.map((id) => centres.find((centre) => centre.id === id)?.label ?? id).join(', '),
            recipient.lastSentAt === null
              ? t('never')
              : t('lastSent', {
                  at: `${formats.date(recipient.lastSentAt, zone)} ${formats.time(recipient.lastSentAt, zone)}`,
                }),
            ...(recipient.waiting > 0 ? [t('waiting', { count: recipient.waiting })] : []),
            ...(recipient.failed > 0 ? [t('failed', { count: recipient.failed })] : []),
          ];
          return (
            <li key={recipient.id} className={styles.rule} data-on={recipient.on} data-recipient={recipient.id}>
              <span>{t(`kind.${recipient.kind}`)}</span>
              <div>
                <h3>
                  {name}
                  {recipient.on ? null : ' (–)'}
                </h3>
                {recipient.label !== null && recipient.kind === 'email' ? <p>{recipient.address}</p> : null}
                <p className={styles.tags}>{state.join(' · ')}</p>
                {recipient.lastError ? <p className={controls.notice}>{recipient.lastError}</p> : null}
              </div>
              <div className={styles.buttons}>
                {removing === recipient.id ? (
                  <>
                    <span role="alert">{t('sure', { name })}</span>
                    <button
                      type="button"
                      className={`${controls.button} ${settingsStyles.danger}`}
                      onClick={() => remove(recipient)}
                    >
                      {t('delete')}
                    </button>
                    <button type="button" className={controls.button} onClick={() => setRemoving(null)}>
                      {t('cancel')}
                    </button>
                  </>
                ) : (
                  <>
                    <button
                      type="button"
                      className={controls.button}
                      disabled={testing !== null}
                      onClick={() => test(recipient)}
                    >
                      {t(testing === recipient.id ? 'testing' : 'test')}
                    </button>
                    <button type="button" className={controls.button} onClick={() => setOpen(recipient)}>
                      {t('edit')}
                    </button>
                    <button type="button" className={controls.button} onClick={() => setRemoving(recipient.id)}>
                      {t('delete')}
                    </button>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ul>
      {open === null ? null : (
        <RecipientDialog of={open} centres={centres} onClose={() => setOpen(null)} onDone={done} />
      )}
      {secret === null ? null : <SecretDialog secret={secret} onClose={() => setSecret(null)} />}
    </>
  );
}
