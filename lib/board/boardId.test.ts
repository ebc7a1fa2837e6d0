import { expect, test } from 'vitest';
import { boardSchema } from './board.ts';
import { boardId } from './boardId.ts';

test('words become an id that an address takes and nobody has', () => {
  expect(boardId('Çağrı Merkezi – İSU 185')).toBe('cagri-merkezi-isu-185');
  expect(boardId('IŞIK')).toBe('isik');
  expect(boardId('Genel', (id) => id === 'genel' || id === 'genel-2')).toBe('genel-3');
  expect(boardId('***')).toBe('pano');
  expect(boardId('new')).toBe('new-1');
  expect(boardId('Messages', (id) => id === 'messages-1')).toBe('messages-1-2');
  const long = boardId('Ğ'.repeat(90), (id) => id.length === 55);
  expect(boardSchema.shape.id.safeParse(long).success).toBe(true);
});
