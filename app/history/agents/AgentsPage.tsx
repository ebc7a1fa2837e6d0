import { connection } from 'next/server';
import { settings } from '../../database.ts';
import controls from '../../frame/controls.module.css';
import { HintedLabel } from '../../hint/HintedLabel.tsx';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import type { Search } from '../../scope/address.ts';
import { scopeChoices } from '../../scope/scopeChoices.ts';
import { GapNotice } from '../GapNotice.tsx';
import { HistoryControls } from '../HistoryControls.tsx';
import figureStyles from '../HistoryFigures.module.css';
import styles from '../HistoryPage.module.css';
import { HistoryViews } from '../HistoryViews.tsx';
import { historySearch } from '../historyParams.ts';
import { presetRange } from '../historyRange.ts';
import { presets } from '../historySteps.ts';
import { NoHistory } from '../NoHistory.tsx';
import { rangeCaption } from '../rangeCaption.ts';
import { AgentTable } from './AgentTable.tsx';
import { pauseCount } from './agentColumns.ts';
import { agentsReport } from './agentsReport.ts';
import { hoursText } from './hoursText.ts';
import { PauseTable } from './PauseTable.tsx';

/** The page's content: what the agents did in the range that the address asks for. */
export async function AgentsPage({ search }: { search: Search }) {
  await connection();
  const t = await translations('agents');
  const texts = await translations('history');
  const formats = formatsOf(await requestLocale());
  const head = (
    <header className={styles.head}>
      <HistoryViews view="agents" search={search} />
      <h1 className={controls.title}>{t('title')}</h1>
      <p className={controls.lead}>{t('lead')}</p>
    </header>
  );
  const report = await agentsReport(search, Date.now(), settings(), false);
  if (report === null || report === 'away' || report === 'empty') return <NoHistory head={head} why={report} />;

  const { params, problems, today, centres, total, gaps, statesFrom, recordsFrom } = report;
  const { scope, range, preset } = params;
  const { zone } = scope.centre;
  const agents = report.agents.toSorted((a, b) => formats.compare(a.name, b.name));
  const untraced = agents.filter(({ agent }) => agent === null).length;
  const address = historySearch(scope.id, range, null);
  const figures = [
    { name: 'agents', value: formats.count(agents.length) },
    { name: 'signedIn', value: hoursText(total.signedInSeconds) },
    { name: 'answered', value: formats.count(total.answered) },
    { name: 'averageTalk', value: formats.span(total.averageTalkSeconds) },
    { name: 'occupancy', value: formats.percent(total.occupancy) },
    { name: 'paused', value: hoursText(total.time?.pausedSeconds) },
    { name: 'pauses', value: formats.count(pauseCount(total)) },
  ] as const;
  return (
    <div className={styles.page}>
      {head}
      {problems.map(({ param, given }) => (
        <p key={param} className={controls.notice} role="alert">
          {texts(`problems.${param}`, { given })}
        </p>
      ))}
      <AreaMessages areas={['history', 'agents']}>
        <HistoryControls
          key={address}
          scope={scope.id}
          choices={scopeChoices(centres)}
          range={range}
          today={today}
          path="/history/agents"
          downloads={[
            { href: `/api/history/agents?${address}`, text: texts('download'), id: 'agents-csv' },
            { href: `/api/history/agents?${address}&by=day`, text: t('downloadDays'), id: 'agents-days-csv' },
          ]}
          preset={preset}
          presets={presets.map((name) => ({
            name,
            href: `/history/agents?${historySearch(scope.id, presetRange(name, today), null)}`,
          }))}
        />
        {agents.length === 0 ? (
          <p className={controls.notice} role="status" data-testid="no-agents">
            {t('none', { label: scope.label })}
          </p>
        ) : (
          <>
            <dl className={`${controls.figures} ${figureStyles.figures}`}>
              {figures.map(({ name, value }) => (
                <div key={name} className={controls.panel}>
                  <dt className={figureStyles.label}>
                    <HintedLabel
                      label={t(`figures.${name}`)}
                      explain={t('explain', { what: t(`figures.${name}`) })}
                      text={t(`hints.${name}`)}
                    />
                  </dt>
                  <dd>
                    <span className={figureStyles.value} data-testid={`total-${name}`}>
                      {value}
                    </span>
                  </dd>
                </div>
              ))}
            </dl>
            <GapNotice gaps={gaps} zone={zone} of="agents" />
            {statesFrom === null ? (
              <p className={controls.note}>{t('statesNone')}</p>
            ) : recordsFrom === null ? null : (
              <p className={controls.note} data-testid="states-from">
                {t('statesFrom', { date: `${formats.longDate(recordsFrom, zone)} ${formats.time(recordsFrom, zone)}` })}
              </p>
            )}
            {untraced > 0 ? <p className={controls.note}>{t('untraced', { count: untraced })}</p> : null}
            <AgentTable agents={agents} total={total} caption={await rangeCaption(scope.label, range)} />
            <PauseTable agents={agents} total={total} />
          </>
        )}
        <div className={controls.note}>
          <p>{t('hours')}</p>
          <p>{t('whose')}</p>
          <p>{t('who')}</p>
        </div>
      </AreaMessages>
    </div>
  );
}
