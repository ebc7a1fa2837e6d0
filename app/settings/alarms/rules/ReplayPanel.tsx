'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { AlarmRule } from '#lib/alarm/alarmRule.ts';
import { sendJson } from '../../../access/sendJson.ts';
import type { Replay } from '../../../api/alarms/rules/replay/replayRule.ts';
import controls from '../../../frame/controls.module.css';
import { useFormats } from '../../../i18n/useFormats.ts';
import styles from '../alarms.module.css';

const reasons = ['no_history', 'no_states', 'no_forecast', 'no_target'] as const;
type Said = Replay | (typeof reasons)[number] | 'failed';

/** Whoever writes is not interrupted by each letter. */
const pauseMs = 600;
/** More alarms a day than this are noise. */
const manyPerDay = 6;

/** What the rule would have done in the last days. */
export function ReplayPanel({ rule, zone }: { rule: AlarmRule | null; zone: string }) {
  const t = useTranslations('alarms.replay');
  const formats = useFormats();
  const [said, setSaid] = useState<{ of: string; what: Said } | null>(null);
  const asked = rule === null ? null : JSON.stringify({ ...rule, name: null, sound: true, deliver: false });
  useEffect(() => {
    if (asked === null) return;
    let past = false;
    const timer = setTimeout(async () => {
      const sent = await sendJson('POST', '/api/alarms/rules/replay', JSON.parse(asked) as object);
      if (!past) setSaid({ of: asked, what: saidOf(sent.ok, sent.body) });
    }, pauseMs);
    return () => {
      past = true;
      clearTimeout(timer);
    };
  }, [asked]);
  if (asked === null) return null;
  const what = said?.of === asked ? said.what : null;
  return (
    <section className={controls.panel} aria-labelledby="replay-title">
      <h2 id="replay-title" className={controls.panelTitle}>
        {t('title')}
      </h2>
      <div aria-live="polite" data-testid="replay">
        {what === null ? <p className={controls.note}>{t('working')}</p> : null}
        {typeof what === 'string' ? <p>{t(`unknown.${what}`)}</p> : null}
        {what !== null && typeof what === 'object' ? (
          <>
            <p className={styles.times}>
              {what.days >= 1
                ? t('times', { days: formats.count(Math.round(what.days)), times: what.times })
                : t('timesOfShort', { span: formats.span(what.days * 86_400), times: what.times })}
            </p>
            {what.times / Math.max(1, what.days) > manyPerDay ? (
              <p className={controls.notice}>
                {t('noisy', { perDay: formats.count(what.times / Math.max(1, what.days)) })}
              </p>
            ) : null}
            {what.latest.length > 0 ? (
              <p className={controls.note}>
                {t('latest')}{' '}
                {what.latest
                  .toReversed()
                  .map((at) => `${formats.dayName(at, zone)} ${formats.time(at, zone)}`)
                  .join(', ')}
              </p>
            ) : null}
            <p className={controls.note}>{t(what.precision)}</p>
          </>
        ) : null}
      </div>
    </section>
  );
}

function saidOf(ok: boolean, body: Record<string, unknown>): Said {
  if (!ok) return 'failed';
  const unknown = reasons.find((reason) => reason === body.unknown);
  return unknown ?? (body as unknown as Replay);
}
