'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { BoardFigures } from '#lib/board/boardFigures.ts';
import { abandonedShare, endedOtherwise } from '#lib/board/dayTotals.ts';
import type { MetricId } from '#lib/board/metric.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { TonightNote } from './TonightNote.tsx';
import { useLevelWords } from './useLevelWords.ts';
import { useTonightWords } from './useTonightWords.ts';

interface Asked {
  metric: MetricId;
  figures: BoardFigures;
  now: number;
  zone: string;
}

/** What stands below a figure: what it is part of, and what else belongs to it. null while no queue is known. */
export function useFigureFoot({ metric, figures, now, zone }: Asked): ReactNode {
  const t = useTranslations('wall');
  const formats = useFormats();
  const levelWords = useLevelWords();
  const tonightWords = useTonightWords();
  const { agentCounts: agents, today, outlook } = figures;
  if (figures.queues.length === 0) return null;
  const without = figures.unheardToday.map(({ label }) => label).join(', ');
  const less = without ? t('foot.without', { sources: without }) : null;
  const signedIn = agents && figures.agents.length - agents.signed_out;
  const { name, threshold } = levelWords(figures);
  const offered = today && (
    <span data-metric="offered" title={t('formula.offered')}>
      {[t('foot.offered', { offered: formats.count(today.offered) }), less].filter((part) => part !== null).join(' · ')}
    </span>
  );
  switch (metric) {
    case 'waiting':
      return t('foot.waiting', { queues: figures.queues.length });
    case 'longestWait':
      return `${figures.waiting === 0 ? `${t('foot.nobodyWaits')} · ` : ''}${t('foot.longestWait', { threshold })}`;
    case 'available':
    case 'ringing':
    case 'wrapUp':
    case 'paused':
    case 'unavailable':
      return t('foot.available', { signedIn: formats.count(signedIn) });
    case 'onContact':
      return (
        agents && t('foot.onContact', { ringing: formats.count(agents.ringing), wrapUp: formats.count(agents.wrap_up) })
      );
    case 'signedIn':
      return agents && t('foot.signedIn', { paused: formats.count(agents.paused) });
    case 'offered':
      return today && <TonightNote outlook={outlook} offered={today.offered} now={now} zone={zone} />;
    case 'answered':
      return (
        today && (
          <>
            {offered}
            <TonightNote outlook={outlook} offered={today.offered} now={now} zone={zone} />
          </>
        )
      );
    case 'abandoned':
      return (
        today && (
          <span title={`${t('formula.abandonedShare')} ${t('label.otherwise')}: ${t('formula.otherwise')}`}>
            {t('foot.abandoned', {
              share: formats.percent(abandonedShare(today)),
              otherwise: formats.count(endedOtherwise(today)),
            })}
          </span>
        )
      );
    case 'abandonedShare':
    case 'otherwise':
      return offered;
    case 'serviceLevel':
      return `${name} · ${threshold}`;
    case 'answerSpeed':
      return today && [t('foot.answerSpeed'), less].filter((part) => part !== null).join(' · ');
    case 'talkTime':
      return today && [t('foot.talkTime'), less].filter((part) => part !== null).join(' · ');
    case 'tonight':
      return <span title={tonightWords(outlook, now, zone)}>{offered}</span>;
  }
}
