import { describe, expect, it } from 'vitest';
import { csvText, rounded } from './csvText.ts';

describe('csvText', () => {
  it('writes what the spreadsheet of the language opens', () => {
    const rows = [
      ['Kuyruk', 1234.5, null],
      ['su; "arıza"', -0.25, 'a,b'],
    ];
    expect(csvText(rows, 'tr')).toBe('\uFEFFKuyruk;1234,5;\r\n"su; ""arıza""";-0,25;"a,b"\r\n');
    expect(csvText(rows, 'en')).toBe('\uFEFFKuyruk,1234.5,\r\n"su; ""arıza""",-0.25,"a,b"\r\n');
  });

  it('keeps a text from being run as a formula', () => {
    expect(csvText([['=1+1', '@x', '-']], 'en')).toBe("\uFEFF'=1+1,'@x,'-\r\n");
    // opened by a spreadsheet that parts cells by another sign
    expect(csvText([['x;=1+1', 'y\t=1+1']], 'en')).toBe('\uFEFF"x;=1+1","y\t=1+1"\r\n');
    expect(csvText([['x,=1+1']], 'tr')).toBe('\uFEFF"x,=1+1"\r\n');
  });

  it('rounds, and leaves the unknown unknown', () => {
    expect([rounded(1.005, 2), rounded(86.4567, 2), rounded(null, 1), rounded(Number.POSITIVE_INFINITY, 1)]).toEqual([
      1,
      86.46,
      null,
      null,
    ]);
  });
});
