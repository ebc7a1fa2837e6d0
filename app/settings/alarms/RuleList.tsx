'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { KeptAlarmRule } from '#lib/alarm/alarmRule.ts';
import { ruleSentence } from '#lib/alarm/ruleSentence.ts';
import { sendJson } from '../../access/sendJson.ts';
import controls from '../../frame/controls.module.css';
import { localeOf } from '../../i18n/locale.ts';
import { AlarmMark } from '../../wall/alarms/AlarmMark.tsx';
import settingsStyles from '../settings.module.css';
import type { AlarmPlaces } from './alarmLabels.ts';
import styles from './alarms.module.css';
import { LostNote } from './LostNote.tsx';

interface Props {
  rules: KeptAlarmRule[];
  places: AlarmPlaces;
  mayEdit: boolean;
}

/** Every rule as a sentence, with a switch for whoever may change it. */
export function RuleList({ rules, places, mayEdit }: Props) {
  const t = useTranslations('alarms');
  const locale = localeOf(useLocale());
  const router = useRouter();
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);

  const toggle = async ({ builtIn, changed, revision, changedAt, changedBy, ...rule }: KeptAlarmRule) => {
    setBusy(rule.id);
    const sent = await sendJson('PUT', `/api/alarms/rules/${rule.id}`, { rule: { ...rule, on: !rule.on }, revision });
    setFailed(!sent.ok);
    router.refresh();
    setBusy(null);
  };
  return (
    <section aria-labelledby="rules-title">
      <div className={settingsStyles.head} style={{ marginBottom: 'var(--space-3)' }}>
        <h2 id="rules-title" className={controls.panelTitle}>
          {t('rules.title')}
        </h2>
        {mayEdit ? (
          <Link className={controls.primary} href="/settings/alarms/rules/new">
            {t('rules.add')}
          </Link>
        ) : null}
      </div>
      <div role="alert">{failed ? <p className={controls.failure}>{t('rules.notSaved')}</p> : null}</div>
      <ul className={styles.rules} data-testid="rules">
        {rules.map((rule) => {
          const name = rule.name ?? t(`kind.${rule.condition.kind}`);
          const tags = [
            ...(rule.builtIn ? [t('rules.builtIn')] : []),
            ...(rule.builtIn && rule.changed ? [t('rules.changed')] : []),
            ...(rule.sound ? [] : [t('rules.silent')]),
            ...(rule.deliver ? [t('rules.told')] : []),
          ];
          return (
            <li key={rule.id} className={styles.rule} data-level={rule.level} data-on={rule.on} data-rule={rule.id}>
              <label className={styles.switch}>
                <input
                  type="checkbox"
                  checked={rule.on}
                  disabled={!mayEdit || busy === rule.id}
                  aria-label={t('rules.switch', { name })}
                  onChange={() => toggle(rule)}
                />
                {t(rule.on ? 'rules.on' : 'rules.off')}
              </label>
              <div>
                <h3>
                  <span className={styles.level} data-level={rule.level}>
                    <AlarmMark level={rule.level} />
                    {t(`level.${rule.level}`)}
                  </span>
                  {name}
                </h3>
                <p className={styles.sentence}>{ruleSentence(rule, places.labels, locale)}</p>
                <LostNote rule={rule} places={places} />
                {tags.length > 0 ? <p className={styles.tags}>{tags.join(' · ')}</p> : null}
              </div>
              {mayEdit ? (
                <Link
                  className={controls.button}
                  href={`/settings/alarms/rules/${rule.id}`}
                  aria-label={t('rules.editThis', { name })}
                >
                  {t('rules.edit')}
                </Link>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
