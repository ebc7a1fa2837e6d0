import { ZoneId } from '@js-joda/core';
import '@js-joda/timezone';
import { nearestWord } from './settingsMistake.ts';

/** Is this an IANA zone, as both the calendar here and the screens' own know it? */
export function isZone(zone: string): boolean {
  if (!zone.includes('/') && zone !== 'UTC') return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    ZoneId.of(zone);
    return true;
  } catch {
    return false;
  }
}

/** The cure for a zone that is none: the one that was meant, if it can be told. */
export function zoneMeant(zone: string): string {
  const wanted = zone.trim().replaceAll(' ', '_').toLowerCase();
  const zones = Intl.supportedValuesOf('timeZone');
  const meant =
    zones.find((one) => one.toLowerCase() === wanted || one.toLowerCase().endsWith(`/${wanted}`)) ??
    nearestWord(wanted, zones) ??
    zones.find((one) => nearestWord(wanted, [one.slice(one.lastIndexOf('/') + 1)]) !== null);
  return meant ? `did you mean ${meant}?` : 'give one such as Europe/Istanbul';
}
