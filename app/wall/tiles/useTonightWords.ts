import { useTranslations } from 'use-intl';
import type { BoardOutlook } from '#lib/board/boardOutlook.ts';
import { isStaleOutlook } from '#lib/forecast/staleOutlook.ts';
import { useFormats } from '../../i18n/useFormats.ts';

/** The tooltip of what is expected by tonight: what it is, its band, and as of when. */
export function useTonightWords(): (outlook: BoardOutlook | null, now: number, zone: string) => string {
  const t = useTranslations('wall');
  const formats = useFormats();
  return (outlook, now, zone) => {
    if (outlook === null) return `${t('formula.tonight')} ${t('tonight.unknown')}`;
    const [low, high] = [outlook.p10, outlook.p90].map((end) => formats.count(Math.round(end)));
    const asOf = { time: formats.time(outlook.madeAt, zone) };
    return [
      t('formula.tonight'),
      t('tonight.band', { low: low ?? '', high: high ?? '' }),
      t(isStaleOutlook(outlook, now) ? 'tonight.stale' : 'tonight.asOf', asOf),
    ].join(' ');
  };
}
