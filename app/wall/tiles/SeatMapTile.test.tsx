import { describe, expect, it } from 'vitest';
import { agent, centre, dayStart, floor, queue, source } from '#lib/board/sampleFloor.ts';
import { drawTile } from './drawTile.tsx';

const now = dayStart + 12 * 3_600_000;
const hall = (agents: ReturnType<typeof agent>[]) =>
  floor({ centres: [centre('153')], queues: [queue('153', 'genel')], sources: [source('153')], agents });
const sits = (name: string, change: Parameters<typeof agent>[2] = {}) =>
  agent('153', name, { queues: ['153:genel'], since: now - 65_000, ...change });

describe('the seat map', () => {
  const people = [
    sits('Zeynep Aydın', { state: 'on_contact' }),
    sits('Çiğdem Su', { state: 'paused', since: now - 11 * 60_000, pauseReason: 'Yemek' }),
    sits('Ayşe Yılmaz'),
    sits('Can Er', { state: 'signed_out' }),
  ];

  it('seats by name, shortened, with the time in the state, and flags what is too long', () => {
    const { text, html } = drawTile({ kind: 'seat_map', floor: hall(people), now, options: { pauseMinutes: 10 } });
    expect(text).toMatch(/Ayşe Y\. 1:05 Çiğdem S\. \[notice\] 11:00 Zeynep A\. 1:05$/);
    expect(text).toContain('[notice] 1 sınır aşımı');
    expect(html.match(/data-flag="true"/g)).toHaveLength(1);
    expect(html).toContain('title="Çiğdem Su · Molada · Yemek"');
    expect(html).not.toContain('Can');
  });

  it('keeps chosen places and passages, and who signed out where they are wanted', () => {
    const options = {
      rows: 1,
      seats: 4,
      aisles: [2],
      places: [{ agent: '153:Zeynep Aydın', row: 1, seat: 1 }],
      signedOut: true,
    };
    const { text, html } = drawTile({ kind: 'seat_map', floor: hall(people), now, options });
    expect(text).toMatch(/Zeynep A\. 1:05 Ayşe Y\. 1:05 Can E\. Çiğdem S\. 11:00$/);
    expect(html.match(/grid-column:(\d)/g)).toEqual([
      'grid-column:1',
      'grid-column:2',
      'grid-column:4',
      'grid-column:5',
    ]);
  });

  it('says that nobody is there, and for how many there is no seat', () => {
    expect(drawTile({ kind: 'seat_map', floor: hall([]), now }).text).toContain('Oturumu açık temsilci yok');
    const few = drawTile({ kind: 'seat_map', floor: hall(people), now, options: { rows: 1, seats: 1 }, locale: 'en' });
    expect(few.text).toContain('no seat for 2');
  });

  it('holds times of a silent source, dimmed', () => {
    const silent = {
      ...hall(people),
      sources: { '153': source('153', { state: 'stale', lastHeardAt: now - 60_000 }) },
    };
    const { text, html } = drawTile({ kind: 'seat_map', floor: silent, now });
    expect(text).toMatch(/Ayşe Y\. 0:05/);
    expect(html.match(/data-dim="true"/g)?.length).toBeGreaterThanOrEqual(3);
  });
});
