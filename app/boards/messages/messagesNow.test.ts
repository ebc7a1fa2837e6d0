import { expect, it } from 'vitest';
import { messagesNow } from './messagesNow.ts';

it('tells those on the screens from those to come, and forgets those that are over', () => {
  const message = (id: string, startsAt: number, urgent = false) => ({
    ...{ id, text: id, centre: null, urgent, from: 'Ayşe' },
    ...{ startsAt, expiresAt: startsAt + 100 },
  });
  const told = messagesNow(
    [message('old', 0), message('a', 950), message('urgent', 940, true), message('later', 3000), message('next', 2000)],
    1000,
  );
  expect(told.current.map(({ id }) => id)).toEqual(['urgent', 'a']);
  expect(told.coming.map(({ id }) => id)).toEqual(['next', 'later']);
});
