import type { AgentFigures } from '#lib/history/agentFigures.ts';
import controls from '../../frame/controls.module.css';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import { ScrollTable } from '../../table/ScrollTable.tsx';
import styles from '../../table/scrollTable.module.css';
import { hoursText } from './hoursText.ts';

/** Reasons with a column of their own, the longest ones; the others share one. */
const mostReasons = 8;

/** How often and how long each agent paused, by the reason given. */
export async function PauseTable({ agents, total }: { agents: readonly AgentFigures[]; total: AgentFigures }) {
  const t = await translations('agents');
  const formats = formatsOf(await requestLocale());
  if (total.time === null) return null;
  const reasons = total.pauses.slice(0, mostReasons).map(({ reason }) => reason);
  const others = total.pauses.length > mostReasons;
  const paused = agents.filter(({ pauses }) => pauses.length > 0);
  if (paused.length === 0) return <p className={controls.note}>{t('pauses.none')}</p>;
  const cell = (key: string, pauses: AgentFigures['pauses']) => {
    const count = pauses.reduce((sum, pause) => sum + pause.count, 0);
    const seconds = pauses.reduce((sum, pause) => sum + pause.seconds, 0);
    if (pauses.length === 0) return <td key={key} />;
    return <td key={key}>{t('pauses.cell', { count: formats.count(count), time: hoursText(seconds) })}</td>;
  };
  const cells = ({ pauses }: AgentFigures) => (
    <>
      {reasons.map((reason) =>
        cell(
          `reason ${reason}`,
          pauses.filter((pause) => pause.reason === reason),
        ),
      )}
      {others
        ? cell(
            'others',
            pauses.filter((pause) => !reasons.includes(pause.reason)),
          )
        : null}
      {cell('all', pauses)}
    </>
  );
  return (
    <>
      <ScrollTable caption={t('pauses.title')}>
        <table className={`${controls.table} ${styles.table}`} data-testid="pause-table">
          <thead>
            <tr>
              <th scope="col">{t('figures.agent')}</th>
              {reasons.map((reason) => (
                <th scope="col" key={`reason ${reason}`}>
                  {reason ?? t('pauses.noReason')}
                </th>
              ))}
              {others ? <th scope="col">{t('pauses.otherReasons')}</th> : null}
              <th scope="col">{t('table.total')}</th>
            </tr>
          </thead>
          <tbody>
            {paused.map((agent) => (
              <tr key={`${agent.exchange}|${agent.agent}|${agent.name}`}>
                <th scope="row">{agent.name}</th>
                {cells(agent)}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('table.total')}</th>
              {cells(total)}
            </tr>
          </tfoot>
        </table>
      </ScrollTable>
      <p className={controls.note}>{t('pauses.note')}</p>
    </>
  );
}
