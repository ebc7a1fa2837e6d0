'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import controls from '../../frame/controls.module.css';
import { matchesSearch } from '../../i18n/formats.ts';
import styles from './Checks.module.css';

interface Props {
  queues: readonly { id: string; label: string; centre: string }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Fewer are seen at once. */
const searchedFrom = 10;

/** Any of the queues, folded away while it is all of them. */
export function QueueChecks({ queues, chosen, onChange }: Props) {
  const t = useTranslations('boards.panel');
  const [search, setSearch] = useState('');
  const several = new Set(queues.map(({ centre }) => centre)).size > 1;
  const shown = queues.filter(({ label, centre }) => matchesSearch(`${label} ${centre}`, search));
  return (
    <details className={styles.fold} open={chosen.length > 0}>
      <summary>
        {t('queues')}: {chosen.length === 0 ? t('queuesAll') : t('queuesSome', { count: chosen.length })}
      </summary>
      {queues.length >= searchedFrom ? (
        <input
          className={controls.input}
          type="search"
          aria-label={t('queuesSearch')}
          placeholder={t('queuesSearch')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      ) : null}
      <div className={styles.list}>
        {shown.map(({ id, label, centre }) => (
          <label key={id} className={styles.check}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
            {several ? `${label} · ${centre}` : label}
          </label>
        ))}
      </div>
      {chosen.length > 0 ? (
        <button type="button" className={styles.clear} onClick={() => onChange([])}>
          {t('queuesClear')}
        </button>
      ) : null}
    </details>
  );
}
