import type { ChangeEventHandler } from 'react';
import controls from '../frame/controls.module.css';

/** A centre and its queues, as the select shows them. */
export interface ScopeChoice {
  centre: { id: string; label: string };
  queues: { id: string; label: string }[];
}

interface Props {
  choices: readonly ScopeChoice[];
  /** Kept by the one who renders it; or `initial` for a select that keeps itself. */
  value?: string;
  initial?: string;
  label: string;
  /** “All queues of” a centre. */
  whole: string;
  onChange?: ChangeEventHandler<HTMLSelectElement>;
}

/** One queue or a whole centre. */
export function ScopeSelect({ choices, value, initial, label, whole, onChange }: Props) {
  return (
    <label className={controls.field}>
      {label}
      <select
        className={controls.input}
        name="scope"
        {...(value === undefined ? { defaultValue: initial } : { value })}
        {...(onChange ? { onChange } : {})}
        data-testid="scope"
      >
        {choices.map(({ centre, queues }) => (
          <optgroup key={centre.id} label={centre.label}>
            <option value={centre.id}>
              {centre.label}: {whole}
            </option>
            {queues.map((queue) => (
              <option key={queue.id} value={queue.id}>
                {queue.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
