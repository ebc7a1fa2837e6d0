'use client';

import { useTranslations } from 'use-intl';
import type { Board } from '#lib/board/board.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import own from './screens.module.css';

interface Props {
  /** Ids, in the order in which they are shown. */
  chosen: readonly string[];
  boards: readonly Board[];
  onChange: (chosen: string[]) => void;
}

/** As many as the server takes. */
const most = 20;

/** The boards of a screen, in their order. */
export function BoardChoice({ chosen, boards, onChange }: Props) {
  const t = useTranslations('screens.fields');
  const { compare } = useFormats();
  const nameOf = (id: string) => boards.find((board) => board.id === id)?.name ?? t('missing', { board: id });
  const left = boards.filter(({ id }) => !chosen.includes(id)).toSorted((a, b) => compare(a.name, b.name));
  const moved = (from: number, to: number) => {
    const next = [...chosen];
    next.splice(to, 0, ...next.splice(from, 1));
    return next;
  };
  return (
    <fieldset className={own.group} data-testid="board-choice">
      <legend>{t('boards')}</legend>
      <p className={controls.note}>{t(chosen.length === 0 ? 'noBoards' : 'boardsHint')}</p>
      <ol className={own.boards}>
        {chosen.map((id, nth) => (
          <li key={id} className={own.board} data-board={id}>
            <span>{nth + 1}.</span>
            <strong>{nameOf(id)}</strong>
            <button
              type="button"
              className={`${controls.button} ${own.step}`}
              disabled={nth === 0}
              aria-label={t('up', { board: nameOf(id) })}
              onClick={() => onChange(moved(nth, nth - 1))}
            >
              ↑
            </button>
            <button
              type="button"
              className={`${controls.button} ${own.step}`}
              disabled={nth === chosen.length - 1}
              aria-label={t('down', { board: nameOf(id) })}
              onClick={() => onChange(moved(nth, nth + 1))}
            >
              ↓
            </button>
            <button
              type="button"
              className={`${controls.button} ${own.step}`}
              aria-label={t('remove', { board: nameOf(id) })}
              onClick={() => onChange(chosen.filter((other) => other !== id))}
            >
              ✕
            </button>
          </li>
        ))}
      </ol>
      {left.length > 0 && chosen.length < most ? (
        <label className={controls.field}>
          {t('addBoard')}
          <select
            className={controls.input}
            value=""
            onChange={({ target }) => target.value && onChange([...chosen, target.value])}
            data-testid="add-board"
          >
            <option value="">{t('addChoice')}</option>
            {left.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </fieldset>
  );
}
