'use client';

import { useTranslations } from 'use-intl';
import type { BoardFigures, QueueRow } from '#lib/board/boardFigures.ts';
import { answerSpeed } from '#lib/board/dayTotals.ts';
import { type Freshness, queueWaitSeconds } from '#lib/board/freshness.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import { useLevelWords } from '../../wall/tiles/useLevelWords.ts';
import { useTonightWords } from '../../wall/tiles/useTonightWords.ts';
import { DetailFrame } from '../DetailFrame.tsx';
import { Figures } from '../Figures.tsx';
import { useAnswer } from '../useAnswer.ts';
import { QueueCurve } from './QueueCurve.tsx';
import type { QueueDayCurve } from './queueDay.ts';

interface Props {
  row: QueueRow;
  figures: BoardFigures;
  fresh: Freshness;
  /** The instant of which the floor is true. */
  at: number;
  onClose: () => void;
}

/** One queue: its present and its day; the lists beside show its calls and its agents. */
export function QueueDetail({ row, figures, fresh, at, onClose }: Props) {
  const t = useTranslations('floor');
  const formats = useFormats();
  const levelWords = useLevelWords();
  const tonightWords = useTonightWords();
  const { queue, today, level, outlook } = row;
  const { answer, failed } = useAnswer<QueueDayCurve>(`/api/floor/queue?queue=${encodeURIComponent(queue.id)}`);
  const zone = figures.centres.find(({ id }) => id === queue.centre)?.zone ?? 'Europe/Istanbul';
  const { name, words, threshold } = levelWords({
    level,
    thresholds: { low: queue.thresholdSeconds, high: queue.thresholdSeconds },
  });
  return (
    <DetailFrame title={queue.label} back={t('queues.back')} onClose={onClose} testId="queue-detail">
      <Figures
        explain={(what) => t('explain', { what })}
        figures={[
          { name: 'waiting', label: t('queues.waiting'), value: formats.count(queue.waiting) },
          {
            name: 'longest',
            label: t('queues.longest'),
            value: formats.clock(queueWaitSeconds(queue, fresh)),
            foot: t('queues.threshold', { threshold }),
          },
          { name: 'free', label: t('queues.free'), value: formats.count(row.free), hint: t('queues.hints.free') },
          { name: 'onContact', label: t('queues.onContact'), value: formats.count(row.onContact) },
          {
            ...{ name: 'level', label: t('summary.level'), value: formats.percent(level.ratio) },
            hint: `${name}: ${words}`,
          },
          { name: 'offered', label: t('queues.offered'), value: formats.count(today?.offered) },
          { name: 'answered', label: t('queues.answered'), value: formats.count(today?.answered) },
          { name: 'abandoned', label: t('queues.abandoned'), value: formats.count(today?.abandoned) },
          { name: 'speed', label: t('queues.speed'), value: formats.clock(today && answerSpeed(today)) },
          {
            name: 'tonight',
            label: t('queues.tonight'),
            value: formats.count(outlook && Math.round(outlook.mean)),
            hint: tonightWords(outlook, at, zone),
          },
        ]}
      />
      {answer === null ? (
        <p className={controls.note} role="status">
          {failed ? t('queues.curveFailed') : t('loading')}
        </p>
      ) : (
        <QueueCurve curve={answer} stale={failed} />
      )}
    </DetailFrame>
  );
}
