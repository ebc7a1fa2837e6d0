'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useFormats } from '../../i18n/useFormats.ts';
import type { BoardFigures } from './boardFigures.ts';
import { abandonedShare, answerSpeed, endedOtherwise } from './dayTotals.ts';
import { type Freshness, longestWaitSeconds, queueWaitSeconds } from './freshness.ts';
import { type Alarm, Tile } from './Tile.tsx';
import styles from './Tiles.module.css';
import { useLevelWords } from './useLevelWords.ts';

/** A wait past this many times the threshold is far past it. */
const farTimes = 3;
/** A service level this far below its target is far below it. */
const farBelow = 0.1;

/** The eight numbers of the board: four of this moment, four of this day. */
export function Tiles({ figures, fresh }: { figures: BoardFigures; fresh: Freshness | null }) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const level = useLevelWords(figures);
  const { agentCounts: agents, today } = figures;
  const longest =
    fresh &&
    longestWaitSeconds(
      figures.queues.map((row) => row.queue),
      fresh,
    );
  const waits = fresh ? waitAlarm(figures, fresh) : 'none';
  const target = commonTarget(figures);
  const { ratio, unknown } = figures.level;
  const below = levelAlarm(ratio, target);
  const signedIn = agents && figures.agents.length - agents.signed_out;

  let longestFoot = t('foot.longestWait', { threshold: level.threshold });
  if (waits !== 'none') longestFoot = t('foot.overThreshold', { threshold: level.threshold });
  else if (figures.waiting === 0) longestFoot = `${t('foot.nobodyWaits')} · ${longestFoot}`;

  const goal = target === null ? null : formats.percent(target, 0);
  return (
    <div className={styles.tiles} data-dim={fresh !== null && !fresh.live}>
      <Row name={t('now')}>
        <Tile
          metric="waiting"
          label={t('label.waiting')}
          text={formats.count(figures.waiting)}
          formula={t('formula.waiting')}
          foot={t('foot.waiting', { queues: figures.queues.length })}
        />
        <Tile
          metric="longestWait"
          label={t('label.longestWait')}
          text={formats.clock(longest)}
          formula={t('formula.longestWait')}
          foot={longestFoot}
          alarm={waits}
        />
        <Tile
          metric="available"
          label={t('label.available')}
          text={formats.count(agents?.available ?? null)}
          formula={t('formula.available')}
          foot={t('foot.available', { signedIn: formats.count(signedIn) })}
          alarm={agents?.available === 0 && (figures.waiting ?? 0) > 0 ? 'over' : 'none'}
        />
        <Tile
          metric="onContact"
          label={t('label.onContact')}
          text={formats.count(agents && agents.on_contact + agents.on_hold)}
          formula={t('formula.onContact')}
          foot={t('foot.onContact', {
            ringing: formats.count(agents?.ringing ?? null),
            wrapUp: formats.count(agents?.wrap_up ?? null),
          })}
        />
      </Row>
      <Row name={t('today')}>
        <Tile
          metric="serviceLevel"
          label={t('label.serviceLevel')}
          text={formats.percent(ratio)}
          formula={t('formula.serviceLevel', { name: level.name, words: level.words })}
          aside={goal && t(below === 'none' ? 'foot.target' : 'foot.belowTarget', { target: goal })}
          foot={ratio === null && unknown ? t(`level.unknown.${unknown}`) : `${level.name} · ${level.threshold}`}
          alarm={below}
        />
        <Tile
          metric="answerSpeed"
          label={t('label.answerSpeed')}
          text={formats.clock(today && answerSpeed(today))}
          formula={t('formula.answerSpeed')}
          foot={t('foot.answerSpeed')}
        />
        <Tile
          metric="answered"
          label={t('label.answered')}
          text={formats.count(today?.answered)}
          formula={t('formula.answered')}
          foot={
            <span data-metric="offered" title={t('formula.offered')}>
              {t('foot.offered', { offered: formats.count(today?.offered) })}
            </span>
          }
        />
        <Tile
          metric="abandoned"
          label={t('label.abandoned')}
          text={formats.count(today?.abandoned)}
          formula={t('formula.abandoned')}
          foot={
            <span title={`${t('formula.abandonedShare')} ${t('label.otherwise')}: ${t('formula.otherwise')}`}>
              {t('foot.abandoned', {
                share: formats.percent(today && abandonedShare(today)),
                otherwise: formats.count(today && endedOtherwise(today)),
              })}
            </span>
          }
        />
      </Row>
    </div>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={styles.row} aria-label={name}>
      <h2 className={styles.name}>{name}</h2>
      {children}
    </section>
  );
}

/** Judged by each queue's own threshold. */
function waitAlarm(figures: BoardFigures, fresh: Freshness): Alarm {
  const worst = figures.queues.reduce((most, { queue }) => {
    return Math.max(most, (queueWaitSeconds(queue, fresh) ?? 0) / queue.thresholdSeconds);
  }, 0);
  if (worst > farTimes) return 'far';
  return worst > 1 ? 'over' : 'none';
}

/** The target that all the board's centres share; null when they differ or have none. */
function commonTarget({ centres }: BoardFigures): number | null {
  const target = centres[0]?.targetRatio ?? null;
  return centres.every((centre) => centre.targetRatio === target) ? target : null;
}

function levelAlarm(ratio: number | null, target: number | null): Alarm {
  if (ratio === null || target === null || ratio >= target) return 'none';
  return ratio < target - farBelow ? 'far' : 'over';
}
