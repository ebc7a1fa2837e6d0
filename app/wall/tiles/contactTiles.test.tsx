import { describe, expect, it } from 'vitest';
import { centre, dayStart, floor, queue, source } from '#lib/board/sampleFloor.ts';
import type { ContactDay } from '#lib/feed/feedEvents.ts';
import { drawTile } from './drawTile.tsx';

const now = dayStart + 12 * 3_600_000;
const day: ContactDay = {
  ...{ id: `153/153@${dayStart}`, exchange: '153', centre: '153', start: dayStart, observedSince: dayStart },
  ...{
    contacts: 4210,
    contained: 1203,
    leftInIvr: 204,
    toQueue: 2771,
    unknown: 12,
    withSubject: 1840,
    outOfScope: 263,
  },
};
const hall = (...contactDays: ContactDay[]) =>
  floor({
    ...{
      centres: [centre('153')],
      queues: [queue('153', 'genel'), queue('153', 'su', { exchange: 'su', id: 'su:su' })],
    },
    ...{ sources: [source('153'), source('su', { centre: '153', label: 'Su santrali' })], contactDays },
  });
const silent: ContactDay = {
  ...day,
  id: `su/153@${dayStart}`,
  exchange: 'su',
  observedSince: null,
  withSubject: 0,
  outOfScope: 0,
};
const draw = (kind: 'ivr_containment' | 'out_of_scope', ...days: ContactDay[]) =>
  drawTile({ kind, floor: hall(...days), now, size: { w: 8, h: 4 } });

describe('IVR containment', () => {
  it('shows the share, of how many, and what it lacks', () => {
    const { text, html } = draw('ivr_containment', day, silent);
    expect(text).toMatch(/^IVR’da tamamlanan % ?28,8/);
    expect(text).toContain('1.203 / 4.178 çağrı');
    expect(text).toContain('12 bilinmiyor');
    expect(text).toContain('Su santrali hariç');
    expect(html).toContain('IVR’da tamamlanan ÷ (IVR’da tamamlanan + IVR’da kapatan + kuyruğa geçen)');
    expect(draw('ivr_containment', { ...day, observedSince: dayStart + 3_600_000 }).text).toContain('01:00 sonrası');
  });

  it('is unknown where nothing tells of it, or nobody has called', () => {
    expect(draw('ivr_containment', silent).text).toBe('IVR’da tamamlanan – santral IVR’ı bildirmiyor');
    expect(draw('ivr_containment').text).toBe('IVR’da tamamlanan – bugün henüz çağrı yok');
    const none = { ...day, contacts: 0, contained: 0, leftInIvr: 0, toQueue: 0, unknown: 0 };
    expect(draw('ivr_containment', none).text).toContain('– bugün henüz çağrı yok');
  });
});

describe('the out-of-scope share', () => {
  it('is of contacts whose subject is known, and says how many', () => {
    const { text, html } = draw('out_of_scope', day);
    expect(text).toMatch(/^Kapsam dışı % ?14,3 konusu bilinen 1\.840 çağrıda 263/);
    expect(html).toContain('Bugün gelen 4.210 çağrının 1.840 tanesinin konusu biliniyor.');
    expect(draw('out_of_scope', { ...day, withSubject: 0, outOfScope: 0 }).text).toContain(
      '– konusu bilinen çağrı yok',
    );
  });
});
