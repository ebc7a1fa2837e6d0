/** Asterisk's classes of events and actions; the bits are ours. */
export const amiClasses = [
  'system',
  'call',
  'log',
  'verbose',
  'command',
  'agent',
  'user',
  'config',
  'dtmf',
  'reporting',
  'cdr',
  'dialplan',
  'originate',
  'agi',
  'cc',
  'aoc',
  'test',
  'security',
  'message',
] as const;

export type AmiClass = (typeof amiClasses)[number];

const everything = 2 ** amiClasses.length - 1;

/** Bit of a class; 0 for a word that is none. */
export function classBit(name: string): number {
  const index = amiClasses.indexOf(name as AmiClass);
  return index < 0 ? 0 : 2 ** index;
}

export function classMask(names: readonly string[]): number {
  return names.reduce((mask, name) => mask | (name === 'all' ? everything : classBit(name)), 0);
}

/** An EventMask of Login and Events: `on`, `off`, a number, or a list of classes. null: makes no sense. */
export function eventMask(text: string): number | null {
  const value = text.trim().toLowerCase();
  if (['on', 'true', 'yes', '1', 'all', '-1', ''].includes(value)) return everything;
  if (['off', 'false', 'no', '0', 'none'].includes(value)) return 0;
  const mask = classMask(value.split(',').map((word) => word.trim()));
  return mask === 0 ? null : mask;
}
