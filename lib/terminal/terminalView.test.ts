import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { jsonView } from './jsonView.ts';
import { bytesText, durationText, progressText } from './progressText.ts';
import { terminalView } from './terminalView.ts';

function screen(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  return { written, isTTY, columns, write: (text: string) => written.push(text) };
}

it('writes plain, final lines where there is no terminal', () => {
  const to = screen(false);
  const view = terminalView(to);
  const step = view.step('Database');
  step.detail('opening');
  step.done('embedded');
  view.warn('The disk is nearly full');
  expect(to.written.join('')).toBe('  ✓ Database           embedded\n  ! The disk is nearly full\n');
});

it('draws over itself on a terminal, and leaves what is done', () => {
  const to = screen(true, 60);
  const view = terminalView(to);
  const database = view.step('Database');
  view.step('Pages').progress({ done: 3, of: 12, unit: 'pages of a very long name that does not fit the line' });
  database.done('embedded');
  view.close();
  const text = to.written.join('');
  expect(text).toContain('\x1b[2A\x1b[0J');
  expect(stripVTControlCharacters(text)).toContain('✓ Database           embedded\n');
  for (const line of stripVTControlCharacters(text).split('\n')) expect(line.length).toBeLessThan(60);
});

it('tells machines each step as a line of JSON', () => {
  const to = screen(false);
  const view = jsonView(to);
  view.step('Database').progress({ done: 1, of: 2, unit: 'files' });
  view.error('No');
  expect(to.written.map((line) => JSON.parse(line))).toEqual([
    { step: 'Database', state: 'started' },
    { step: 'Database', state: 'progress', done: 1, of: 2, unit: 'files' },
    { error: 'No' },
  ]);
});

it('says how far, how long, how much', () => {
  expect(progressText({ done: 91, of: 365, unit: 'days' }, { ms: 30_000, from: 0 }, 8)).toBe(
    '██░░░░░░  24 %  91 of 365 days, 90 s left',
  );
  expect(progressText({ done: 60, of: 80, unit: 'files' }, { ms: 30_000, from: 50 }, 8)).toBe(
    '██████░░  75 %  60 of 80 files, 60 s left',
  );
  expect(progressText({ done: 1234, of: null, unit: 'rows' }, { ms: 0, from: 0 })).toBe('1,234 rows');
  expect([400, 12_000, 180_000, 7_800_000].map(durationText)).toEqual(['0.4 s', '12 s', '3 min', '2 h 10 min']);
  expect([512, 1500, 81.2e9].map(bytesText)).toEqual(['512 B', '1.5 kB', '81 GB']);
});
