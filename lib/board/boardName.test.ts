import { expect, it } from 'vitest';
import { boardName } from './boardName.ts';
import { builtInBoards } from './builtInBoards.ts';

it('names the board of all centres in its reader’s language, and each other as it was named', () => {
  const [all, own] = builtInBoards([{ id: '153', label: 'Su' }]);
  expect(all && boardName(all, 'All centres')).toBe('All centres');
  expect(all && boardName({ ...all, name: 'All centres' }, 'Tüm merkezler')).toBe('Tüm merkezler');
  expect(own && boardName(own, 'All centres')).toBe('Su');
  // Renamed, and another of the same name.
  expect(boardName({ id: 'all', name: 'Salon' }, 'All centres')).toBe('Salon');
  expect(boardName({ id: 'salon', name: 'Tüm merkezler' }, 'All centres')).toBe('Tüm merkezler');
});
