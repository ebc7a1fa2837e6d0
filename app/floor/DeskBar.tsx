'use client';

import { useId } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import styles from './DeskBar.module.css';
import { type DeskAddress, usualDesk } from './deskAddress.ts';

interface Props {
  centres: readonly { id: string; label: string }[];
  address: DeskAddress;
  change: (change: Partial<DeskAddress>, how?: 'push' | 'replace') => void;
}

/** Which centre, what is searched in all lists, and from when on a state is flagged. */
export function DeskBar({ centres, address, change }: Props) {
  const t = useTranslations('floor');
  const limitsId = useId();
  const { limits } = address;
  const fields = ['pause', 'wrapUp', 'talk'] as const;
  return (
    <div className={styles.bar}>
      {centres.length > 1 ? (
        <label className={styles.field}>
          <span>{t('centre')}</span>
          <select
            className={controls.input}
            value={address.centre}
            onChange={(event) => change({ centre: event.target.value, queue: null, agent: null }, 'push')}
            data-testid="centre"
          >
            <option value={usualDesk.centre}>{t('allCentres')}</option>
            {centres.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      <label className={styles.search}>
        <span>{t('search')}</span>
        <input
          className={controls.input}
          type="search"
          placeholder={t('searchHint')}
          value={address.search}
          onChange={(event) => change({ search: event.target.value })}
          data-testid="desk-search"
        />
      </label>
      <button type="button" className={controls.button} popoverTarget={limitsId}>
        {t('limits.title')}
      </button>
      <div id={limitsId} popover="auto" className={styles.limits}>
        <h2 className={styles.title}>{t('limits.title')}</h2>
        <p className={controls.note}>{t('limits.hint')}</p>
        {fields.map((name) => (
          <label key={name} className={controls.field}>
            {t(`limits.${name}`)}
            <input
              className={controls.input}
              type="number"
              min={1}
              max={600}
              value={limits[name] ?? ''}
              onChange={({ target }) => {
                const minutes = target.value === '' ? null : Math.round(Number(target.value));
                if (minutes === null || (minutes >= 1 && minutes <= 600))
                  change({ limits: { ...limits, [name]: minutes } });
              }}
            />
          </label>
        ))}
      </div>
    </div>
  );
}
