import type { SourceCause, SourceHealth } from '../feed/feedEvents.ts';

const noticeShownMs = 5 * 60_000;

/** The health of one source as its connection tells it; the screens show nothing else. */
export class SourceWatch {
  #health: SourceHealth;
  readonly #onChange: (health: SourceHealth) => void;
  #noticedAt = 0;
  #told = false;

  /** `heardBefore`: when it last said anything before this process began, epoch ms; null if never. */
  constructor(
    of: Pick<SourceHealth, 'id' | 'centre' | 'label' | 'demo'>,
    now: number,
    heardBefore: number | null,
    onChange: (health: SourceHealth) => void,
  ) {
    this.#onChange = onChange;
    this.#health = {
      ...of,
      state: 'connecting',
      since: now,
      lastHeardAt: heardBefore,
      cause: 'starting',
      detail: null,
      uncounted: true,
    };
  }

  get health(): SourceHealth {
    return this.#health;
  }

  /** The exchange has told its state on this connection, which may have fallen silent since. */
  get told(): boolean {
    return this.#told;
  }

  /** The exchange has told its state: what the floor shows is the present. */
  live(now: number): void {
    this.#told = true;
    this.#put({ state: 'live', since: now, lastHeardAt: now, cause: null, detail: null });
  }

  /** Nothing new is heard; `detail` is one sentence with the cure. Before the first word it is connecting, not stale. */
  lost(now: number, cause: SourceCause, detail: string): void {
    const { lastHeardAt, state, since } = this.#health;
    const next = lastHeardAt === null ? 'connecting' : 'stale';
    this.#told = false;
    this.#put({ state: next, since: state === next ? since : now, lastHeardAt, cause, detail });
  }

  /** Nothing has been heard since `heardAt`, though the connection stands: what the floor shows is of then. */
  silent(now: number, heardAt: number, detail: string): void {
    if (this.#health.state !== 'live') return;
    this.#put({ state: 'stale', since: now, lastHeardAt: heardAt, cause: 'silent', detail });
  }

  /** After a silence it speaks again, and nothing that it said was lost. */
  speaks(now: number): void {
    if (this.#told && this.#health.state !== 'live') this.live(now);
  }

  /** Something was heard; told on at most once in `everyMs`, since each telling is a patch to every screen. */
  heard(at: number, everyMs: number): void {
    const { state, lastHeardAt } = this.#health;
    if (state !== 'live' || (lastHeardAt !== null && at - lastHeardAt < everyMs)) return;
    this.#put({ ...this.#health, lastHeardAt: at });
  }

  /** Something is amiss though the exchange is heard, such as a message that could not be read: shown for some minutes. */
  notice(now: number, detail: string): void {
    this.#noticedAt = now;
    if (this.#health.state === 'live' && this.#health.detail !== detail) this.#put({ ...this.#health, detail });
  }

  /** Rows of its ledger that wait while the database takes none; null while it does. */
  heldUp(rows: number | null): void {
    const { heldUpRows, ...rest } = this.#health;
    if ((heldUpRows ?? null) === rows) return;
    this.#health = rows === null ? rest : { ...rest, heldUpRows: rows };
    this.#onChange(this.#health);
  }

  /** The day so far is on the floor. */
  counted(): void {
    const { uncounted, ...rest } = this.#health;
    if (!uncounted) return;
    this.#health = rest;
    this.#onChange(this.#health);
  }

  tick(now: number): void {
    const { state, detail } = this.#health;
    if (state === 'live' && detail !== null && now - this.#noticedAt > noticeShownMs) {
      this.#put({ ...this.#health, detail: null });
    }
  }

  #put(told: Pick<SourceHealth, 'state' | 'since' | 'lastHeardAt' | 'cause' | 'detail'>): void {
    this.#health = { ...this.#health, ...told };
    this.#onChange(this.#health);
  }
}
