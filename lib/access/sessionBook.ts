import type { Principal } from './principal.ts';

/** Who a cookie belongs to, as the database or the signed cookie says. */
export interface Session {
  /** Of the session; null: only the signed cookie is known. */
  id: string | null;
  who: Principal;
  mustChangePassword: boolean;
  /** Epoch ms. */
  expiresAt: number;
}

/** What the database says of a cookie: a session and what better-auth would set anew, or that it is none. */
export interface SessionAnswer {
  session: Session | null;
  setCookies: readonly string[];
}

export interface SessionSource {
  /** Asks the database; rejects when it cannot answer. */
  read: (cookies: string) => Promise<SessionAnswer>;
  /** What the signed cookie itself says; null: nothing that holds. */
  signed: (cookies: string) => Promise<Session | null>;
  /** The session's own part of a Cookie header; null: there is none. */
  tokenOf: (cookies: string) => string | null;
}

/** Nobody can tell now: the database does not answer, and nothing known before helps. */
export class SessionsUnknown extends Error {
  override name = 'SessionsUnknown';
}

interface Known {
  session: Session | null;
  readAt: number;
}

/** So long what was read is taken as it is; whoever ends a session in this process says so at once. */
const freshMs = 20_000;
/** A cookie that is nobody's is not asked about again so soon. */
const strangerMs = 3_000;
/** A slow database is waited for so long where an older answer is known, and where none is. */
const patienceMs = 250;
const firstPatienceMs = 5_000;
/** An older answer stands in for a database that is away, for half a day. */
const olderMs = 12 * 3_600_000;
const most = 5_000;

/**
 * Who is signed in, asked of the database once in a while: pages neither wait for a slow database nor fail with one that is
 * away. A session that was ended here is over at once, one ended by another process within twenty seconds; neither comes back
 * by its signed cookie.
 */
export class SessionBook {
  readonly #source: SessionSource;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  readonly #asking = new Map<string, Promise<SessionAnswer>>();
  /** Ids of sessions that the database no longer had, and since when that is known. */
  readonly #ended = new Map<string, number>();
  /** Persons whose sessions changed: since when, and the number of that change. */
  readonly #forgotten = new Map<string, { at: number; change: number }>();
  #changes = 0;

  constructor(source: SessionSource, now: () => number = Date.now) {
    this.#source = source;
    this.#now = now;
  }

  /**
   * Whose cookies these are. `setCookies` is to go along with the answer.
   * @throws SessionsUnknown when nobody can tell
   */
  async find(cookies: string | undefined): Promise<SessionAnswer> {
    const token = cookies ? this.#source.tokenOf(cookies) : null;
    if (!cookies || token === null) return { session: null, setCookies: [] };
    const known = this.#held(token);
    const age = known ? this.#now() - known.readAt : Number.POSITIVE_INFINITY;
    if (known && age < (known.session ? freshMs : strangerMs)) return { session: known.session, setCookies: [] };
    try {
      return await within(this.#older(token) ? patienceMs : firstPatienceMs, this.#ask(token, cookies));
    } catch (error) {
      // A session that was none is none still.
      if (this.#held(token)?.session === null) return { session: null, setCookies: [] };
      const session = this.#older(token) ?? (await this.#signed(cookies));
      if (session && session.expiresAt > this.#now()) return { session, setCookies: [] };
      throw new SessionsUnknown('Who is signed in cannot be told now', { cause: error });
    }
  }

  /** Their sessions ended, or their role changed: the database is asked anew, and answers on their way are not taken. */
  forgetPerson(personId: string): void {
    for (const [token, { session }] of this.#known) if (session?.who.id === personId) this.#known.delete(token);
    this.#asking.clear();
    this.#changes += 1;
    note(this.#forgotten, personId, { at: this.#now(), change: this.#changes });
  }

  #ask(token: string, cookies: string): Promise<SessionAnswer> {
    const under = this.#asking.get(token);
    if (under) return under;
    const changes = this.#changes;
    const asked = this.#source
      .read(cookies)
      .then(async (answer) => {
        const { session } = answer;
        const changedSince = session ? (this.#forgotten.get(session.who.id)?.change ?? 0) > changes : false;
        if (changedSince) return this.#ask(token, cookies);
        if (session === null) await this.#noteEnded(cookies);
        note(this.#known, token, { session, readAt: this.#now() });
        return answer;
      })
      .finally(() => {
        if (this.#asking.get(token) === asked) this.#asking.delete(token);
      });
    this.#asking.set(token, asked);
    return asked;
  }

  #held(token: string): Known | undefined {
    const known = this.#known.get(token);
    if (known?.session && known.session.expiresAt <= this.#now()) return undefined;
    return known;
  }

  /** What stands in for a database that does not answer. */
  #older(token: string): Session | null {
    const known = this.#held(token);
    return known?.session && this.#now() - known.readAt < olderMs ? known.session : null;
  }

  /** What the signed cookie says, unless its session ended or its person changed as long as it may say so. */
  async #signed(cookies: string): Promise<Session | null> {
    const session = await this.#source.signed(cookies);
    if (session === null) return null;
    const since = Math.max(
      this.#ended.get(session.id ?? '') ?? Number.NEGATIVE_INFINITY,
      this.#forgotten.get(session.who.id)?.at ?? Number.NEGATIVE_INFINITY,
    );
    return this.#now() - since < olderMs ? null : session;
  }

  async #noteEnded(cookies: string): Promise<void> {
    const id = (await this.#source.signed(cookies))?.id;
    if (id != null) note(this.#ended, id, this.#now());
  }
}

/** Set anew, so that the oldest come first; they are dropped where there are too many. */
function note<T>(notes: Map<string, T>, key: string, value: T): void {
  notes.delete(key);
  notes.set(key, value);
  for (const oldest of notes.keys()) {
    if (notes.size <= most) break;
    notes.delete(oldest);
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
  });
  // When the answer comes too late, whatever it is, it is kept for the next one who asks.
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
