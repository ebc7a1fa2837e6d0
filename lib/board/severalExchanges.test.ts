import { describe, expect, it } from 'vitest';
import { boardFigures } from './boardFigures.ts';
import { freshness } from './freshness.ts';
import { agent, centre, dayStart, floor, interval, queue, source } from './sampleFloor.ts';

const noon = dayStart + 12 * 3600_000;
const at = (exchange: string, name: string, of: string, waiting: number) =>
  queue(exchange, name, { centre: of, waiting });
const kuzey = at('kuzey', 'genel', 'merkez', 3);
const guney = at('guney', 'genel', 'merkez', 2);
/** A queue of the other centre at the first one's exchange. */
const lent = at('guney', 'ariza', 'su', 5);

const hall = floor({
  centres: [centre('merkez'), centre('su')],
  queues: [kuzey, guney, lent],
  agents: [
    agent('kuzey', 'ayse', { centre: 'merkez', queues: [kuzey.id] }),
    agent('guney', 'ayse', { centre: 'merkez', queues: [guney.id, lent.id] }),
  ],
  intervals: [
    interval(kuzey, noon, { offered: 10, answered: 9 }),
    interval(guney, noon, { offered: 20, answered: 18 }),
    interval(lent, noon, { offered: 40, answered: 30 }),
  ],
  sources: [
    source('kuzey', { centre: 'merkez', lastHeardAt: noon }),
    source('guney', { centre: 'merkez', state: 'stale', lastHeardAt: noon - 60_000, cause: 'closed' }),
  ],
});

describe('a centre at two exchanges', () => {
  const figures = boardFigures(hall, 'merkez', noon);

  it('is their sum; queues of one name stay two', () => {
    expect([figures.waiting, figures.today?.offered, figures.today?.answered]).toEqual([5, 30, 27]);
    expect(figures.queues.map(({ queue }) => queue.id)).toEqual(['kuzey:genel', 'guney:genel']);
  });

  it('has two entries for one agent’s name at both', () => {
    expect(figures.agents.map(({ id }) => id)).toEqual(['kuzey:ayse', 'guney:ayse']);
  });

  it('goes on with the one while the other is silent: its own rows are dimmed, sums say so', () => {
    const fresh = freshness('live', figures.sources, noon);
    expect([fresh.live, fresh.partly]).toEqual([false, true]);
    expect([fresh.isLive('kuzey'), fresh.isLive('guney')]).toEqual([true, false]);
    expect(fresh.unwell.map(({ id }) => id)).toEqual(['guney']);
    expect(freshness('live', [hall.sources.guney as never], noon).partly).toBe(false);
    expect(freshness('lost', figures.sources, noon).partly).toBe(false);
  });
});

describe('an exchange of two centres', () => {
  it('shows its health, and an agent who serves both, on both boards, and once on the board of all', () => {
    const su = boardFigures(hall, 'su', noon);
    expect(su.queues.map((row) => [row.queue.id, row.free, row.today?.offered])).toEqual([['guney:ariza', 1, 40]]);
    expect(su.agents.map(({ id }) => id)).toEqual(['guney:ayse']);
    expect(freshness('live', su.sources, noon).isLive('guney')).toBe(false);
    expect(boardFigures(hall, 'all', noon).agentCounts?.available).toBe(2);
  });
});
