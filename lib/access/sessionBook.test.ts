import { expect, it } from 'vitest';
import { type Session, type SessionAnswer, SessionBook, SessionsUnknown } from './sessionBook.ts';

const session = (id: string, expiresAt = Number.POSITIVE_INFINITY): Session => ({
  id: 's',
  who: { id, name: id, username: id, role: 'viewer' },
  mustChangePassword: false,
  expiresAt,
});

/** A source that answers, or hangs, or fails, as told; and a clock that is set by hand. */
function openBook() {
  const state = {
    now: 1_000_000,
    asked: 0,
    answer: async (): Promise<SessionAnswer> => ({ session: session('ayse'), setCookies: ['c'] }),
    signed: null as Session | null,
  };
  const book = new SessionBook(
    {
      tokenOf: (cookies) => cookies || null,
      read: () => {
        state.asked += 1;
        return state.answer();
      },
      signed: async () => state.signed,
    },
    () => state.now,
  );
  const who = async () => (await book.find('t')).session?.who.id ?? null;
  return { state, book, who };
}
const away = async () => {
  throw new Error('the database is away');
};

it('asks once for many at the same time, and again after a while', async () => {
  const { state, book, who } = openBook();
  expect(await Promise.all([who(), who(), who()])).toEqual(['ayse', 'ayse', 'ayse']);
  await who();
  expect(state.asked).toBe(1);
  state.now += 21_000;
  expect((await book.find('t')).setCookies).toEqual(['c']);
  expect(state.asked).toBe(2);
});

it('asks nobody where there is no cookie', async () => {
  const { state, book } = openBook();
  expect(await book.find(undefined)).toEqual({ session: null, setCookies: [] });
  expect(await book.find('')).toEqual({ session: null, setCookies: [] });
  expect(state.asked).toBe(0);
});

it('knows at once of a session that was ended here', async () => {
  const { state, book, who } = openBook();
  await who();
  state.answer = async () => ({ session: null, setCookies: [] });
  expect(await who()).toBe('ayse');
  book.forgetPerson('ayse');
  expect(await who()).toBe(null);
});

it('goes on with what it knew while the database is away, for half a day, and never past the session’s end', async () => {
  const { state, who } = openBook();
  await who();
  state.answer = away;
  state.now += 11 * 3_600_000;
  expect(await who()).toBe('ayse');
  state.now += 2 * 3_600_000;
  await expect(who()).rejects.toThrow(SessionsUnknown);
  state.signed = session('ayse', state.now + 1);
  expect(await who()).toBe('ayse');
  state.now += 2;
  await expect(who()).rejects.toThrow(SessionsUnknown);
});

it('does not take a forgotten person from memory while the database is away', async () => {
  const { state, book, who } = openBook();
  await who();
  state.answer = away;
  book.forgetPerson('ayse');
  await expect(who()).rejects.toThrow(SessionsUnknown);
});

it('waits for no slow database where it knows an answer, and keeps the late one', async () => {
  const { state, who } = openBook();
  await who();
  state.now += 30_000;
  let release = (_: SessionAnswer) => {};
  state.answer = () => new Promise((answered) => (release = answered));
  expect(await who()).toBe('ayse');
  release({ session: session('veli'), setCookies: [] });
  expect(await who()).toBe('veli');
});

it('lets nobody back in by a signed cookie whose session was ended, here or elsewhere', async () => {
  const { state, book, who } = openBook();
  await who();
  state.signed = session('ayse');
  book.forgetPerson('ayse');
  state.answer = away;
  await expect(who()).rejects.toThrow(SessionsUnknown);

  const other = openBook();
  other.state.signed = session('veli');
  other.state.answer = async () => ({ session: null, setCookies: [] });
  expect(await other.who()).toBe(null);
  other.state.answer = away;
  other.state.now += 60_000;
  expect(await other.who()).toBe(null);
  // with other cookies around the same session, whose answer is not remembered
  await expect(other.book.find('another token')).rejects.toThrow(SessionsUnknown);
});

it('takes no answer that was on its way when the person changed', async () => {
  const { state, book, who } = openBook();
  let release = (_: SessionAnswer) => {};
  state.answer = () => new Promise((answered) => (release = answered));
  const asked = who();
  book.forgetPerson('ayse');
  state.answer = async () => ({ session: null, setCookies: [] });
  release({ session: session('ayse'), setCookies: [] });
  expect(await asked).toBe(null);
  expect(await who()).toBe(null);
});
