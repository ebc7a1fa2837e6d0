/** How many failures go by without waiting, and how long one waits then: doubled each time, up to the most. */
interface Rule {
  free: number;
  firstWaitMs: number;
  mostWaitMs: number;
  /** Failures are forgotten when so long none came. */
  forgetMs: number;
}

const minute = 60_000;
/** One person from one place: a typing mistake costs nothing, guessing does. */
const here: Rule = { free: 5, firstWaitMs: 30_000, mostWaitMs: 15 * minute, forgetMs: 60 * minute };
/** One account from anywhere: generous, since strangers could otherwise shut somebody out. */
const account: Rule = { free: 50, firstWaitMs: minute, mostWaitMs: 15 * minute, forgetMs: 60 * minute };
/** One address, whatever the account: a whole call hall may stand behind one. */
const address: Rule = { free: 30, firstWaitMs: minute, mostWaitMs: 60 * minute, forgetMs: 60 * minute };

interface Record {
  failures: number;
  lastAt: number;
  waitUntil: number;
}

/** Records kept at most; whoever fills them with invented names pushes out the oldest. */
const most = 20_000;

/**
 * Slows down who guesses passwords: per account and address, per account, and per address. In memory: it is of one process,
 * and a restart forgives. A success forgives the account at that address.
 */
export class SignInLimit {
  readonly #records = new Map<string, Record>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Epoch ms from which this may be tried; null: now. */
  waitUntil(username: string, from: string): number | null {
    const now = this.#now();
    const until = Math.max(...keysOf(username, from).map(([key]) => this.#records.get(key)?.waitUntil ?? 0));
    return until > now ? until : null;
  }

  failed(username: string, from: string): void {
    const now = this.#now();
    for (const [key, rule] of keysOf(username, from)) {
      const former = this.#records.get(key);
      const failures = former && now - former.lastAt < rule.forgetMs ? former.failures + 1 : 1;
      const over = failures - rule.free;
      const waitMs = over < 0 ? 0 : Math.min(rule.firstWaitMs * 2 ** Math.min(over, 20), rule.mostWaitMs);
      // Set anew, so that the oldest come first.
      this.#records.delete(key);
      this.#records.set(key, { failures, lastAt: now, waitUntil: now + waitMs });
    }
    for (const key of this.#records.keys()) {
      if (this.#records.size <= most) break;
      this.#records.delete(key);
    }
  }

  succeeded(username: string, from: string): void {
    this.#records.delete(keysOf(username, from)[0][0]);
  }
}

function keysOf(username: string, from: string): [[string, Rule], ...[string, Rule][]] {
  return [
    [`here ${username}\n${from}`, here],
    [`account ${username}`, account],
    [`address ${from}`, address],
  ];
}
