'use client';

import { useEffect, useState } from 'react';
import controls from './controls.module.css';
import styles from './NumberField.module.css';

interface Asked {
  label: string;
  /** As it is kept; null: empty. */
  value: number | null;
  /** How many times larger it is shown: 100 of a share shown as per cent. */
  times?: number;
  /** Bounds and steps are as shown. */
  min?: number | undefined;
  max?: number | undefined;
  step?: number | 'any' | undefined;
  unit?: string | undefined;
  testId?: string | undefined;
}
/** An empty field that may be so is null; else it changes nothing until something is typed. */
type Told =
  | { nullable: boolean; onChange: (value: number | null) => void }
  | { nullable?: undefined; onChange: (value: number) => void };

/** A number that may be empty or out of its bounds while it is typed; told on when it is one within them. */
export function NumberField({
  label,
  value,
  times = 1,
  min,
  max,
  step = 1,
  unit,
  testId,
  nullable,
  onChange,
}: Asked & Told) {
  // a share as per cent brings no dust of binary fractions along
  const shown = value === null ? null : Number((value * times).toPrecision(12));
  const [text, setText] = useState(asText(shown));
  // Changed elsewhere, as by undo or by dragging.
  useEffect(() => setText((was) => (numberOf(was) === shown ? was : asText(shown))), [shown]);

  function typed(next: string): void {
    setText(next);
    const number = numberOf(next);
    if (number === null) {
      if (nullable && next.trim() === '') onChange(null);
      return;
    }
    const within = number >= (min ?? Number.NEGATIVE_INFINITY) && number <= (max ?? Number.POSITIVE_INFINITY);
    if (within && (step === 'any' || Number.isInteger(number / step))) onChange(number / times);
  }
  return (
    <label className={`${controls.field} ${styles.field}`}>
      <span>
        {label}
        {unit ? <span className={styles.unit}> ({unit})</span> : null}
      </span>
      <input
        className={controls.input}
        type="number"
        inputMode={step === 1 ? 'numeric' : 'decimal'}
        value={text}
        required={!nullable}
        min={min}
        max={max}
        step={step}
        onChange={({ target }) => typed(target.value)}
        // when a form is sent, the browser says what is wrong; where there is none, what holds is shown again
        onBlur={({ target }) => target.form === null && setText(asText(shown))}
        data-testid={testId}
      />
    </label>
  );
}

function asText(value: number | null): string {
  return value === null ? '' : String(value);
}

function numberOf(text: string): number | null {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}
