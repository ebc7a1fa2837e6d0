'use client';

import { useTranslations } from 'use-intl';
import type { BoardTile } from '#lib/board/board.ts';
import { gridColumns, gridRows } from '#lib/board/grid.ts';
import { factsOf } from '#lib/board/tileFacts.ts';
import { rectOf } from '#lib/board/tilePlacement.ts';
import controls from '../../frame/controls.module.css';
import { NumberField } from '../../frame/NumberField.tsx';
import { CentreChecks } from '../fields/CentreChecks.tsx';
import { OptionFields } from '../fields/OptionFields.tsx';
import { QueueChecks } from '../fields/QueueChecks.tsx';
import { type Hall, queuesWithin } from '../hall.ts';
import type { EditorAction } from './editorState.ts';
import { OwnControl } from './OwnControl.tsx';
import { ThresholdFields } from './ThresholdFields.tsx';
import styles from './TilePanel.module.css';
import { useTileNames } from './useTileNames.ts';

interface Props {
  tile: BoardTile;
  /** Of the board; none: all. */
  boardCentres: readonly string[];
  hall: Hall;
  agents: readonly { id: string; name: string }[];
  dispatch: (action: EditorAction) => void;
  onDone: () => void;
}

/** Everything about one tile but its place, which is also here for those who count rather than drag. */
export function TilePanel({ tile, boardCentres, hall, agents, dispatch, onDone }: Props) {
  const t = useTranslations('boards');
  const nameOf = useTileNames();
  const { scope: scopeKind, least } = factsOf(tile.kind);
  const change = (field: string, to: Extract<EditorAction, { do: 'change' }>['to']) =>
    dispatch({ do: 'change', tile: tile.id, field, to });
  const centres = hall.centres.filter(({ id }) => boardCentres.length === 0 || boardCentres.includes(id));
  const queues = queuesWithin(hall, tile.scope.centres.length > 0 ? tile.scope.centres : boardCentres);
  const strangers = unknownOf(tile, hall);
  return (
    <section className={styles.panel} aria-label={t('panel.label')} data-testid="tile-panel">
      <header className={styles.head}>
        <h2>{nameOf(tile)}</h2>
        <button type="button" className={styles.plain} onClick={onDone}>
          {t('panel.done')}
        </button>
      </header>
      <p className={styles.hint}>
        {t(`kind.${tile.kind}.name`)}. {t(`kind.${tile.kind}.text`)}
      </p>
      <label className={controls.field}>
        {t('panel.title')}
        <input
          className={controls.input}
          value={tile.title ?? ''}
          maxLength={60}
          aria-describedby="title-hint"
          onChange={({ target }) => change('title', { title: target.value.trim() === '' ? null : target.value })}
          data-testid="tile-title"
        />
        <span id="title-hint" className={styles.hint}>
          {t('panel.titleHint')}
        </span>
      </label>
      <div className={styles.group}>
        <OptionFields tile={tile} onChange={(field, options) => change(`option ${field}`, { options })} />
        <OwnControl tile={tile} agents={agents} onChange={(options) => change('own', { options })} />
      </div>
      {scopeKind !== 'none' && centres.length > 1 ? (
        <CentreChecks
          legend={t('panel.centres')}
          hint={t('panel.centresHint')}
          centres={centres}
          chosen={tile.scope.centres}
          onChange={(chosen) => change('scope', { scope: { ...tile.scope, centres: chosen } })}
        />
      ) : null}
      {scopeKind === 'queues' && queues.length > 0 ? (
        <QueueChecks
          queues={queues}
          chosen={tile.scope.queues}
          onChange={(chosen) => change('scope', { scope: { ...tile.scope, queues: chosen } })}
        />
      ) : null}
      {strangers.centres.length > 0 ? (
        <p className={styles.warning}>▲ {t('panel.unknownCentre', { names: strangers.centres.join(', ') })}</p>
      ) : null}
      {strangers.queues.length > 0 ? (
        <p className={styles.warning}>▲ {t('panel.unknownQueue', { names: strangers.queues.join(', ') })}</p>
      ) : null}
      <ThresholdFields tile={tile} onChange={(thresholds) => change('thresholds', { thresholds })} />
      <fieldset className={styles.group}>
        <legend>{t('panel.place')}</legend>
        <div className={styles.four}>
          {(['x', 'y', 'w', 'h'] as const).map((side) => {
            const counted = side === 'x' || side === 'y' ? 1 : 0;
            return (
              <NumberField
                key={side}
                label={t(`panel.${side}`)}
                value={tile[side] + counted}
                min={counted === 1 ? 1 : least[side as 'w' | 'h']}
                max={side === 'x' || side === 'w' ? gridColumns : gridRows}
                testId={`tile-${side}`}
                onChange={(typed) => {
                  const to = { ...rectOf(tile), [side]: typed - counted };
                  dispatch(counted === 1 ? { do: 'drop', tile: tile.id, at: to } : { do: 'resize', tile: tile.id, to });
                }}
              />
            );
          })}
        </div>
        <p className={styles.hint}>{t('panel.least', { w: least.w, h: least.h })}</p>
      </fieldset>
      <div className={styles.buttons}>
        <button
          type="button"
          className={controls.button}
          onClick={() => dispatch({ do: 'duplicate', tile: tile.id })}
          data-testid="tile-duplicate"
        >
          {t('panel.duplicate')}
        </button>
        <button
          type="button"
          className={`${controls.button} ${styles.danger}`}
          onClick={() => dispatch({ do: 'remove', tile: tile.id })}
          data-testid="tile-remove"
        >
          {t('panel.remove')}
        </button>
      </div>
    </section>
  );
}

/** What a tile names and this installation does not have, as of a file from another one. */
function unknownOf({ scope }: BoardTile, hall: Hall): { centres: string[]; queues: string[] } {
  const queues = new Set(queuesWithin(hall, []).map(({ id }) => id));
  return {
    centres: scope.centres.filter((one) => !hall.centres.some(({ id }) => id === one)),
    queues: scope.queues.filter((one) => !queues.has(one)),
  };
}
