'use client';

import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { besideSeat, editedPlan, placesAsNow, withAisle, withPlace } from '#lib/board/seatPlaces.ts';
import type { SeatMapOptions } from '#lib/board/seatPlan.ts';
import { shortNames } from '#lib/board/shortNames.ts';
import controls from '../../frame/controls.module.css';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './SeatPlaces.module.css';

interface Props {
  options: SeatMapOptions;
  agents: readonly { id: string; name: string }[];
  onChange: (options: SeatMapOptions) => void;
}

/** Who sits where, seat by seat; arrows lead from one to the next. */
export function SeatPlaces({ options, agents, onChange }: Props) {
  const t = useTranslations('boards.seats');
  const formats = useFormats();
  const hint = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState({ row: 1, seat: 1 });
  const people = agents.map(({ id, name }) => ({ id, name, signedOut: false }));
  const plan = editedPlan(people, options);
  const names = shortNames(people.map(({ name }) => name));
  const row = Math.min(at.row, plan.rows.length);
  const seat = Math.min(at.seat, plan.width);
  const owner = options.places.find((one) => one.row === row && one.seat === seat)?.agent ?? '';
  const sitting = plan.rows[row - 1]?.[seat - 1]?.agent ?? null;
  const strangers = options.places.filter(({ agent }) => !people.some(({ id }) => id === agent));

  const onKey = (event: KeyboardEvent) => {
    const to = besideSeat({ row, seat }, event.key, plan);
    if (to === null) return;
    event.preventDefault();
    event.stopPropagation();
    setAt(to);
    grid.current?.querySelector<HTMLElement>(`[data-seat="${to.row} ${to.seat}"]`)?.focus();
  };

  return (
    <fieldset className={styles.seats} aria-describedby={hint}>
      <legend>{t('legend')}</legend>
      <p id={hint} className={styles.hint}>
        {t('hint')}
      </p>
      <div className={styles.scroll}>
        <div ref={grid} className={styles.grid} data-testid="seat-places">
          {plan.rows.map((of) => (
            <div key={of[0]?.row} className={styles.row}>
              {of.map((one) => {
                const name = one.agent ? (names.get(one.agent.name) ?? one.agent.name) : null;
                const here = one.row === row && one.seat === seat;
                const state = one.placed ? 'placed' : one.agent ? 'byName' : 'free';
                return (
                  <button
                    key={one.seat}
                    type="button"
                    className={styles.seat}
                    data-seat={`${one.row} ${one.seat}`}
                    data-state={state}
                    data-aisle={options.aisles.includes(one.seat)}
                    aria-pressed={here}
                    tabIndex={here ? 0 : -1}
                    onKeyDown={onKey}
                    onClick={() => setAt({ row: one.row, seat: one.seat })}
                    aria-label={`${t('seat', { row: one.row, seat: one.seat })}: ${name ?? t('nobody')}, ${t(`state.${state}`)}`}
                  >
                    {state === 'placed' ? '◆ ' : ''}
                    {name ?? '·'}
                  </button>
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <label className={controls.field}>
        {t('who', { row, seat })}
        <select
          className={controls.input}
          value={owner}
          data-testid="seat-owner"
          onChange={({ target }) =>
            onChange({ ...options, places: withPlace(options.places, { row, seat }, target.value || null) })
          }
        >
          <option value="">{sitting && owner === '' ? t('byNameNow', { name: sitting.name }) : t('byName')}</option>
          {owner !== '' && !people.some(({ id }) => id === owner) ? (
            <option value={owner}>{t('stranger', { id: owner })}</option>
          ) : null}
          {people
            .toSorted((a, b) => formats.compare(a.name, b.name))
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
      </label>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={options.aisles.includes(seat)}
          onChange={({ target }) => onChange({ ...options, aisles: withAisle(options.aisles, seat, target.checked) })}
        />
        {t('aisle', { seat })}
      </label>
      {strangers.length > 0 ? <p className={styles.hint}>▲ {t('strangers', { count: strangers.length })}</p> : null}
      <div className={styles.buttons}>
        <button
          type="button"
          className={controls.button}
          disabled={people.length === 0}
          onClick={() => onChange({ ...options, seats: plan.width, places: placesAsNow(plan) })}
        >
          {t('asNow')}
        </button>
        <button
          type="button"
          className={controls.button}
          disabled={options.places.length === 0}
          onClick={() => onChange({ ...options, places: [] })}
        >
          {t('clear')}
        </button>
      </div>
    </fieldset>
  );
}
