'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AlarmSettings } from '#lib/alarm/quietHours.ts';
import { sendJson } from '../../access/sendJson.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import { AlarmSound } from '../../wall/alarms/alarmSound.ts';
import styles from './alarms.module.css';

/** How loud screens ring by default, and when they do not. */
export function SoundSettings({ initial, mayEdit }: { initial: AlarmSettings; mayEdit: boolean }) {
  const t = useTranslations('alarms');
  const formats = useFormats();
  const [{ volume, quietHours }, setSound] = useState(initial);
  const [said, setSaid] = useState<'saved' | 'failed' | null>(null);
  const sound = useRef<AlarmSound | null>(null);
  useEffect(() => () => sound.current?.close(), []);

  const hear = async (level: 'warn' | 'alarm') => {
    sound.current ??= new AlarmSound();
    await sound.current.unlock();
    sound.current.play(level, volume);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { ok } = await sendJson('PUT', '/api/alarms/settings', { volume, quietHours });
    setSaid(ok ? 'saved' : 'failed');
  };
  const quiet = quietHours ?? { from: '22:00', to: '07:00', alarmsToo: false };
  const setQuiet = (change: Partial<typeof quiet>) => setSound({ volume, quietHours: { ...quiet, ...change } });
  return (
    <section aria-labelledby="sound-title">
      <h2 id="sound-title" className={controls.panelTitle}>
        {t('sound.title')}
      </h2>
      <form className={styles.fields} onSubmit={save} style={{ marginTop: 'var(--space-3)' }}>
        <div className={styles.group}>
          <label className={controls.field}>
            {t('sound.volume')} · {formats.percent(volume, 0)}
            <input
              className={styles.volume}
              type="range"
              min={0}
              max={1}
              step={0.05}
              value={volume}
              disabled={!mayEdit}
              onChange={({ target }) => setSound({ volume: Number(target.value), quietHours })}
            />
          </label>
          <div className={styles.buttons}>
            {(['warn', 'alarm'] as const).map((level) => (
              <button key={level} type="button" className={controls.button} onClick={() => hear(level)}>
                {t(`sound.try.${level}`)}
              </button>
            ))}
          </div>
        </div>
        <fieldset className={styles.group} disabled={!mayEdit}>
          <legend>{t('sound.quiet')}</legend>
          <p className={`${controls.note} ${styles.wide}`}>{t('sound.quietHint')}</p>
          <label className={`${styles.check} ${styles.wide}`}>
            <input
              type="checkbox"
              checked={quietHours !== null}
              onChange={({ target }) => setSound({ volume, quietHours: target.checked ? quiet : null })}
            />
            {t('sound.quietOn')}
          </label>
          {quietHours ? (
            <>
              <div className={styles.quietTimes}>
                {(['from', 'to'] as const).map((end) => (
                  <label key={end} className={controls.field}>
                    {t(`sound.${end}`)}
                    <input
                      className={controls.input}
                      type="time"
                      required
                      value={quietHours[end]}
                      onChange={({ target }) => setQuiet({ [end]: target.value })}
                    />
                  </label>
                ))}
              </div>
              <label className={styles.check}>
                <input
                  type="checkbox"
                  checked={quietHours.alarmsToo}
                  onChange={({ target }) => setQuiet({ alarmsToo: target.checked })}
                />
                {t('sound.alarmsToo')}
              </label>
            </>
          ) : null}
        </fieldset>
        {mayEdit ? (
          <div className={styles.buttons}>
            <button type="submit" className={controls.primary}>
              {t('sound.save')}
            </button>
            <span role="status">
              {said === 'saved' ? t('sound.saved') : null}
              {said === 'failed' ? t('rules.notSaved') : null}
            </span>
          </div>
        ) : null}
      </form>
    </section>
  );
}
