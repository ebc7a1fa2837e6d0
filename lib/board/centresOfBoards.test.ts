import { expect, it } from 'vitest';
import { centresOfBoards } from './centresOfBoards.ts';

it('is every centre of every board, and all as soon as one board is of all', () => {
  expect(centresOfBoards([{ centres: ['185'] }, { centres: ['153', '185'] }])).toEqual(['153', '185']);
  expect(centresOfBoards([{ centres: ['185'] }, { centres: [] }])).toBeNull();
  expect(centresOfBoards([])).toEqual([]);
});
