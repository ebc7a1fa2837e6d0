'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { AlarmRule, KeptAlarmRule } from '#lib/alarm/alarmRule.ts';
import { ruleSentence } from '#lib/alarm/ruleSentence.ts';
import { sendJson } from '../../../access/sendJson.ts';
import controls from '../../../frame/controls.module.css';
import { NumberField } from '../../../frame/NumberField.tsx';
import { localeOf } from '../../../i18n/locale.ts';
import settingsStyles from '../../settings.module.css';
import type { AlarmPlaces } from '../alarmLabels.ts';
import styles from '../alarms.module.css';
import { ConditionFields } from './ConditionFields.tsx';
import { RemoveRule } from './RemoveRule.tsx';
import { ReplayPanel } from './ReplayPanel.tsx';
import { checkedRule, conditionKinds, withKind } from './ruleDraft.ts';
import { ScopeFields } from './ScopeFields.tsx';

interface Props {
  /** null: a new one. */
  kept: KeptAlarmRule | null;
  initial: AlarmRule;
  places: AlarmPlaces;
  zone: string;
}

/** A rule, field by field, with what it says in a sentence and what it would have done in the last days. */
export function RuleEditor({ kept, initial, places, zone }: Props) {
  const t = useTranslations('alarms');
  const locale = localeOf(useLocale());
  const router = useRouter();
  const [draft, setDraft] = useState<AlarmRule>(() => plain(initial));
  const [failed, setFailed] = useState<'conflict' | 'gone' | 'away' | 'failed' | null>(null);
  const [saving, setSaving] = useState(false);
  const set = (change: Partial<AlarmRule>) => setDraft((before) => ({ ...before, ...change }));
  const checked = checkedRule(draft);
  const problem = 'problem' in checked ? checked.problem : failed;

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!('rule' in checked)) return;
    setSaving(true);
    const { id, ...rest } = checked.rule;
    const sent =
      kept === null
        ? await sendJson('POST', '/api/alarms/rules', rest)
        : await sendJson('PUT', `/api/alarms/rules/${id}`, { rule: checked.rule, revision: kept.revision });
    if (sent.ok) {
      router.push('/settings/alarms');
      router.refresh();
      return;
    }
    setSaving(false);
    setFailed(failureOf(sent.status));
  };
  return (
    <>
      <div className={settingsStyles.head}>
        <div>
          <Link href="/settings/alarms">{t('editor.back')}</Link>
          <h1 className={controls.title}>{t(kept === null ? 'editor.newTitle' : 'editor.title')}</h1>
        </div>
      </div>
      <form className={styles.editor} onSubmit={save} data-testid="rule-editor">
        <div className={styles.fields}>
          <fieldset className={styles.group}>
            <legend>{t('editor.what')}</legend>
            <label className={controls.field}>
              {t('editor.kind')}
              <select
                className={controls.input}
                value={draft.condition.kind}
                data-testid="kind"
                onChange={({ target }) =>
                  setDraft((before) => withKind(before, target.value as AlarmRule['condition']['kind']))
                }
              >
                {conditionKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`kind.${kind}`)}
                  </option>
                ))}
              </select>
            </label>
            <label className={controls.field}>
              {t('editor.level')}
              <select
                className={controls.input}
                value={draft.level}
                onChange={({ target }) => set({ level: target.value as AlarmRule['level'] })}
              >
                {(['warn', 'alarm'] as const).map((level) => (
                  <option key={level} value={level}>
                    {t(`level.${level}`)}
                  </option>
                ))}
              </select>
            </label>
            <label className={controls.field}>
              {t('editor.name')}
              <input
                className={controls.input}
                maxLength={80}
                value={draft.name ?? ''}
                onChange={({ target }) => set({ name: target.value === '' ? null : target.value })}
                aria-describedby="name-hint"
              />
              <span id="name-hint" className={controls.note}>
                {t('editor.nameHint')}
              </span>
            </label>
          </fieldset>
          <ScopeFields draft={draft} places={places} onChange={set} />
          <ConditionFields condition={draft.condition} onChange={(condition) => set({ condition })} />
          <fieldset className={styles.group}>
            <legend>{t('editor.times')}</legend>
            {(['raiseAfter', 'clearAfter'] as const).map((name) => (
              <NumberField
                key={name}
                label={t(`editor.${name}`)}
                value={draft[`${name}Seconds`]}
                min={0}
                max={3600}
                onChange={(value) => set({ [`${name}Seconds`]: value })}
              />
            ))}
          </fieldset>
          <fieldset className={styles.group}>
            <legend>{t('editor.tells')}</legend>
            {(['sound', 'deliver'] as const).map((way) => (
              <label key={way} className={styles.check}>
                <input type="checkbox" checked={draft[way]} onChange={({ target }) => set({ [way]: target.checked })} />
                {t(`editor.${way}`)}
              </label>
            ))}
          </fieldset>
          <div role="alert">
            {problem ? <p className={controls.failure}>{t(`editor.problem.${problem}`)}</p> : null}
          </div>
          <div className={styles.buttons}>
            <button type="submit" className={controls.primary} disabled={saving || 'problem' in checked}>
              {t(saving ? 'editor.saving' : 'editor.save')}
            </button>
            {kept?.changed ? <RemoveRule id={kept.id} builtIn={kept.builtIn} onFailed={setFailed} /> : null}
          </div>
        </div>
        <div className={styles.aside}>
          <section className={controls.panel} aria-labelledby="sentence-title">
            <h2 id="sentence-title" className={controls.panelTitle}>
              {t('editor.sentence')}
            </h2>
            <p className={styles.spoken} aria-live="polite" data-testid="sentence">
              {'rule' in checked ? ruleSentence(checked.rule, places.labels, locale) : '–'}
            </p>
          </section>
          <ReplayPanel rule={'rule' in checked ? checked.rule : null} zone={zone} />
        </div>
      </form>
    </>
  );
}

/** Without what its keeping added. */
function plain(rule: AlarmRule): AlarmRule {
  const { id, name, on, level, sound, deliver, scope, per, raiseAfterSeconds, clearAfterSeconds, condition } = rule;
  return { id, name, on, level, sound, deliver, scope, per, raiseAfterSeconds, clearAfterSeconds, condition };
}

function failureOf(status: number): 'conflict' | 'gone' | 'away' | 'failed' {
  if (status === 409) return 'conflict';
  if (status === 404) return 'gone';
  return status === 503 || status === 0 ? 'away' : 'failed';
}
