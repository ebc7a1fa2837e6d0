import type { AlarmNow } from '#lib/feed/feedEvents.ts';

export type AlarmLocale = 'tr' | 'en';
export type TelledAlarm = Pick<
  AlarmNow,
  'kind' | 'centre' | 'queue' | 'centres' | 'queues' | 'source' | 'value' | 'limit'
>;

/** What centres, queues and exchanges are called, by id. */
export interface AlarmLabels {
  centres: Readonly<Record<string, string>>;
  queues: Readonly<Record<string, string>>;
  sources: Readonly<Record<string, string>>;
}

/**
 * What an alarm is about, and what of it, in words: on walls, in the log and in messages alike. A value that is not known is
 * left out, never shown as 0.
 */
export function alarmWords(
  alarm: TelledAlarm,
  labels: AlarmLabels,
  locale: AlarmLocale,
): { where: string; what: string } {
  return { where: whereOf(alarm, labels, locale), what: whatOf(alarm, locale) };
}

/** The same in one line. */
export function alarmSentence(alarm: TelledAlarm, labels: AlarmLabels, locale: AlarmLocale): string {
  const { where, what } = alarmWords(alarm, labels, locale);
  return `${where}: ${what}`;
}

function whereOf(
  { centre, queue, source, centres, queues }: TelledAlarm,
  labels: AlarmLabels,
  locale: AlarmLocale,
): string {
  if (queue !== null) return labels.queues[queue] ?? queueName(queue);
  if (source !== null) return labels.sources[source] ?? source;
  if (queues !== undefined) {
    const unknown = Object.fromEntries(queues.map((id) => [id, queueName(id)]));
    return someOf(queues, labels.queues, unknown, wordsOf[locale].moreQueues);
  }
  if (centre !== null) return labels.centres[centre] ?? centre;
  if (centres !== undefined) return someOf(centres, labels.centres, {}, wordsOf[locale].moreCentres);
  return locale === 'tr' ? 'Tüm merkezler' : 'All centres';
}

/** An id without its exchange. */
function queueName(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

/** So many are named; of more, one fewer and how many others there are. */
const mostNamed = 3;

/** Names of several; a screen that shows one centre does not know what another's are called. */
function someOf(
  ids: readonly string[],
  labels: Readonly<Record<string, string>>,
  unknown: Readonly<Record<string, string>>,
  more: (list: string, count: number) => string,
): string {
  const known = ids.flatMap((id) => labels[id] ?? []);
  const names = known.length > 0 ? known : ids.map((id) => unknown[id] ?? id);
  const shown = names.slice(0, ids.length > mostNamed ? mostNamed - 1 : mostNamed);
  const list = shown.join(', ');
  return shown.length === ids.length ? list : more(list, ids.length - shown.length);
}

function whatOf({ kind, value, limit }: TelledAlarm, locale: AlarmLocale): string {
  const words = wordsOf[locale];
  switch (kind) {
    case 'waiting':
      return words.waiting(count(value, locale), count(limit, locale));
    case 'longest_wait':
      return words.longestWait(spanText(value, locale), spanText(limit, locale));
    case 'service_level':
      return words.serviceLevel(percent(value, locale), percent(limit, locale));
    case 'no_agents':
      return words.noAgents(value);
    case 'source_stale':
      return words.sourceStale(spanText(value, locale));
    case 'forecast_exceeded':
      return words.forecastExceeded(count(value, locale), count(limit === null ? null : Math.round(limit), locale));
  }
}

const wordsOf = {
  tr: {
    moreQueues: (list: string, count: number) => `${list} ve ${count} kuyruk daha`,
    moreCentres: (list: string, count: number) => `${list} ve ${count} merkez daha`,
    waiting: (value: string | null, limit: string | null) =>
      `${value === null ? 'bekleyen çok' : `${value} kişi bekliyor`}${limit === null ? '' : ` (sınır ${limit})`}`,
    longestWait: (value: string | null, limit: string | null) =>
      `${value === null ? 'uzun süredir bekleyen var' : `en uzun bekleme ${value}`}${limit === null ? '' : ` (sınır ${limit})`}`,
    serviceLevel: (value: string | null, limit: string | null) =>
      `hizmet seviyesi ${value === null ? 'düşük' : value}${limit === null ? '' : ` (alt sınır ${limit})`}`,
    noAgents: (value: number | null) =>
      value === null || value === 0 ? 'çağrı alabilecek temsilci yok' : `çağrı alabilecek yalnız ${value} temsilci var`,
    sourceStale: (value: string | null) =>
      `santralden ${value === null ? '' : `${value} süredir `}haber yok; sayılar güncel değil`,
    forecastExceeded: (value: string | null, limit: string | null) =>
      `tahminden çok çağrı${value === null ? '' : `: ${value}`}${limit === null ? '' : ` (üst sınır ${limit})`}`,
  },
  en: {
    moreQueues: (list: string, count: number) => `${list} and ${count} more queue${count === 1 ? '' : 's'}`,
    moreCentres: (list: string, count: number) => `${list} and ${count} more centre${count === 1 ? '' : 's'}`,
    waiting: (value: string | null, limit: string | null) =>
      `${value === null ? 'many waiting' : `${value} waiting`}${limit === null ? '' : ` (limit ${limit})`}`,
    longestWait: (value: string | null, limit: string | null) =>
      `${value === null ? 'somebody has waited long' : `longest wait ${value}`}${limit === null ? '' : ` (limit ${limit})`}`,
    serviceLevel: (value: string | null, limit: string | null) =>
      `service level ${value === null ? 'low' : value}${limit === null ? '' : ` (at least ${limit})`}`,
    noAgents: (value: number | null) =>
      value === null || value === 0 ? 'no agent to take calls' : `only ${value} to take calls`,
    sourceStale: (value: string | null) =>
      `nothing heard from the exchange${value === null ? '' : ` for ${value}`}; its numbers are old`,
    forecastExceeded: (value: string | null, limit: string | null) =>
      `more calls than forecast${value === null ? '' : `: ${value}`}${limit === null ? '' : ` (at most ${limit})`}`,
  },
};

function count(value: number | null, locale: AlarmLocale): string | null {
  return value === null ? null : numbers[locale].format(value);
}

function percent(ratio: number | null, locale: AlarmLocale): string | null {
  return ratio === null ? null : percents[locale].format(ratio);
}

const tags = { tr: 'tr-TR', en: 'en-GB' };
const made = <T>(make: (tag: string) => T) => ({ tr: make(tags.tr), en: make(tags.en) });
const numbers = made((tag) => new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }));
const percents = made((tag) => new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }));
const units = { tr: { h: 'sa', min: 'dk', s: 'sn' }, en: { h: 'h', min: 'min', s: 's' } };

/** Seconds in words, short, as walls write them: 45 sn, 6 dk 20 sn, 1 sa 5 dk. */
export function spanText(seconds: number | null, locale: AlarmLocale): string | null {
  if (seconds === null || !Number.isFinite(seconds)) return null;
  const whole = Math.max(0, Math.round(seconds));
  const unit = units[locale];
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return minutes > 0 ? `${hours} ${unit.h} ${minutes} ${unit.min}` : `${hours} ${unit.h}`;
  if (minutes > 0) return rest > 0 ? `${minutes} ${unit.min} ${rest} ${unit.s}` : `${minutes} ${unit.min}`;
  return `${rest} ${unit.s}`;
}
