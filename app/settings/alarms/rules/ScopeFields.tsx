'use client';

import { useTranslations } from 'use-intl';
import { type AlarmRule, alarmSpans } from '#lib/alarm/alarmRule.ts';
import controls from '../../../frame/controls.module.css';
import type { AlarmPlaces } from '../alarmLabels.ts';
import styles from '../alarms.module.css';
import { CheckList } from './CheckList.tsx';

interface Props {
  draft: AlarmRule;
  places: AlarmPlaces;
  onChange: (change: Partial<AlarmRule>) => void;
}

/** For what a rule is watched. */
export function ScopeFields({ draft, places, onChange }: Props) {
  const t = useTranslations('alarms.editor');
  const { scope, per, condition } = draft;
  const ofQueues = condition.kind !== 'source_stale';
  const setScope = (change: Partial<AlarmRule['scope']>) => onChange({ scope: { ...scope, ...change } });
  const queues = places.queues.filter(({ centre }) => scope.centres.length === 0 || scope.centres.includes(centre));
  return (
    <fieldset className={styles.group}>
      <legend>{t('where')}</legend>
      {ofQueues ? (
        <label className={controls.field}>
          {t('per')}
          <select
            className={controls.input}
            value={per}
            data-testid="per"
            onChange={({ target }) => onChange({ per: target.value as AlarmRule['per'] })}
          >
            {alarmSpans.map((span) => (
              <option key={span} value={span}>
                {t(`perChoice.${span}`)}
              </option>
            ))}
          </select>
        </label>
      ) : null}
      {places.centres.length > 1 ? (
        <CheckList
          label={t('centres')}
          all={t('allCentres')}
          choices={places.centres}
          chosen={scope.centres}
          onChange={(centres) =>
            setScope({
              centres,
              queues: scope.queues.filter((id) =>
                places.queues.some(
                  (queue) => queue.id === id && (centres.length === 0 || centres.includes(queue.centre)),
                ),
              ),
            })
          }
        />
      ) : null}
      {ofQueues ? (
        <CheckList
          label={t('queues')}
          all={t('allQueues')}
          choices={queues}
          chosen={scope.queues}
          onChange={(chosen) => setScope({ queues: chosen })}
        />
      ) : null}
    </fieldset>
  );
}
