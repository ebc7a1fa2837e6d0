import controls from '../frame/controls.module.css';
import { formatsOf } from '../i18n/formats.ts';
import { requestLocale } from '../i18n/requestLocale.ts';
import { translations } from '../i18n/translations.ts';
import type { HistoryGap } from './historyGaps.ts';

interface Props {
  gaps: readonly HistoryGap[];
  zone: string;
  /** What is not known of the spans: how many calls there were, or what the agents did. */
  of?: 'calls' | 'agents';
}

/** Says when nobody looked: figures over such a span may lack calls, or agents' time. */
export async function GapNotice({ gaps, zone, of = 'calls' }: Props) {
  if (gaps.length === 0) return null;
  const t = await translations('history');
  const formats = formatsOf(await requestLocale());
  const moment = (at: number) => `${formats.date(at, zone)} ${formats.time(at, zone)}`;
  const spanOf = ({ from, to }: HistoryGap) => {
    if (to === null) return t('gapOpen', { from: moment(from) });
    const sameDay = formats.date(from, zone) === formats.date(to, zone);
    return t('gapSpan', { from: moment(from), to: sameDay ? formats.time(to, zone) : moment(to) });
  };
  const spans = gaps.slice(0, 4).map((gap) => (gap.exchange ? `${gap.exchange}: ${spanOf(gap)}` : spanOf(gap)));
  if (gaps.length > spans.length) spans.push(t('gapsMore', { count: gaps.length - spans.length }));
  return (
    <p className={controls.notice} data-testid="gaps">
      ◧ {t(of === 'agents' ? 'gapsOfAgents' : 'gaps', { count: gaps.length, spans: spans.join('; ') })}
    </p>
  );
}
