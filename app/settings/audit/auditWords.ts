import type trSettings from '../../i18n/messages/tr/settings.json';

type Words = keyof (typeof trSettings)['audit']['actions'];

/** `board.saved` as the key of its words; null: an action that has none, shown as it is. */
export function auditWord(action: string, known: object): Words | null {
  const key = action.replace('.', '_');
  return Object.hasOwn(known, key) ? (key as Words) : null;
}

/** An entry's detail on one line: `role: viewer → admin, sessions: 2`. */
export function detailText(detail: unknown): string {
  if (detail === null || detail === undefined) return '';
  if (typeof detail !== 'object') return String(detail);
  return Object.entries(detail)
    .map(([key, value]) => `${key}: ${valueText(value)}`)
    .join(', ');
}

function valueText(value: unknown): string {
  // Two of a kind: the value before and after.
  if (Array.isArray(value) && value.length === 2 && value.every((each) => typeof each !== 'object'))
    return `${value[0]} → ${value[1]}`;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '–');
}
