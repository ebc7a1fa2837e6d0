'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type ActualStretch, actualActivity } from '#lib/adherence/actualActivity.ts';
import { deviations } from '#lib/adherence/deviations.ts';
import { joinedStretches } from '#lib/adherence/joinedStretches.ts';
import { isScheduled, plannedDay } from '#lib/adherence/plannedDay.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import { StateMark } from '../../wall/tiles/StateMark.tsx';
import { useAgentWords } from '../../wall/tiles/useAgentWords.ts';
import type { AgentDay } from '../adherence/rosterToday.ts';
import { DetailFrame } from '../DetailFrame.tsx';
import type { DeskAgent } from '../deskAgents.ts';
import { Figures } from '../Figures.tsx';
import cells from '../table/cells.module.css';
import { useAnswer } from '../useAnswer.ts';
import { AdherenceMark } from './AdherenceMark.tsx';
import styles from './AgentDetail.module.css';
import { DayStrip } from './DayStrip.tsx';
import { useAdherenceWords } from './useAdherenceWords.ts';

interface Props {
  row: DeskAgent;
  labels: ReadonlyMap<string, string>;
  zone: string;
  now: number;
  onClose: () => void;
}

/** Deviations that are listed, the latest. */
const listed = 8;
const leastMs = 60_000;

/** One agent: now, and the day as planned and as it was. */
export function AgentDetail({ row, labels, zone, now, onClose }: Props) {
  const t = useTranslations('floor');
  const wall = useTranslations('wall');
  const formats = useFormats();
  const words = useAgentWords();
  const adherenceWords = useAdherenceWords();
  const { agent, adherence, name } = row;
  const { answer, failed } = useAnswer<AgentDay>(`/api/floor/agent?agent=${encodeURIComponent(row.id)}`);
  const said = adherenceWords(adherence);
  return (
    <DetailFrame
      title={name}
      mark={
        agent === null ? null : (
          <span className={cells.marked}>
            <StateMark state={agent.state} />
            {[...new Set([wall(`state.${agent.state}`), words(agent, labels).why])].join(' · ')}
          </span>
        )
      }
      back={t('agent.back')}
      onClose={onClose}
      testId="agent-detail"
    >
      <p className={styles.now}>
        <AdherenceMark status={adherence.status} />
        <strong>{said.text === '–' ? said.hint : said.text}</strong>
        {adherence.status === 'out' || adherence.status === 'in' ? (
          <span>
            {formats.time(adherence.since, zone)}– (
            {formats.span(60 * Math.floor(Math.max(0, now - adherence.since) / 60_000))})
          </span>
        ) : null}
        {agent === null || agent.queues.length === 0 ? null : (
          <span className={cells.faint}>{agent.queues.map((id) => labels.get(id) ?? id).join(', ')}</span>
        )}
      </p>
      {answer === null ? (
        <p className={controls.note} role="status">
          {row.agent === null ? t('agents.notSeen') : failed ? t('agent.failed') : t('loading')}
        </p>
      ) : (
        <Day day={answer} />
      )}
    </DetailFrame>
  );
}

function Day({ day }: { day: AgentDay }) {
  const t = useTranslations('floor');
  const formats = useFormats();
  const { figures, zone, asOf, unobserved, entries } = day;
  const planned = useMemo(() => plannedDay(day.entries, day.covered, day.day), [day]);
  const actual = useMemo(
    () =>
      day.states.map(
        ({ state, pauseReason, from, to }): ActualStretch => ({
          activity: actualActivity(state, pauseReason, day.pauseMeanings),
          from,
          to,
        }),
      ),
    [day],
  );
  const found = useMemo(
    () => deviations(planned, joinedStretches(actual), unobserved, { until: asOf, leastMs }),
    [planned, actual, unobserved, asOf],
  );
  const time = (at: number) => formats.time(at, zone);
  const plan = planned
    .filter(({ activity }) => isScheduled(activity))
    .map(({ from, to, activity }) => `${time(from)}–${time(to)} ${t(`planned.${activity ?? 'none'}`)}`);
  return (
    <>
      <Figures
        explain={(what) => t('explain', { what })}
        figures={[
          {
            ...{ name: 'adherence', label: t('agent.adherence'), value: formats.percent(figures.adherence) },
            hint: t('agent.hints.adherence'),
          },
          {
            ...{ name: 'conformance', label: t('agent.conformance'), value: formats.percent(figures.conformance) },
            hint: t('agent.hints.conformance'),
          },
          {
            ...{ name: 'scheduled', label: t('agent.scheduled'), hint: t('agent.hints.scheduled') },
            value: entries.length === 0 ? '–' : formats.span(60 * Math.round(figures.scheduledSeconds / 60)),
          },
          {
            ...{ name: 'desk', label: t('agent.desk'), hint: t('agent.hints.desk') },
            value: entries.length === 0 ? '–' : formats.span(60 * Math.round(figures.deskSeconds / 60)),
          },
        ]}
      />
      <DayStrip day={day} planned={planned} actual={actual} />
      {entries.length === 0 ? <p className={controls.note}>{t('agent.noRoster')}</p> : null}
      {figures.unobservedSeconds >= 60 ? (
        <p className={controls.note}>
          ⚠ {t('agent.unobservedNote', { span: formats.span(60 * Math.round(figures.unobservedSeconds / 60)) })}
        </p>
      ) : null}
      {plan.length > 0 ? <p className={controls.note}>{t('agent.planText', { plan: plan.join(' · ') })}</p> : null}
      <section className={styles.deviations}>
        <h3 className={styles.title}>{t('agent.deviations')}</h3>
        {found.length === 0 ? <p className={controls.note}>{t('agent.noDeviations')}</p> : null}
        <ul>
          {found.slice(-listed).map((one) => (
            <li key={one.from}>
              {t('agent.deviation', {
                from: time(one.from),
                to: time(one.to),
                actual: t(`actual.${one.actual}`),
                planned: t(`planned.${one.planned ?? 'none'}`),
              })}{' '}
              <span className={cells.faint}>({formats.span(60 * Math.round((one.to - one.from) / 60_000))})</span>
            </li>
          ))}
        </ul>
        {found.length > listed ? (
          <p className={controls.note}>{t('agent.more', { count: found.length - listed })}</p>
        ) : null}
      </section>
      <p className={controls.note}>{t('asOf', { time: time(asOf) })}</p>
    </>
  );
}
