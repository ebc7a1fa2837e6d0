'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import { screenSettingsSchema } from '#lib/screen/screenSettings.ts';
import { sendJson } from '../../../access/sendJson.ts';
import type { ListedScreen } from '../../../api/screens/screenKeeping.ts';
import controls from '../../../frame/controls.module.css';
import type { Locale } from '../../../i18n/locale.ts';
import { ScreenFields } from '../ScreenFields.tsx';
import own from '../screens.module.css';

interface Props {
  code: string;
  boards: readonly Board[];
  screens: readonly ListedScreen[];
  locale: Locale;
  onApproved: (id: string, name: string) => void;
  /** Back to the code, with a sentence of what was done. */
  onLeft: (told: string) => void;
}

type Draft = Pick<ListedScreen, 'name' | 'settings'>;

/** Name and settings of the TV that shows a code, or which screen it is anew; approve or refuse. */
export function ApproveForm({ code, boards, screens, locale, onApproved, onLeft }: Props) {
  const t = useTranslations('screens');
  const [which, setWhich] = useState('');
  const [fresh] = useState((): Draft => {
    const usual = { locale, boards: boards.slice(0, 1).map(({ id }) => id) };
    return { name: '', settings: screenSettingsSchema.parse(usual) };
  });
  // what was written for one choice does not become another's
  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const [problem, setProblem] = useState<'noSuchCode' | 'tooMany' | 'failed' | null>(null);
  const [busy, setBusy] = useState(false);
  // a TV that is there needs no other token
  const lost = screens.filter(({ live }) => live === null);

  const { name, settings } = drafts[which] ?? screens.find(({ id }) => id === which) ?? fresh;
  const set = (change: Partial<Draft>) => setDrafts({ ...drafts, [which]: { name, settings, ...change } });
  const send = async (path: string, body: object): Promise<Record<string, unknown> | null> => {
    setBusy(true);
    setProblem(null);
    const sent = await sendJson('POST', path, body);
    setBusy(false);
    if (sent.ok) return sent.body;
    setProblem(sent.status === 404 ? 'noSuchCode' : sent.status === 429 ? 'tooMany' : 'failed');
    return null;
  };
  const approve = async (event: FormEvent) => {
    event.preventDefault();
    const named = name.trim();
    const approval = { userCode: code, name: named, settings, ...(which === '' ? {} : { screen: which }) };
    const done = await send('/api/pairing/approve', approval);
    if (typeof done?.screen === 'string') onApproved(done.screen, named);
  };
  const deny = async () => {
    if (await send('/api/pairing/deny', { userCode: code })) onLeft(t('pair.denied'));
  };
  return (
    <form className={own.fields} onSubmit={(event) => void approve(event)} data-testid="approve-form">
      <div className={controls.panel}>
        <p>
          <strong>{t('pair.found', { code })}</strong>
        </p>
        <p>{t('pair.isIt')}</p>
      </div>
      {lost.length > 0 ? (
        <label className={controls.field}>
          {t('pair.which')}
          <select
            className={controls.input}
            value={which}
            onChange={({ target }) => setWhich(target.value)}
            data-testid="pair-which"
          >
            <option value="">{t('pair.new')}</option>
            {lost.map((screen) => (
              <option key={screen.id} value={screen.id}>
                {t('pair.again', { name: screen.name })}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label className={controls.field}>
        {t('fields.name')}
        <input
          className={controls.input}
          required
          maxLength={60}
          pattern=".*\S.*"
          placeholder={t('fields.nameHint')}
          value={name}
          onChange={({ target }) => set({ name: target.value })}
          data-testid="screen-name"
        />
      </label>
      <ScreenFields settings={settings} boards={boards} others={screens} onChange={(to) => set({ settings: to })} />
      <div role="alert">{problem ? <p className={controls.failure}>{t(`pair.${problem}`)}</p> : null}</div>
      <div className={own.actions}>
        <button type="submit" className={controls.primary} disabled={busy} data-testid="approve">
          {t('pair.approve')}
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={busy}
          onClick={() => void deny()}
          data-testid="deny"
        >
          {t('pair.deny')}
        </button>
        <button type="button" className={controls.button} onClick={() => onLeft('')}>
          {t('pair.other')}
        </button>
      </div>
    </form>
  );
}
