'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { BoardFigures } from '#lib/board/boardFigures.ts';
import { abandonedShare, answerSpeed, endedOtherwise } from '#lib/board/dayTotals.ts';
import { type Freshness, longestWaitSeconds, queueWaitSeconds } from '#lib/board/freshness.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { type Alarm, commonTarget, levelAlarm, waitAlarm, worse } from './alarms.ts';
import { Tile } from './Tile.tsx';
import styles from './Tiles.module.css';
import { TonightNote } from './TonightNote.tsx';
import { useLevelWords } from './useLevelWords.ts';

interface Props {
  figures: BoardFigures;
  fresh: Freshness | null;
  /** Epoch ms by the server's clock. */
  now: number;
  zone: string;
}

/** The eight numbers of the board: four of this moment, four of this day. */
export function Tiles({ figures, fresh, now, zone }: Props) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const level = useLevelWords(figures);
  const { agentCounts: agents, today } = figures;
  // A mean is rounded, as on the history page; a running clock would be cut.
  const speed = today && answerSpeed(today);
  const longest =
    fresh &&
    longestWaitSeconds(
      figures.queues.map((row) => row.queue),
      fresh,
    );
  const waits = figures.queues.reduce<Alarm>((alarm, { queue }) => {
    return fresh ? worse(alarm, waitAlarm(queueWaitSeconds(queue, fresh), queue)) : 'none';
  }, 'none');
  const dim = fresh?.partly ? 'partly' : fresh !== null && !fresh.live;
  const known = figures.queues.length > 0;
  const target = commonTarget(figures.centres);
  const { ratio, unknown } = figures.level;
  const below = levelAlarm(ratio, target);
  const without = figures.unheardToday.map(({ label }) => label).join(', ');
  const signedIn = agents && figures.agents.length - agents.signed_out;

  let longestFoot = t('foot.longestWait', { threshold: level.threshold });
  if (waits !== 'none') longestFoot = t('foot.overThreshold', { threshold: level.threshold });
  else if (figures.waiting === 0) longestFoot = `${t('foot.nobodyWaits')} · ${longestFoot}`;

  const goal = target === null ? null : formats.percent(target, 0);
  const levelFoot = ratio === null && unknown ? t(`level.unknown.${unknown}`) : `${level.name} · ${level.threshold}`;

  return (
    <div className={styles.tiles}>
      <Row name={t('now')}>
        <Tile
          dim={dim}
          metric="waiting"
          label={t('label.waiting')}
          text={formats.count(figures.waiting)}
          formula={t('formula.waiting')}
          foot={known ? t('foot.waiting', { queues: figures.queues.length }) : null}
        />
        <Tile
          dim={dim}
          metric="longestWait"
          label={t('label.longestWait')}
          text={formats.clock(longest)}
          formula={t('formula.longestWait')}
          foot={known ? longestFoot : null}
          alarm={waits}
        />
        <Tile
          dim={dim}
          metric="available"
          label={t('label.available')}
          text={formats.count(agents?.available ?? null)}
          formula={t('formula.available')}
          foot={known ? t('foot.available', { signedIn: formats.count(signedIn) }) : null}
          alarm={agents?.available === 0 && (figures.waiting ?? 0) > 0 ? 'over' : 'none'}
        />
        <Tile
          dim={dim}
          metric="onContact"
          label={t('label.onContact')}
          text={formats.count(agents && agents.on_contact + agents.on_hold)}
          formula={t('formula.onContact')}
          foot={
            agents &&
            t('foot.onContact', { ringing: formats.count(agents.ringing), wrapUp: formats.count(agents.wrap_up) })
          }
        />
      </Row>
      <Row name={t('today')}>
        <Tile
          dim={dim}
          metric="serviceLevel"
          label={t('label.serviceLevel')}
          text={formats.percent(ratio)}
          formula={t('formula.serviceLevel', { name: level.name, words: level.words })}
          aside={
            goal && ratio !== null ? t(below === 'none' ? 'foot.target' : 'foot.belowTarget', { target: goal }) : null
          }
          foot={known ? levelFoot : null}
          alarm={below}
        />
        <Tile
          dim={dim}
          metric="answerSpeed"
          label={t('label.answerSpeed')}
          text={formats.clock(speed && Math.round(speed))}
          formula={t('formula.answerSpeed')}
          foot={today && t('foot.answerSpeed')}
        />
        <Tile
          dim={dim}
          metric="answered"
          label={t('label.answered')}
          text={formats.count(today?.answered)}
          formula={t('formula.answered')}
          foot={
            today && (
              <>
                <span data-metric="offered" title={t('formula.offered')}>
                  {t('foot.offered', { offered: formats.count(today.offered) })}
                  {without ? ` · ${t('foot.without', { sources: without })}` : null}
                </span>
                <TonightNote outlook={figures.outlook} offered={today.offered} now={now} zone={zone} />
              </>
            )
          }
        />
        <Tile
          dim={dim}
          metric="abandoned"
          label={t('label.abandoned')}
          text={formats.count(today?.abandoned)}
          formula={t('formula.abandoned')}
          foot={
            today && (
              <span title={`${t('formula.abandonedShare')} ${t('label.otherwise')}: ${t('formula.otherwise')}`}>
                {t('foot.abandoned', {
                  share: formats.percent(abandonedShare(today)),
                  otherwise: formats.count(endedOtherwise(today)),
                })}
              </span>
            )
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
