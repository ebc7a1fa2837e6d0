'use client';

import { useState } from 'react';
import controls from '../../../frame/controls.module.css';

interface Props {
  label: string;
  /** As it is kept. */
  value: number;
  /** How many times larger it is shown: 100 of a share shown as per cent. */
  times?: number;
  /** As shown. */
  min: number;
  max: number;
  /** NaN while what is written is no number. */
  onChange: (value: number) => void;
}

/** A whole number that may be empty while somebody writes. */
export function NumberField({ label, value, times = 1, min, max, onChange }: Props) {
  const shown = Number.isNaN(value) ? '' : String(Math.round(value * times));
  const [text, setText] = useState(shown);
  const stands = text === '' ? Number.isNaN(value) : Number(text) === Math.round(value * times);
  return (
    <label className={controls.field}>
      {label}
      <input
        className={controls.input}
        type="number"
        inputMode="numeric"
        required
        min={min}
        max={max}
        step={1}
        value={stands ? text : shown}
        onChange={({ target }) => {
          setText(target.value);
          onChange(target.value === '' ? Number.NaN : Number(target.value) / times);
        }}
      />
    </label>
  );
}
