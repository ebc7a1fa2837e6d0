'use client';

import { useTranslations } from 'use-intl';
import type { AlarmCondition } from '#lib/alarm/alarmRule.ts';
import controls from '../../../frame/controls.module.css';
import { NumberField } from '../../../frame/NumberField.tsx';
import styles from '../alarms.module.css';

interface Props {
  condition: AlarmCondition;
  onChange: (condition: AlarmCondition) => void;
}

/** The limits of a rule's kind. */
export function ConditionFields({ condition, onChange }: Props) {
  const t = useTranslations('alarms.editor');
  if (condition.kind === 'source_stale') return null;
  const set = <C extends AlarmCondition>(of: C, change: Partial<C>) => onChange({ ...of, ...change });
  const window = (of: Extract<AlarmCondition, { window: unknown }>) => (
    <Choice
      label={t('window')}
      value={of.window}
      choices={[
        ['hour', t('windowChoice.hour')],
        ['day', t('windowChoice.day')],
      ]}
      onChange={(value) => set(of, { window: value })}
    />
  );
  const least = (of: Extract<AlarmCondition, { leastContacts: unknown }>) => (
    <NumberField
      label={t('leastContacts')}
      value={of.leastContacts}
      min={1}
      max={100_000}
      onChange={(leastContacts) => set(of, { leastContacts })}
    />
  );
  return (
    <fieldset key={condition.kind} className={styles.group}>
      <legend>{t('limits')}</legend>
      {condition.kind === 'waiting' ? (
        <>
          <NumberField
            label={t('limit')}
            value={condition.limit}
            min={0}
            max={10_000}
            onChange={(limit) => set(condition, { limit })}
          />
          <NumberField
            label={t('hysteresis')}
            value={condition.hysteresis}
            min={0}
            max={10_000}
            onChange={(hysteresis) => set(condition, { hysteresis })}
          />
        </>
      ) : null}
      {condition.kind === 'longest_wait' ? (
        <>
          <NumberField
            label={t('limitSeconds')}
            value={condition.limitSeconds}
            min={1}
            max={86_400}
            onChange={(limitSeconds) => set(condition, { limitSeconds })}
          />
          <NumberField
            label={t('hysteresisSeconds')}
            value={condition.hysteresisSeconds}
            min={0}
            max={86_400}
            onChange={(hysteresisSeconds) => set(condition, { hysteresisSeconds })}
          />
        </>
      ) : null}
      {condition.kind === 'service_level' ? (
        <>
          <NumberField
            label={t('limitPercent')}
            value={condition.limitRatio}
            times={100}
            min={1}
            max={100}
            onChange={(limitRatio) => set(condition, { limitRatio })}
          />
          <NumberField
            label={t('hysteresisPercent')}
            value={condition.hysteresisRatio}
            times={100}
            min={0}
            max={50}
            onChange={(hysteresisRatio) => set(condition, { hysteresisRatio })}
          />
          {window(condition)}
          {least(condition)}
        </>
      ) : null}
      {condition.kind === 'no_agents' ? (
        <>
          <Choice
            label={t('counted')}
            value={condition.counted}
            choices={[
              ['available', t('countedChoice.available')],
              ['signed_in', t('countedChoice.signed_in')],
            ]}
            onChange={(counted) => set(condition, { counted })}
          />
          <Choice
            label={t('when')}
            value={condition.when}
            choices={[
              ['somebody_waits', t('whenChoice.somebody_waits')],
              ['opening_hours', t('whenChoice.opening_hours')],
            ]}
            onChange={(when) => set(condition, { when })}
          />
          <NumberField
            label={t('most')}
            value={condition.most}
            min={0}
            max={1000}
            onChange={(most) => set(condition, { most })}
          />
        </>
      ) : null}
      {condition.kind === 'forecast_exceeded' ? (
        <>
          {window(condition)}
          <NumberField
            label={t('marginPercent')}
            value={condition.marginRatio}
            times={100}
            min={0}
            max={500}
            onChange={(marginRatio) => set(condition, { marginRatio })}
          />
          <NumberField
            label={t('backPercent')}
            value={condition.hysteresisRatio}
            times={100}
            min={0}
            max={50}
            onChange={(hysteresisRatio) => set(condition, { hysteresisRatio })}
          />
          {least(condition)}
        </>
      ) : null}
    </fieldset>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  choices: [T, string][];
  onChange: (value: T) => void;
}

function Choice<T extends string>({ label, value, choices, onChange }: ChoiceProps<T>) {
  return (
    <label className={controls.field}>
      {label}
      <select className={controls.input} value={value} onChange={({ target }) => onChange(target.value as T)}>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
