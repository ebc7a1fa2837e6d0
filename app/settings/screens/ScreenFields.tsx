'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import type { ScreenSettings } from '#lib/board/screenAssignment.ts';
import controls from '../../frame/controls.module.css';
import { NumberField } from '../../frame/NumberField.tsx';
import { useFormats } from '../../i18n/useFormats.ts';
import { BoardChoice } from './BoardChoice.tsx';
import own from './screens.module.css';
import { ViewingFields } from './ViewingFields.tsx';

interface Props {
  settings: ScreenSettings;
  boards: readonly Board[];
  /** Whose settings may be taken over. */
  others: readonly { id: string; name: string; settings: ScreenSettings }[];
  onChange: (settings: ScreenSettings) => void;
}

const usualVolume = 0.5;
const usualNight = { from: '22:00', to: '06:00', brightness: 0.4 };

/** What a screen shows and how. */
export function ScreenFields({ settings, boards, others, onChange }: Props) {
  const t = useTranslations('screens.fields');
  const formats = useFormats();
  const nightHint = useId();
  const set = (change: Partial<ScreenSettings>) => onChange({ ...settings, ...change });
  const { night, volume } = settings;
  return (
    <div className={own.fields}>
      {others.length > 0 ? (
        <label className={controls.field}>
          {t('copy')}
          <select
            className={controls.input}
            value=""
            onChange={({ target }) => {
              const from = others.find(({ id }) => id === target.value);
              if (from) onChange(from.settings);
            }}
            data-testid="copy-settings"
          >
            <option value="">{t('copyNone')}</option>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <BoardChoice chosen={settings.boards} boards={boards} onChange={(chosen) => set({ boards: chosen })} />
      {settings.boards.length > 1 ? (
        <NumberField
          label={t('rotate')}
          value={settings.rotateSeconds}
          min={10}
          max={3600}
          testId="rotate-seconds"
          onChange={(rotateSeconds) => set({ rotateSeconds })}
        />
      ) : null}
      <ViewingFields settings={settings} boards={boards} onChange={set} />
      <div className={own.pair}>
        <label className={controls.field}>
          {t('locale')}
          <select
            className={controls.input}
            value={settings.locale}
            onChange={({ target }) => set({ locale: target.value === 'en' ? 'en' : 'tr' })}
          >
            <option value="tr">{t('tr')}</option>
            <option value="en">{t('en')}</option>
          </select>
        </label>
        <label className={controls.field}>
          {t('theme')}
          <select
            className={controls.input}
            value={settings.theme}
            onChange={({ target }) => set({ theme: target.value === 'light' ? 'light' : 'dark' })}
          >
            <option value="dark">{t('dark')}</option>
            <option value="light">{t('light')}</option>
          </select>
        </label>
      </div>
      <fieldset className={own.group}>
        <legend>{t('volume')}</legend>
        <label className={own.check}>
          <input
            type="checkbox"
            checked={volume === null}
            onChange={({ target }) => set({ volume: target.checked ? null : usualVolume })}
            data-testid="usual-volume"
          />
          <span>{t('usualVolume')}</span>
        </label>
        {volume === null ? null : (
          <label className={controls.field}>
            {t('ownVolume')} · {volume === 0 ? t('silent') : formats.percent(volume, 0)}
            <input
              className={own.range}
              type="range"
              min={0}
              max={1}
              step={0.05}
              value={volume}
              onChange={({ target }) => set({ volume: target.valueAsNumber })}
              data-testid="own-volume"
            />
          </label>
        )}
      </fieldset>
      <fieldset className={own.group}>
        <legend>{t('night')}</legend>
        <label className={own.check}>
          <input
            type="checkbox"
            checked={night !== null}
            aria-describedby={nightHint}
            onChange={({ target }) => set({ night: target.checked ? usualNight : null })}
          />
          <span>
            {t('nightOn')} <small id={nightHint}>{t('nightHint')}</small>
          </span>
        </label>
        {night ? (
          <div className={own.pair}>
            {(['from', 'to'] as const).map((end) => (
              <label key={end} className={controls.field}>
                {t(end)}
                <input
                  className={controls.input}
                  type="time"
                  required
                  value={night[end]}
                  onChange={({ target }) => set({ night: { ...night, [end]: target.value } })}
                />
              </label>
            ))}
            <label className={controls.field}>
              {t('brightness')} · {formats.percent(night.brightness, 0)}
              <input
                className={own.range}
                type="range"
                min={0.1}
                max={1}
                step={0.05}
                value={night.brightness}
                onChange={({ target }) => set({ night: { ...night, brightness: target.valueAsNumber } })}
              />
            </label>
          </div>
        ) : null}
      </fieldset>
      <label className={own.check}>
        <input
          type="checkbox"
          checked={settings.pixelShift}
          onChange={({ target }) => set({ pixelShift: target.checked })}
        />
        <span>{t('pixelShift')}</span>
      </label>
    </div>
  );
}
