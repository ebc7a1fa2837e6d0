import { describe, expect, it } from 'vitest';
import { agent, centre, dayMs, dayStart, floor, queue, source } from '#lib/board/sampleFloor.ts';
import type { StaffingNow } from '#lib/feed/feedEvents.ts';
import { drawTile } from './drawTile.tsx';

const now = dayStart + 12.1 * 3_600_000;
const states = [
  'available',
  'ringing',
  'on_contact',
  'on_hold',
  'wrap_up',
  'paused',
  'unavailable',
  'signed_out',
] as const;
function hall(required: number | null, planned: number | null, change: Partial<StaffingNow> = {}) {
  const day = (value: number | null) => Array.from({ length: 96 }, () => value);
  return floor({
    centres: [centre('153')],
    queues: [queue('153', 'genel')],
    sources: [source('153')],
    agents: states.map((state) => agent('153', state, { state, queues: ['153:genel'] })),
    staffing: [dayStart, dayStart + dayMs].map((start) => ({
      ...{ id: `153@${start}`, centre: '153', start, madeAt: now - 60_000 },
      ...{ required: day(required), planned: day(planned), ...change },
    })),
  });
}
const draw = (...of: Parameters<typeof hall>) => drawTile({ kind: 'staffing', floor: hall(...of), now });

describe('the staffing tile', () => {
  it('counts as present who is at their desk, and tells what is missing by sign, shape and word', () => {
    const { text, html } = draw(6, 5.5);
    expect(text).toMatch(/Masada 5 Gereken 6 Vardiyada 5,5 \[down\] 1 eksik/);
    expect(text).toMatch(
      /Saat 12:00 13:00 14:00 15:00 Gereken 6 6 6 6 Vardiyada 5,5 5,5 5,5 5,5 Fark (\[down\] −0,5 ?){4}/,
    );
    expect(text).toContain('molada 1');
    expect(html).toContain('data-level="warn"');
    expect(draw(9, 9).html).toContain('data-level="alarm"');
  });

  it('tells enough and too many as well', () => {
    expect(draw(5, 5).text).toMatch(/\[dot\] yeterli.*Fark (\[dot\] 0 ?){4}/);
    expect(draw(2, 5).text).toMatch(/\[up\] 3 fazla.*Fark (\[up\] \+3 ?){4}/);
    expect(draw(2, 5).html).toContain('data-level="none"');
  });

  it('leaves unknown what nobody knows', () => {
    expect(draw(6, null).text).toMatch(/Gereken 6 Vardiyada – \[down\] 1 eksik.*Vardiyada – – – – Fark – – – –/);
    expect(draw(null, null).text).toMatch(/Masada 5 Gereken – Vardiyada – henüz tahmin yok/);
    const empty = drawTile({ kind: 'staffing', floor: floor({ centres: [centre('153')] }), now });
    expect(empty.text).toMatch(/Masada – Gereken – Vardiyada – henüz kuyruk bilinmiyor/);
  });

  it('says how old it is, when the planner or the link is silent', () => {
    expect(draw(6, 6, { madeAt: now - 3_600_000 }).text).toContain('1 sa önce');
    const lost = drawTile({ kind: 'staffing', floor: hall(6, 6), now: now + 90_000, at: now, link: 'lost' });
    expect(lost.text).toContain('1 dk 30 sn önce');
    // What no longer holds raises no alarm.
    expect(lost.html).toContain('data-level="none"');
  });

  it('shows what is now where there is no room for more', () => {
    const small = drawTile({ kind: 'staffing', floor: hall(6, 6), now, size: { w: 8, h: 4 }, locale: 'en' });
    expect(small.text).toMatch(/At desk 5 Required 6 Rostered 6 \[down\] 1 short$/);
    expect(small.html).not.toContain('<table');
  });
});
