import { expect, it } from 'vitest';
import { namesOfAll } from '#lib/board/boardName.ts';
import { messages } from '../../i18n/messages.ts';

it('the board of all centres is known by its name in every language of the pages', () => {
  expect(Object.values(messages).map(({ wall }) => wall.allCentres)).toEqual(namesOfAll);
});
