'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { BoardTile } from '#lib/board/board.ts';
import controls from '../../frame/controls.module.css';
import { NumberField } from '../../frame/NumberField.tsx';
import styles from './Checks.module.css';
import { type OptionField, optionFields } from './optionFields.ts';
import { PictureField } from './PictureField.tsx';

interface Props {
  tile: BoardTile;
  onChange: (field: string, options: Record<string, unknown>) => void;
}

/** What a tile of its kind can be told, besides what every tile can. */
export function OptionFields({ tile, onChange }: Props) {
  const fields = useMemo(() => optionFields(tile.kind), [tile.kind]);
  const { options } = tile;
  const set = (name: string, value: unknown) => onChange(name, { ...options, [name]: value });
  return fields.map((field) => (
    <OptionInput
      key={field.name}
      field={field}
      value={options[field.name]}
      onChange={(value) => set(field.name, value)}
    />
  ));
}

function OptionInput({
  field,
  value,
  onChange,
}: {
  field: OptionField;
  value: unknown;
  onChange: (to: unknown) => void;
}) {
  const words = useOptionWords();
  const label = words.label(field.name);
  const testId = `option-${field.name}`;
  switch (field.type) {
    case 'choice':
      return (
        <label className={controls.field}>
          {label}
          <select
            className={controls.input}
            value={String(value ?? '')}
            onChange={(event) => onChange(event.target.value)}
            data-testid={testId}
          >
            {field.values.map((one) => (
              <option key={one} value={one}>
                {words.value(field.name, one)}
              </option>
            ))}
          </select>
        </label>
      );
    case 'choices': {
      const chosen = Array.isArray(value) ? (value as string[]) : [];
      return (
        <fieldset className={styles.checks} data-testid={testId}>
          <legend>{label}</legend>
          {words.hint(field.name) ? <p className={styles.hint}>{words.hint(field.name)}</p> : null}
          {field.values.map((one) => (
            <label key={one} className={styles.check}>
              <input
                type="checkbox"
                checked={chosen.includes(one)}
                disabled={chosen.length <= field.min && chosen.includes(one)}
                onChange={({ target }) =>
                  onChange(field.values.filter((other) => (other === one ? target.checked : chosen.includes(other))))
                }
              />
              {words.value(field.name, one)}
            </label>
          ))}
        </fieldset>
      );
    }
    case 'number':
      return (
        <NumberField
          label={label}
          value={typeof value === 'number' ? value : null}
          nullable={field.nullable}
          min={field.min}
          max={field.max}
          step={field.whole ? 1 : 'any'}
          testId={testId}
          onChange={onChange}
        />
      );
    case 'yesNo':
      return (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
            data-testid={testId}
          />
          {label}
        </label>
      );
    case 'dateTime':
      return (
        <label className={controls.field}>
          {label}
          <input
            className={controls.input}
            type="datetime-local"
            value={typeof value === 'string' ? value : ''}
            onChange={(event) => onChange(event.target.value === '' ? null : event.target.value.slice(0, 16))}
            data-testid={testId}
          />
        </label>
      );
    case 'picture':
      return <PictureField label={label} value={typeof value === 'string' ? value : null} onChange={onChange} />;
    case 'text':
      return (
        <label className={controls.field}>
          {label}
          <input
            className={controls.input}
            value={typeof value === 'string' ? value : ''}
            maxLength={field.max}
            onChange={({ target }) => onChange(field.nullable && target.value === '' ? null : target.value)}
            data-testid={testId}
          />
        </label>
      );
  }
}

/** Words of options by their names in the schema; a test sees to it that there are some for each. */
function useOptionWords() {
  const t = useTranslations('boards');
  const has = t.has as (key: string) => boolean;
  const text = t as unknown as (key: string) => string;
  const known = (key: string) => (has(key) ? text(key) : null);
  return {
    label: (name: string) => known(`options.${name}`) ?? name,
    hint: (name: string) => known(`options.${name}Hint`),
    value: (name: string, value: string) => known(`optionValues.${name}.${value}`) ?? value,
  };
}
