import { expect, it } from 'vitest';
import type { TickerNow } from '#lib/feed/feedEvents.ts';
import { centreScope, everything } from './figureScope.ts';
import { tickerMessages } from './tickerMessages.ts';

const at = 1_800_000_000_000;
const ticker = (id: string, change: Partial<TickerNow> = {}): TickerNow => ({
  ...{ id, text: id, centre: null, urgent: false, from: 'Şef', startsAt: at - 1000, expiresAt: at + 1000 },
  ...change,
});
const shown = (tickers: TickerNow[], scope = everything, now = at) =>
  tickerMessages(Object.fromEntries(tickers.map((one) => [one.id, one])), scope, now).map(({ id }) => id);

it('shows what has begun and not expired, to the millisecond of the server’s clock', () => {
  const one = [ticker('a')];
  expect([at - 1001, at - 1000, at + 999, at + 1000].map((now) => shown(one, everything, now).length)).toEqual([
    0, 1, 1, 0,
  ]);
});

it('shows the urgent first, then the newest, of its centres and of all', () => {
  const all = [
    ticker('old', { startsAt: at - 9000 }),
    ticker('new'),
    ticker('urgent', { urgent: true, startsAt: at - 9999 }),
  ];
  expect(shown(all)).toEqual(['urgent', 'new', 'old']);
  const centres = [ticker('a', { centre: '153' }), ticker('b', { centre: '185' }), ticker('c')];
  expect(shown(centres, centreScope('185'))).toEqual(['b', 'c']);
});
