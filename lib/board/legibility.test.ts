import { describe, expect, it } from 'vitest';
import {
  digitHeightMm,
  figureLayout,
  primaryFontPx,
  primaryFontUnits,
  readableFromMetres,
  readableMetres,
  textEms,
  textScale,
  tileUnits,
  usualViewing,
} from './legibility.ts';
import { hallOverview } from './templates/hallOverview.ts';
import { primaryKinds } from './tileFacts.ts';

describe('viewing distance', () => {
  it('takes 22 minutes of arc: 64 mm at 10 m', () => {
    expect(digitHeightMm(10)).toBeCloseTo(64, 1);
    expect(readableMetres(digitHeightMm(7.5))).toBeCloseTo(7.5, 6);
    expect(() => digitHeightMm(0)).toThrow('more than 0 metres, not 0');
  });

  it('is the same part of the screen at every resolution', () => {
    const hd = primaryFontPx(usualViewing, { width: 1920, height: 1080 });
    expect(hd).toBeCloseTo(138.8, 0);
    expect(primaryFontPx(usualViewing, { width: 3840, height: 2160 })).toBeCloseTo(2 * hd, 6);
    expect(primaryFontUnits(usualViewing)).toBeCloseTo((hd / 1920) * 100, 6);
    expect(primaryFontUnits({ metres: 5, diagonalInches: 55 })).toBeCloseTo(primaryFontUnits(usualViewing) / 2, 6);
    expect(() => primaryFontPx({ metres: 10, diagonalInches: 0 }, { width: 16, height: 9 })).toThrow('diagonal');
  });

  it('lets lists grow and shrink within what a screen can hold', () => {
    expect([4, 10, 12, 40].map((metres) => textScale({ metres, diagonalInches: 55 }))).toEqual([0.75, 1, 1.2, 1.6]);
  });
});

describe('the figure of a tile', () => {
  const tile = tileUnits({ w: 8, h: 4 });
  const required = primaryFontUnits(usualViewing);

  it('is read from ten metres on the hall overview, on a 55-inch screen, with its foot', () => {
    const primary = hallOverview({ id: 'all', name: 'a', centres: [] }).tiles.filter(({ kind }) =>
      primaryKinds.has(kind),
    );
    expect(primary.length).toBeGreaterThanOrEqual(6);
    expect(primary.length).toBeLessThanOrEqual(8);
    for (const { w, h } of primary) {
      const layout = figureLayout(tileUnits({ w, h }), textEms('12:45'), required);
      expect(layout.foot).toBe(true);
      expect(layout.font).toBeGreaterThanOrEqual(required);
      expect(readableFromMetres({ w, h }, 55)).toBeGreaterThanOrEqual(10);
    }
  });

  it('never leaves its tile, however long it is', () => {
    for (const text of ['–', '7', '1.234', '12.345', '1.234.567', '%100,0', '1:02:33']) {
      const { font } = figureLayout(tile, textEms(text), required);
      expect(font * textEms(text)).toBeLessThan(tile.width);
      expect(font).toBeLessThan(tile.height);
    }
  });

  it('takes the room of the foot where the distance asks for it, and not for a notice above the tiles', () => {
    const far = primaryFontUnits({ metres: 14, diagonalInches: 55 });
    expect(figureLayout(tile, textEms('12'), far).foot).toBe(false);
    const pressed = { ...tile, height: tile.height - 1.5 };
    expect(figureLayout(pressed, textEms('12'), required, tile).foot).toBe(true);
    expect(figureLayout({ width: 1, height: 1 }, 2, required).font).toBe(0);
  });

  it('can be read from further away when its tile or its screen is larger', () => {
    const metres = (w: number, h: number, inches = 55) => readableFromMetres({ w, h }, inches);
    expect(metres(16, 8)).toBeGreaterThan(1.8 * metres(8, 4));
    expect(metres(8, 4, 75)).toBeCloseTo((metres(8, 4) * 75) / 55, 6);
  });
});
