'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { sendJson } from '../../../access/sendJson.ts';
import type { ShownRecipient } from '../../../api/alarms/recipients/shownRecipient.ts';
import { Dialog } from '../../../dialog/Dialog.tsx';
import controls from '../../../frame/controls.module.css';
import settingsStyles from '../../settings.module.css';
import styles from '../alarms.module.css';
import { CheckList } from '../rules/CheckList.tsx';

const titles = {
  add: { email: 'addMail', webhook: 'addHook' },
  change: { email: 'changeMail', webhook: 'changeHook' },
} as const;

interface Props {
  /** Whom to change, or what to add. */
  of: ShownRecipient | 'email' | 'webhook';
  centres: { id: string; label: string }[];
  onClose: () => void;
  /** With the secret of a webhook that is new. */
  onDone: (secret: string | null) => void;
}

/** Where messages go, and of which alarms. */
export function RecipientDialog({ of, centres, onClose, onDone }: Props) {
  const t = useTranslations('alarms.recipients');
  const known = typeof of === 'string' ? null : of;
  const kind = known?.kind ?? (of as 'email' | 'webhook');
  const [chosen, setChosen] = useState<string[]>(known?.centres ?? []);
  const [url, setUrl] = useState(known?.kind === 'webhook' ? known.url : '');
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const recipient = {
      kind,
      label: text('label') || null,
      on: form.has('on'),
      leastLevel: text('leastLevel'),
      centres: chosen,
      onCleared: form.has('onCleared'),
      ...(kind === 'email' ? { address: text('address'), locale: text('locale') } : { url: text('url') }),
    };
    setBusy(true);
    const sent = known
      ? await sendJson('PUT', `/api/alarms/recipients/${known.id}`, { recipient, renewSecret: form.has('renew') })
      : await sendJson('POST', '/api/alarms/recipients', recipient);
    setBusy(false);
    if (sent.ok) onDone(typeof sent.body.secret === 'string' ? sent.body.secret : null);
    else setFailed(true);
  };
  return (
    <Dialog title={t(titles[known ? 'change' : 'add'][kind])} closeText={t('close')} onClose={onClose}>
      <form className={settingsStyles.form} onSubmit={save}>
        <div role="alert">{failed ? <p className={controls.failure}>{t('notSaved')}</p> : null}</div>
        {kind === 'email' ? (
          <>
            <label className={controls.field}>
              {t('address')}
              <input
                className={controls.input}
                type="email"
                name="address"
                required
                maxLength={200}
                defaultValue={known?.kind === 'email' ? known.address : ''}
              />
            </label>
            <label className={controls.field}>
              {t('language')}
              <select
                className={controls.input}
                name="locale"
                defaultValue={known?.kind === 'email' ? known.locale : 'tr'}
              >
                {(['tr', 'en'] as const).map((locale) => (
                  <option key={locale} value={locale}>
                    {t(`languages.${locale}`)}
                  </option>
                ))}
              </select>
            </label>
          </>
        ) : (
          <label className={controls.field}>
            {t('url')}
            <input
              className={controls.input}
              type="url"
              name="url"
              required
              maxLength={500}
              pattern="https?://.+"
              value={url}
              onChange={({ target }) => setUrl(target.value)}
              aria-describedby="url-hint"
            />
            <span id="url-hint" className={controls.note}>
              {t('urlHint')}
            </span>
            {url.startsWith('http://') ? <span className={controls.notice}>{t('urlPlain')}</span> : null}
          </label>
        )}
        <label className={controls.field}>
          {t('label')}
          <input className={controls.input} name="label" maxLength={60} defaultValue={known?.label ?? ''} />
        </label>
        <label className={controls.field}>
          {t('least')}
          <select className={controls.input} name="leastLevel" defaultValue={known?.leastLevel ?? 'alarm'}>
            {(['alarm', 'warn'] as const).map((level) => (
              <option key={level} value={level}>
                {t(`leastChoice.${level}`)}
              </option>
            ))}
          </select>
        </label>
        {centres.length > 1 ? (
          <CheckList
            label={t('centres')}
            all={t('allCentres')}
            choices={centres}
            chosen={chosen}
            onChange={setChosen}
          />
        ) : null}
        {(['onCleared', 'on'] as const).map((name) => (
          <label key={name} className={styles.check}>
            <input type="checkbox" name={name} defaultChecked={known?.[name] ?? true} />
            {t(name)}
          </label>
        ))}
        {known?.kind === 'webhook' ? (
          <label className={styles.check}>
            <input type="checkbox" name="renew" aria-describedby="renew-hint" />
            <span>
              {t('renew')}{' '}
              <small id="renew-hint" className={controls.note}>
                {t('renewHint')}
              </small>
            </span>
          </label>
        ) : null}
        <div className={settingsStyles.buttons}>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className={controls.primary} disabled={busy}>
            {t('save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
