import { connection } from 'next/server';
import { settings } from '../database.ts';
import controls from '../frame/controls.module.css';
import { AreaMessages } from '../i18n/AreaMessages.tsx';
import { formatsOf } from '../i18n/formats.ts';
import { requestLocale } from '../i18n/requestLocale.ts';
import { translations } from '../i18n/translations.ts';
import type { Search } from '../scope/address.ts';
import { scopeChoices } from '../scope/scopeChoices.ts';
import { GapNotice } from './GapNotice.tsx';
import { HistoryChart } from './HistoryChart.tsx';
import { HistoryControls } from './HistoryControls.tsx';
import { HistoryFigures } from './HistoryFigures.tsx';
import styles from './HistoryPage.module.css';
import { HistoryTable } from './HistoryTable.tsx';
import { HistoryViews } from './HistoryViews.tsx';
import { historySearch } from './historyParams.ts';
import { presetRange } from './historyRange.ts';
import { historyReport } from './historyReport.ts';
import { type HistoryStep, presets } from './historySteps.ts';
import { NoHistory } from './NoHistory.tsx';
import { otherCount } from './otherEnds.ts';
import { periodLabels } from './periodLabel.ts';
import { rangeCaption } from './rangeCaption.ts';

/** The page's content: what the address asks for, from the rollups. */
export async function HistoryPage({ search }: { search: Search }) {
  await connection();
  const t = await translations('history');
  const locale = await requestLocale();
  const formats = formatsOf(locale);
  const head = (
    <header className={styles.head}>
      <HistoryViews view="calls" search={search} />
      <h1 className={controls.title}>{t('title')}</h1>
      <p className={controls.lead}>{t('lead')}</p>
    </header>
  );
  const report = await historyReport(search, Date.now(), settings(), 'page');
  if (report === null || report === 'away' || report === 'empty') return <NoHistory head={head} why={report} />;

  const { params, problems, today, centres, rows, total, gaps, formula, thresholdsSeconds, recordsFrom, clockChanges } =
    report;
  const { scope, range, step, preset } = params;
  const { zone, target } = scope.centre;
  const label = periodLabels(step, zone, locale, range.from === range.to, (number, days) =>
    t('week', { number, days }),
  );
  const labelled = rows.map((row) => ({ ...row, label: label(row.start, row.end), other: otherCount(row) }));
  const address = historySearch(scope.id, range, step);
  const [lowest, highest] = [thresholdsSeconds.at(0) ?? '–', thresholdsSeconds.at(-1) ?? '–'];
  const seconds = lowest === highest ? `${lowest}` : `${lowest}–${highest}`;
  const formulaText = t(`formula.${formula}`, { seconds });
  const targetText = `${formats.percent(target.ratio, 0)}`;
  return (
    <div className={styles.page}>
      {head}
      {problems.map(({ param, given }) => (
        <p key={param} className={controls.notice} role="alert">
          {t(`problems.${param}`, { given: param === 'stepTooFine' ? t(`steps.${given as HistoryStep}`) : given })}
        </p>
      ))}
      <AreaMessages areas={['history']}>
        <HistoryControls
          key={address}
          scope={scope.id}
          choices={scopeChoices(centres)}
          range={range}
          today={today}
          step={step}
          path="/history"
          downloads={[{ href: `/api/history?${address}`, text: t('download'), id: 'history-csv' }]}
          preset={preset}
          presets={presets.map((name) => ({
            name,
            href: `/history?${historySearch(scope.id, presetRange(name, today), null)}`,
          }))}
        />
        <HistoryFigures
          total={total}
          formula={formulaText}
          target={targetText}
          belowTarget={total.serviceLevel !== null && total.serviceLevel < target.ratio}
        />
        <GapNotice gaps={gaps} zone={zone} />
        {recordsFrom === null || total.offered === 0 ? null : (
          <p className={controls.note} data-testid="records-from">
            {t('recordsFrom', { date: formats.longDate(recordsFrom, zone) })}
          </p>
        )}
        {total.offered === 0 ? (
          <p className={controls.notice} role="status" data-testid="no-calls">
            {t('none', { label: scope.label })}
          </p>
        ) : (
          <>
            <section className={controls.panel}>
              <HistoryChart
                // Only what it draws: rows go to the browser.
                rows={labelled.map(
                  ({
                    label,
                    offered,
                    answered,
                    abandoned,
                    other,
                    serviceLevel,
                    asaSeconds,
                    ahtSeconds,
                    incomplete,
                  }) => ({
                    label,
                    offered,
                    answered,
                    abandoned,
                    other,
                    serviceLevel,
                    asaSeconds,
                    ahtSeconds,
                    incomplete,
                  }),
                )}
                targetRatio={target.ratio}
              />
            </section>
            <HistoryTable
              rows={labelled}
              total={total}
              formula={formulaText}
              recordsFrom={recordsFrom}
              caption={await rangeCaption(scope.label, range)}
            />
          </>
        )}
        {clockChanges.map(({ at, minutes }) => (
          <p key={at} className={controls.note} data-testid="clock-change">
            {t(minutes > 0 ? 'clockForward' : 'clockBack', {
              date: formats.longDate(at, zone),
              minutes: Math.abs(minutes),
            })}
          </p>
        ))}
        <p className={controls.note} data-testid="belongs">
          {t('belongs')}
        </p>
        <p className={controls.note}>{t('formulaIs', { formula: formulaText, target: targetText })}</p>
      </AreaMessages>
    </div>
  );
}
