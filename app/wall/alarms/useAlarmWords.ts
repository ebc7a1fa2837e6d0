'use client';

import { useCallback, useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { alarmWords } from '#lib/alarm/alarmSentence.ts';
import type { AlarmNow, Floor } from '#lib/feed/feedEvents.ts';
import { localeOf } from '../../i18n/locale.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { labelsOf } from './shownAlarms.ts';

/** An alarm in words. */
export interface AlarmText {
  level: string;
  /** What it is about, as "Büyükşehir 153", and what of it. */
  where: string;
  what: string;
  /** How long it stands; and who has seen to it, or null. */
  since: string;
  acknowledged: string | null;
}

/** Words for alarms in the screen's language, as the floor calls what they are about. */
export function useAlarmWords(
  floor: Pick<Floor, 'centres' | 'queues' | 'sources'>,
): (alarm: AlarmNow, now: number) => AlarmText {
  const t = useTranslations('alarmBanner');
  const locale = localeOf(useLocale());
  const formats = useFormats();
  const { centres, queues, sources } = floor;
  const labels = useMemo(() => labelsOf({ centres, queues, sources }), [centres, queues, sources]);
  return useCallback(
    (alarm, now) => ({
      level: t(`level.${alarm.level}`),
      ...alarmWords(alarm, labels, locale),
      since:
        now - alarm.raisedAt < 60_000
          ? t('justNow')
          : t('since', { span: formats.span(wholeMinutes((now - alarm.raisedAt) / 1000)) }),
      acknowledged: alarm.acknowledgedAt === null ? null : t('acknowledgedBy', { name: alarm.acknowledgedBy ?? '–' }),
    }),
    [t, labels, locale, formats],
  );
}

/** Whole minutes: what changes each second draws the eye for nothing. */
function wholeMinutes(seconds: number): number {
  return Math.floor(seconds / 60) * 60;
}
