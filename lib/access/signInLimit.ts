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
  /** Somebody was turned away in this wait already. */
  told: boolean;
}

/** Why somebody may not try now. */
export interface Wait {
  /** Epoch ms from which they may. */
  until: number;
  /** Nobody was turned away in this wait yet. */
  first: boolean;
}

/** Records kept at most; whoever fills them with invented names pushes out the oldest. */
const most = 20_000;
/** A try of which nothing more was heard, since what answers it failed, is over after so long. */
const tryMs = 30_000;
/** Whoever tries several at once hears of each before the next ones. */
const atOnceMs = 2_000;

/**
 * Slows down who guesses passwords: per account and address, per account, and per address. In memory: it is of one process,
 * and a restart forgives. A success forgives the account at that address. A try counts from its beginning, so that many at
 * once are no more than one after another.
 */
export class SignInLimit {
  readonly #records = new Map<string, Record>();
  /** When tries began that are not over, by key. */
  readonly #tries = new Map<string, number[]>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Begins a try, which `failed`, `succeeded` or `gaveUp` ends; null: it may go on. */
  begin(username: string, from: string): Wait | null {
    const keys = keysOf(username, from);
    const waits = keys.flatMap(([key, rule]) => this.#waitOf(key, rule) ?? []);
    const longest = waits.sort((a, b) => b.until - a.until)[0];
    if (longest !== undefined) return longest;
    for (const [key] of keys) keep(this.#tries, key, [...this.#open(key), this.#now()]);
    return null;
  }

  failed(username: string, from: string): void {
    this.gaveUp(username, from);
    const now = this.#now();
    for (const [key, rule] of keysOf(username, from)) {
      const failures = this.#failures(key, rule) + 1;
      const over = failures - rule.free;
      const waitMs = over < 0 ? 0 : Math.min(rule.firstWaitMs * 2 ** Math.min(over, 20), rule.mostWaitMs);
      keep(this.#records, key, { failures, lastAt: now, waitUntil: now + waitMs, told: false });
    }
  }

  succeeded(username: string, from: string): void {
    this.gaveUp(username, from);
    this.#records.delete(keysOf(username, from)[0][0]);
  }

  /** The try ended, and said nothing of the password. */
  gaveUp(username: string, from: string): void {
    for (const [key] of keysOf(username, from)) {
      const [, ...rest] = this.#open(key);
      if (rest.length > 0) this.#tries.set(key, rest);
      else this.#tries.delete(key);
    }
  }

  #waitOf(key: string, rule: Rule): Wait | null {
    const now = this.#now();
    const record = this.#records.get(key);
    if (record !== undefined && record.waitUntil > now) {
      const first = !record.told;
      record.told = true;
      return { until: record.waitUntil, first };
    }
    const room = Math.max(1, rule.free - this.#failures(key, rule));
    return this.#open(key).length < room ? null : { until: now + atOnceMs, first: false };
  }

  #failures(key: string, rule: Rule): number {
    const record = this.#records.get(key);
    return record !== undefined && this.#now() - record.lastAt < rule.forgetMs ? record.failures : 0;
  }

  #open(key: string): number[] {
    const now = this.#now();
    return (this.#tries.get(key) ?? []).filter((at) => now - at < tryMs);
  }
}

/** Set anew, so that the oldest come first. */
function keep<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
}

function keysOf(username: string, from: string): [[string, Rule], ...[string, Rule][]] {
  return [
    [`here ${username}\n${from}`, here],
    [`account ${username}`, account],
    [`address ${from}`, address],
  ];
}
