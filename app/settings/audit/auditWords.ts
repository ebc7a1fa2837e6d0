import type trSettings from '../../i18n/messages/tr/settings.json';
import { deviceName } from '../sessions/deviceName.ts';

type AuditTexts = (typeof trSettings)['audit'];
/** Of one language: what actions, the keys of details, and their values are called. */
export type AuditWords = Pick<AuditTexts, 'actions' | 'keys' | 'values'>;

/** `board.saved` in words; an action that has none is shown as it is. */
export function actionText(action: string, { actions }: Pick<AuditWords, 'actions'>): string {
  return wordOf(action.replace('.', '_'), actions) ?? action;
}

/** An entry's detail on one line: `Role: Viewer → Administrator, Sessions: 2`. */
export function detailText(detail: unknown, words: AuditWords): string {
  if (detail === null || detail === undefined) return '';
  if (typeof detail !== 'object') return String(detail);
  return Object.entries(detail)
    .map(([key, value]) => `${wordOf(key, words.keys) ?? key}: ${valueText(key, value, words.values)}`)
    .join(', ');
}

function valueText(key: string, value: unknown, words: object): string {
  // Two of a kind: the value before and after.
  if (Array.isArray(value) && value.length === 2 && value.every((each) => typeof each !== 'object'))
    return value.map((each) => valueText(key, each, words)).join(' → ');
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'object') return JSON.stringify(value);
  // Names and addresses stand as they are, whatever word they may look like.
  if (key === 'userAgent') return deviceName(String(value)) ?? String(value);
  return (['reason', 'role', 'by'].includes(key) ? wordOf(String(value), words) : null) ?? String(value);
}

function wordOf(key: string, words: object): string | null {
  return Object.hasOwn(words, key) ? String((words as Record<string, unknown>)[key]) : null;
}
