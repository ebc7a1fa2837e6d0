import type { TickerNow } from './feedEvents.ts';

/** However far off the next one is; a timer takes no more than 24 days. */
const longestMs = 3_600_000;

/** Puts tickers on the walls when their time begins and takes them off when it is over. */
export class TickerTimes {
  readonly #show: (tickers: Record<string, TickerNow>) => void;
  #tickers: readonly TickerNow[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(show: (tickers: Record<string, TickerNow>) => void) {
    this.#show = show;
  }

  /** These, in place of those before. */
  set(tickers: readonly TickerNow[]): void {
    this.#tickers = tickers;
    this.#tick();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #tick(): void {
    this.stop();
    const now = Date.now();
    const on = this.#tickers.filter(({ startsAt, expiresAt }) => startsAt <= now && now < expiresAt);
    this.#show(Object.fromEntries(on.map((ticker) => [ticker.id, ticker])));
    const next = Math.min(
      ...this.#tickers.flatMap(({ startsAt, expiresAt }) => [startsAt, expiresAt]).filter((at) => at > now),
    );
    this.#timer = Number.isFinite(next) ? setTimeout(() => this.#tick(), Math.min(next - now, longestMs)) : null;
  }
}
