import Library from 'date-holidays';
import { expect, it } from 'vitest';
import { countryOfZone, holidayPlaces, isHolidayPlace } from './holidayPlaces.ts';

it('holds exactly the countries of the library, and states that it knows', () => {
  const library = new Library();
  const countries: Record<string, string> = library.getCountries();
  expect([...holidayPlaces.keys()].sort()).toEqual(Object.keys(countries).sort());
  for (const [country, states] of holidayPlaces) {
    const known = Object.keys(library.getStates(country) ?? {}).filter((state) => /^[A-Z\d]{1,3}$/.test(state));
    expect([...states].sort(), country).toEqual(known.sort());
  }
});

it.each([
  ['TR', true],
  ['DE-BY', true],
  ['CH-ZH', true],
  ['US-WY', true],
  ['DE-XX', false],
  ['TR-41', false],
  ['DE-BY-A', false],
  ['de', false],
  ['XX', false],
  ['', false],
])('%s is one: %s', (place, is) => expect(isHolidayPlace(place)).toBe(is));

it.each([
  ['Europe/Istanbul', 'TR'],
  ['Asia/Istanbul', 'TR'],
  ['Europe/Berlin', 'DE'],
  ['Europe/London', 'GB'],
  ['America/Chicago', 'US'],
  ['Asia/Kolkata', 'IN'],
  ['Asia/Baku', 'AZ'],
  ['UTC', null],
  ['Etc/GMT-3', null],
])('the zone %s is that of %s', (zone, country) => expect(countryOfZone(zone)).toBe(country));
