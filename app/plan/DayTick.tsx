'use client';

/** A day as the axis of a week names it. */
export interface NamedDay {
  start: number;
  /** 23 Pzt. */
  label: string;
  /** Its holiday or special day; null: an ordinary one. */
  note: string | null;
}

interface Props {
  days: readonly NamedDay[];
  end: number;
  /** Given by the axis. */
  x?: number | string;
  y?: number | string;
  payload?: { value: number };
  width?: number | string;
}

const letterPx = 6.6;

/** The day in the middle of its stretch, and under it what is special about it, as far as there is room. */
export function DayTick({ days, end, x = 0, y = 0, payload, width = 0 }: Props) {
  const index = days.findIndex(({ start }) => start === payload?.value);
  const day = days[index];
  const from = days[0]?.start ?? 0;
  if (!day || end <= from) return null;
  const until = days[index + 1]?.start ?? end;
  const room = (Number(width) * (until - day.start)) / (end - from);
  const letters = Math.max(1, Math.floor(room / letterPx) - 1);
  const short = day.label.length > letters ? (day.label.split(' ')[0] ?? day.label) : day.label;
  return (
    <text x={Number(x) + room / 2} y={Number(y) + 12} textAnchor="middle" fill="var(--ink-2)" fontSize="0.8125rem">
      <tspan fill={day.note ? 'var(--accent)' : undefined} fontWeight={day.note ? 600 : undefined}>
        {short}
      </tspan>
      {day.note ? (
        <tspan x={Number(x) + room / 2} dy="1.25em" fill="var(--accent)" fontSize="0.75rem">
          {letters < 6 ? '★' : clipped(day.note, letters)}
          <title>{day.note}</title>
        </tspan>
      ) : null}
    </text>
  );
}

function clipped(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1).trimEnd()}…`;
}
