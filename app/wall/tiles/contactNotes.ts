import type { useTranslations } from 'use-intl';
import type { ContactShares } from '#lib/board/contactShares.ts';
import type { SourceHealth } from '#lib/feed/feedEvents.ts';
import type { Formats } from '../../i18n/formats.ts';

const minuteMs = 60_000;

/** What the figures of today's contacts lack: hours that nobody observed, exchanges that do not tell. */
export function contactNotes(
  shares: Pick<ContactShares, 'observedSince' | 'untold' | 'dayStart'>,
  sources: readonly SourceHealth[],
  zone: string,
  formats: Formats,
  t: ReturnType<typeof useTranslations<'tiles'>>,
): string[] {
  const notes: string[] = [];
  if (shares.observedSince > shares.dayStart + minuteMs)
    notes.push(t('contacts.since', { time: formats.time(shares.observedSince, zone) }));
  const without = shares.untold.map((id) => sources.find((source) => source.id === id)?.label ?? id);
  if (without.length > 0) notes.push(t('contacts.without', { sources: without.join(', ') }));
  return notes;
}
