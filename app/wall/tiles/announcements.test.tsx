import { describe, expect, it } from 'vitest';
import { centre, dayStart, floor, source } from '#lib/board/sampleFloor.ts';
import type { TickerNow } from '#lib/feed/feedEvents.ts';
import { drawTile } from './drawTile.tsx';

const now = dayStart + 12 * 3_600_000;
const ticker = (change: Partial<TickerNow> = {}): TickerNow => ({
  ...{
    id: 't',
    text: 'Toplantı 15.00’te',
    centre: null,
    urgent: false,
    from: 'Şef',
    startsAt: now - 1,
    expiresAt: now + 60_000,
  },
  ...change,
});
const hall = (...tickers: TickerNow[]) => floor({ centres: [centre('153')], sources: [source('153')], tickers });
const draw = (tickers: TickerNow[], at = now) =>
  drawTile({ kind: 'ticker', floor: hall(...tickers), now: at, size: { w: 32, h: 2 } });

describe('the message tile', () => {
  it('shows a message with who sent it and until when, and no longer', () => {
    expect(draw([ticker()]).text).toBe('Mesajlar Toplantı 15.00’te Şef bitiş 12:01 Toplantı 15.00’te');
    expect(draw([ticker()], now + 60_000).text).toBe('Mesajlar Şu anda mesaj yok');
  });

  it('says by word, shape and colour that a message is urgent', () => {
    const { text, html } = draw([ticker({ urgent: true })]);
    expect(text).toContain('[notice] ACİL');
    expect(html).toContain('data-level="alarm"');
  });

  it('stands still where it fits, and moves or pages where it does not', () => {
    expect(draw([ticker()]).html).toContain('data-motion="still"');
    const text = 'Gölcük ilçesinde ana isale hattındaki arıza nedeniyle su kesintisi vardır. '.repeat(4);
    expect(draw([ticker({ text })]).html).toContain('data-motion="moves"');
    const paged = drawTile({
      ...{ kind: 'ticker', floor: hall(ticker({ text })), now, size: { w: 32, h: 2 }, options: { overflow: 'page' } },
    });
    expect(paged.html).toContain('data-motion="pages"');
    expect(paged.text).toMatch(/ 1\/\d/);
    // Whoever listens hears all of it.
    expect(paged.text).toContain(text.trim());
  });
});

describe('the picture tile', () => {
  const picture = (options: Record<string, unknown>) => drawTile({ kind: 'picture', floor: hall(), now, options });

  it('says that none is chosen, and shows nothing out of its time', () => {
    expect(picture({}).text).toBe('Duyuru Henüz resim seçilmedi');
    expect(picture({ picture: 'p1', until: '2026-11-21T12:00' }).text).toBe('Duyuru');
  });

  it('shows its caption while the picture is on its way', () => {
    expect(picture({ picture: 'p1', caption: 'Tanker noktaları', until: '2026-11-21T12:01' }).text).toBe(
      'Resim geliyor… Tanker noktaları',
    );
  });
});
