'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import {
  isOffered,
  mostCentresSideBySide,
  type TemplateId,
  templateIds,
  templateOf,
} from '#lib/board/templates/boardTemplate.ts';
import controls from '../../frame/controls.module.css';
import { createBoard } from '../boardRequests.ts';
import { CentreChecks } from '../fields/CentreChecks.tsx';
import { type Hall, queuesWithin, withFloor } from '../hall.ts';
import { BoardThumb } from '../preview/BoardThumb.tsx';
import { useDeskFloor } from '../preview/useDeskFloor.ts';
import { useRefusalWords } from '../useRefusalWords.ts';
import styles from './NewBoardForm.module.css';

const previewMs = 2000;

/** Template, what it is about, and a name; each template is seen with the hall's own figures. */
export function NewBoardForm({ hall: told }: { hall: Hall }) {
  const t = useTranslations('boards');
  const router = useRouter();
  const refusalWords = useRefusalWords();
  const live = useDeskFloor(previewMs);
  const hall = useMemo(() => withFloor(told, live.floor), [told, live.floor]);
  const [template, setTemplate] = useState<TemplateId>('hall_overview');
  const [centres, setCentres] = useState<string[]>([]);
  /** null: not touched, so as many as can stand side by side. */
  const [several, setSeveral] = useState<string[] | null>(null);
  const [queue, setQueue] = useState('');
  const [name, setName] = useState<string | null>(null);
  const [state, setState] = useState<{ busy: boolean; problem: string | null }>({ busy: false, problem: null });

  const queues = queuesWithin(hall, []);
  const offered = templateIds.filter((id) => isOffered(id, { centres: hall.centres.length, queues: queues.length }));
  const beside = several ?? hall.centres.slice(0, mostCentresSideBySide).map(({ id }) => id);
  const choice: Choice = { centres, beside, queue: queue || (queues[0]?.id ?? '') };
  const { asks } = templateOf(template);
  const label = (id: string) => hall.centres.find((centre) => centre.id === id)?.label ?? id;
  const of =
    asks === 'queue'
      ? (queues.find(({ id }) => id === choice.queue)?.label ?? '')
      : (asks === 'severalCentres' ? beside : centres).map(label).join(', ') || t('allCentres');
  const shownName = name ?? t('new.suggested', { template: t(`templates.${template}.name`), of }).slice(0, 80);
  const tooFew = asks === 'severalCentres' && beside.length < 2;
  const tooMany = asks === 'severalCentres' && beside.length > mostCentresSideBySide;

  async function make(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (shownName.trim() === '') return setState({ busy: false, problem: t('new.nameMissing') });
    if (tooFew) return setState({ busy: false, problem: t('new.centresNone') });
    if (tooMany) return setState({ busy: false, problem: t('new.centresMost', { most: mostCentresSideBySide }) });
    setState({ busy: true, problem: null });
    const { centres, tiles } = sample(template, choice, hall);
    const made = await createBoard({ name: shownName.trim(), centres, tiles });
    if ('ok' in made) return router.push(`/boards/${made.ok.id}`);
    setState({ busy: false, problem: refusalWords(made) });
  }

  return (
    <form className={styles.form} onSubmit={(event) => void make(event)} noValidate>
      <fieldset className={styles.templates}>
        <legend>{t('new.template')}</legend>
        {offered.map((id) => (
          <label key={id} className={styles.template} data-testid={`template-${id}`}>
            <input type="radio" name="template" value={id} checked={id === template} onChange={() => setTemplate(id)} />
            <span className={styles.words}>
              <strong>{t(`templates.${id}.name`)}</strong>
              <span>{t(`templates.${id}.text`)}</span>
            </span>
            <TemplateThumb id={id} choice={choice} hall={hall} live={live} />
          </label>
        ))}
      </fieldset>
      <div className={styles.choices}>
        {asks === 'queue' ? (
          <label className={controls.field}>
            {t('new.queue')}
            <select className={controls.input} value={choice.queue} onChange={(event) => setQueue(event.target.value)}>
              {hall.centres.map((centre) => (
                <optgroup key={centre.id} label={centre.label}>
                  {centre.queues.map((one) => (
                    <option key={one.id} value={one.id}>
                      {one.label}
                    </option>
                  ))}
                </optgroup>
              ))}
            </select>
          </label>
        ) : hall.centres.length > 1 ? (
          <CentreChecks
            legend={t('new.centres')}
            hint={asks === 'severalCentres' ? undefined : t('panel.centresHint')}
            centres={hall.centres}
            chosen={asks === 'severalCentres' ? beside : centres}
            onChange={asks === 'severalCentres' ? setSeveral : setCentres}
          />
        ) : null}
        <label className={controls.field}>
          {t('new.name')}
          <input
            className={controls.input}
            value={shownName}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
            data-testid="board-name"
          />
        </label>
        {state.problem ? (
          <p className={controls.failure} role="alert">
            {state.problem}
          </p>
        ) : null}
        <button type="submit" className={controls.primary} disabled={state.busy} data-testid="make-board">
          {state.busy ? t('new.making') : t('new.do')}
        </button>
      </div>
    </form>
  );
}

interface Choice {
  /** Of templates about any centres; none: all. */
  centres: string[];
  /** Of the template that sets them side by side. */
  beside: string[];
  queue: string;
}

function TemplateThumb(props: { id: TemplateId; choice: Choice; hall: Hall; live: ReturnType<typeof useDeskFloor> }) {
  const { id, choice, hall, live } = props;
  const key = JSON.stringify([id, choice, hall.centres.map((centre) => centre.id)]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key holds all that the sample is made of
  const board = useMemo(() => sample(id, choice, hall), [key]);
  return (
    <span className={styles.thumb}>
      <BoardThumb board={board} live={live} />
    </span>
  );
}

/** The board that a template makes of what is chosen. */
function sample(id: TemplateId, choice: Choice, hall: Hall): Board {
  const { asks, make } = templateOf(id);
  return make({ id: 'ornek', name: 'Santral', ...chosenFor(asks, choice, hall) });
}

/** What the template is given; while too few or too many centres are chosen, what can be shown instead. */
function chosenFor(asks: 'centres' | 'queue' | 'severalCentres', { centres, beside, queue }: Choice, hall: Hall) {
  if (asks === 'centres') return { centres };
  if (asks === 'queue') {
    const own = hall.centres.find((centre) => centre.queues.some(({ id }) => id === queue));
    return { centres: own ? [own.id] : [], queue };
  }
  const shown = beside.length >= 2 ? beside : hall.centres.map(({ id }) => id);
  return { centres: shown.slice(0, mostCentresSideBySide) };
}
