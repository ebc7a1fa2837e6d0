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
 * away. A session that was ended here is over at once, one ended by another process within twenty seconds.
 */
export class SessionBook {
  readonly #source: SessionSource;
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  readonly #asking = new Map<string, Promise<SessionAnswer>>();

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
    const older = known?.session && age < olderMs ? known.session : null;
    try {
      return await within(older ? patienceMs : firstPatienceMs, this.#ask(token, cookies));
    } catch (error) {
      const session = older ?? (await this.#source.signed(cookies));
      if (session && session.expiresAt > this.#now()) return { session, setCookies: [] };
      throw new SessionsUnknown('Who is signed in cannot be told now', { cause: error });
    }
  }

  /** Their sessions ended, or their role changed: the database is asked anew. */
  forgetPerson(personId: string): void {
    for (const [token, { session }] of this.#known) if (session?.who.id === personId) this.#known.delete(token);
  }

  #ask(token: string, cookies: string): Promise<SessionAnswer> {
    const under = this.#asking.get(token);
    if (under) return under;
    const asked = this.#source
      .read(cookies)
      .then((answer) => {
        this.#known.delete(token);
        this.#known.set(token, { session: answer.session, readAt: this.#now() });
        for (const oldest of this.#known.keys()) {
          if (this.#known.size <= most) break;
          this.#known.delete(oldest);
        }
        return answer;
      })
      .finally(() => this.#asking.delete(token));
    this.#asking.set(token, asked);
    return asked;
  }

  #held(token: string): Known | undefined {
    const known = this.#known.get(token);
    if (known?.session && known.session.expiresAt <= this.#now()) return undefined;
    return known;
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
