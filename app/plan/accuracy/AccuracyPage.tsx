import { connection } from 'next/server';
import { plusDays } from '#lib/forecast/calendar.ts';
import { settings } from '../../database.ts';
import controls from '../../frame/controls.module.css';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import type { Search } from '../../scope/address.ts';
import { queueId } from '../../scope/scope.ts';
import { scopeChoices } from '../../scope/scopeChoices.ts';
import { AccuracyControls } from './AccuracyControls.tsx';
import styles from './AccuracyPage.module.css';
import { AccuracyTable } from './AccuracyTable.tsx';
import { AccuracyTiles } from './AccuracyTiles.tsx';
import { accuracySearch, spanRange } from './accuracyParams.ts';
import { accuracyReport } from './accuracyReport.ts';
import { leads, spans } from './accuracySpans.ts';
import { ChoiceSection } from './ChoiceSection.tsx';
import { DaySection } from './DaySection.tsx';
import { PlanViews } from './PlanViews.tsx';
import { WeekChart, type WeekPoint } from './WeekChart.tsx';
import { WeekTable } from './WeekTable.tsx';

/** The page's content: forecasts as they were made, against what came. */
export async function AccuracyPage({ search }: { search: Search }) {
  await connection();
  const t = await translations('accuracy');
  const formats = formatsOf(await requestLocale());
  const report = await accuracyReport(search, Date.now(), settings());
  const head = (
    <header className={styles.head}>
      <PlanViews view="accuracy" scope={typeof search.scope === 'string' ? search.scope : undefined} />
      <h1 className={controls.title}>{t('title')}</h1>
      <p className={controls.lead}>{t('lead')}</p>
    </header>
  );
  if (report === null || report === 'away' || report === 'empty')
    return (
      <div className={styles.page}>
        {head}
        <p className={report === 'away' ? controls.failure : controls.notice} role="status">
          {t(report ?? 'noCentre')}
        </p>
      </div>
    );

  const { params, problems, today, centres, judged, dates, drawn, forecastSince, choices } = report;
  const { scope, range, lead } = params;
  const address = (more: Partial<{ scope: string; range: typeof range; lead: typeof lead; day: string | null }>) =>
    `?${accuracySearch(more.scope ?? scope.id, more.range ?? range, more.lead ?? lead, more.day ?? null)}`;
  const day = (iso: string) => formats.date(Date.parse(`${iso}T00:00Z`), 'UTC');
  const weekName = ({ monday, number }: { monday: string; number: number }) =>
    t('weeks.name', { number, from: day(monday) });
  const asked = report.leads.find((one) => one.lead === lead)?.accuracy;
  const ahead = t('ahead', { days: lead });
  const none = report.leads.every(({ accuracy }) => accuracy.days === 0);
  const hindcasts = asked?.hindcasts ?? 0;
  return (
    <div className={styles.page}>
      {head}
      {problems.map(({ param, given }) => (
        <p key={param} className={controls.notice} role="alert">
          {t(`problems.${param}`, { given })}
        </p>
      ))}
      <AreaMessages areas={['accuracy']}>
        <AccuracyControls
          key={address({})}
          scope={scope.id}
          choices={scopeChoices(centres)}
          range={range}
          yesterday={plusDays(today, -1)}
          lead={lead}
          spans={spans.map((weeks) => {
            const one = spanRange(weeks, today);
            const current = one.from === range.from && one.to === range.to;
            return { weeks, current, href: `/plan/accuracy${address({ range: one })}` };
          })}
          download={`/api/plan/accuracy${address({})}`}
        />
        {none ? (
          <div className={controls.notice} role="status" data-testid="no-forecasts">
            <p>{t('archive.none', { label: scope.label })}</p>
            {choices.some(({ horizons }) => horizons.length > 0) ? <p>{t('archive.meanwhile')}</p> : null}
          </div>
        ) : asked === undefined || asked.days === 0 ? (
          <p className={controls.notice} role="status" data-testid="no-forecasts">
            {t('archive.horizon', { ahead })}
          </p>
        ) : (
          <>
            <p className={styles.sentence} data-testid="sentence">
              {t('sentence', { ahead, half: formats.percent(asked.wape), day: formats.percent(asked.dayWape) })}
            </p>
            <AccuracyTiles accuracy={asked} />
            {hindcasts > 0 ? (
              <p className={controls.note} data-testid="hindcasts">
                {t(hindcasts === asked.days ? 'hindcast.all' : 'hindcast.some', {
                  share: formats.percent(hindcasts / asked.days, 0),
                  since: forecastSince ? t('hindcast.since', { date: day(forecastSince) }) : t('hindcast.none'),
                })}
              </p>
            ) : null}
            {drawn ? (
              <DaySection
                drawn={drawn}
                zone={scope.centre.zone}
                days={dates.map((date) => ({ date, href: `/plan/accuracy${address({ day: date })}` }))}
                ahead={ahead}
              />
            ) : null}
          </>
        )}
        {none ? null : (
          <>
            <AccuracyTable
              id="accuracy-leads"
              caption={t('summary.title')}
              head={t('summary.lead')}
              rows={report.leads.map(({ lead: one, accuracy }) => ({
                key: String(one),
                label: t('ahead', { days: one }),
                href: address({ lead: one }),
                current: one === lead,
                accuracy,
              }))}
            />
            {scope.queue === null && judged.length > 0 ? (
              <AccuracyTable
                id="accuracy-queues"
                caption={t('queues.title', { ahead })}
                head={t('queues.queue')}
                rows={report.queues
                  .toSorted((a, b) => formats.compare(a.queue.label, b.queue.label))
                  .map(({ queue, accuracy }) => ({
                    key: queueId(queue),
                    label: queue.label,
                    href: address({ scope: queueId(queue) }),
                    accuracy,
                  }))}
                {...(asked ? { total: { label: t('queues.together'), accuracy: asked } } : {})}
              />
            ) : null}
            {report.weeks.length > 1 ? (
              <section className={`${controls.panel} ${styles.panel}`}>
                <h2 className={controls.panelTitle}>{t('weeks.title')}</h2>
                <WeekChart
                  lead={lead}
                  points={report.weeks.map((week) => ({
                    name: weekName(week),
                    short: t('weeks.short', { number: week.number }),
                    wapes: Object.fromEntries(
                      leads.map((one) => [one, week.byLead.find((of) => of.lead === one)?.accuracy.wape ?? null]),
                    ) as WeekPoint['wapes'],
                  }))}
                />
              </section>
            ) : null}
            <WeekTable weeks={report.weeks} lead={lead} nameOf={weekName} />
          </>
        )}
        <ChoiceSection
          choices={choices}
          single={scope.queue !== null}
          zone={scope.centre.zone}
          hrefOf={(queue) => address({ scope: queue })}
        />
      </AreaMessages>
      <div className={`${controls.note} ${styles.notes}`}>
        <p>{t('notes.counted')}</p>
        {scope.queue === null ? <p>{t('notes.together')}</p> : null}
        <p>{t('notes.csv')}</p>
      </div>
    </div>
  );
}
