import { EventHeap, type Timer } from './eventHeap.ts';
import type { SeededRandom } from './seededRandom.ts';

/**
 * The time of one exchange's model. Instants are real epoch milliseconds at every speed; lengths that the model draws (talk,
 * patience, ringing) are divided by `speed`, while calls come `speed` times as often: the load in erlangs stays.
 */
export class ModelClock {
  now: number;
  readonly random: SeededRandom;
  readonly #heap = new EventHeap();
  #ids = 0;
  #speed = 1;

  constructor(now: number, random: SeededRandom) {
    this.now = now;
    this.random = random;
  }

  get speed(): number {
    return this.#speed;
  }

  /** Lengths that are running are shortened or stretched too. */
  set speed(speed: number) {
    this.#heap.stretch(this.now, this.#speed / speed);
    this.#speed = speed;
  }

  /** Runs `run(subject)` after `seconds` of the model's time. */
  after<T>(seconds: number, run: (subject: T) => void, subject: T): Timer {
    return this.#heap.add(this.now + (seconds * 1000) / this.#speed, run, subject, true);
  }

  /** Runs `run(subject)` at the instant `at` of the calendar, epoch ms. */
  at<T>(at: number, run: (subject: T) => void, subject: T): Timer {
    return this.#heap.add(Math.max(at, this.now), run, subject);
  }

  /** A Uniqueid as Asterisk makes them: epoch second, dot, running number. */
  uniqueid(): string {
    return `${Math.floor(this.now / 1000)}.${this.#ids++}`;
  }

  nextAt(): number | undefined {
    return this.#heap.peek()?.at;
  }

  /** Runs all that is due up to `until` (epoch ms), in order, and stands there then. */
  runUntil(until: number): void {
    for (let timer = this.#heap.take(until); timer; timer = this.#heap.take(until)) {
      if (timer.at > this.now) this.now = timer.at;
      timer.run(timer.subject as never);
    }
    if (until > this.now && until !== Number.POSITIVE_INFINITY) this.now = until;
  }

  /** Ids start from 0 again, as after a start of Asterisk. */
  restartIds(): void {
    this.#ids = 0;
  }
}
