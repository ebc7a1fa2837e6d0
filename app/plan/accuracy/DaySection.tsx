import controls from '../../frame/controls.module.css';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import styles from './AccuracyPage.module.css';
import { biasText, mixtureText } from './accuracyText.ts';
import { DayChart } from './DayChart.tsx';
import { DayPicker } from './DayPicker.tsx';
import type { DrawnDay } from './drawnDay.ts';

interface Props {
  drawn: DrawnDay;
  zone: string;
  /** Days that can be drawn instead, in order. */
  days: readonly { date: string; href: string }[];
  /** How far ahead, in words. */
  ahead: string;
}

/** One day as it was forecast then, and as it came. */
export async function DaySection({ drawn, zone, days, ahead }: Props) {
  const t = await translations('accuracy');
  const formats = formatsOf(await requestLocale());
  const name = (iso: string) => formats.longDate(Date.parse(`${iso}T00:00Z`), 'UTC');
  const { date, start, end, intervals, forecast, actual, hindcast, method } = drawn;
  const caption = t('day.caption', { date: name(date), made: ahead });
  return (
    <section className={`${controls.panel} ${styles.panel}`}>
      <div className={styles.panelHead}>
        <h2 className={controls.panelTitle}>{t('day.title')}</h2>
        <DayPicker days={days.map(({ date: of, href }) => ({ date: of, href, name: name(of) }))} shown={date} />
      </div>
      <DayChart intervals={intervals} start={start} end={end} zone={zone} caption={caption} />
      <p className={controls.note} data-testid="day-totals">
        {t('day.totals', {
          forecast: formats.count(forecast),
          actual: formats.count(actual),
          bias: biasText(actual > 0 ? (forecast - actual) / actual : null, t, formats),
        })}
        {hindcast ? ` (${t('hindcast.mark')})` : ''}
        {method ? ` ${t('day.method', { method: mixtureText(method, t, formats) })}` : ''}
      </p>
    </section>
  );
}
