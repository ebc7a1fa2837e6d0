/** Lines of a queue_log in their order, as they come. */
export interface LogLines {
  lines: string[];
  /** They were read before, in an earlier life of this process: calls that go on are learned from them, nothing is new. */
  known: boolean;
}

/** A queue_log that is read on and on, be it a file that is rotated or a table of a database. */
export interface FollowedLog {
  /** As it is named to people. */
  readonly name: string;
  /**
   * All lines that have come since the last call; of the first call also those of the half day before.
   *
   * @throws Error in one sentence when it cannot be read now; the next call goes on where this one stopped
   */
  read(signal: AbortSignal): AsyncGenerator<LogLines>;
  /** After a `read` to its end: whether it held all that the exchange had written when that began. */
  readonly complete: boolean;
  /** How often since the start lines may have been lost, as when a file was deleted unread. */
  readonly breaks: number;
  /** Epoch seconds of the last row read; null before the first. */
  readonly lastAt: number | null;
  /** Where it stands after the lines taken so far, to be kept for the next life of this process. */
  position(): unknown;
  close(): Promise<void>;
}

/** Epoch seconds of the last line that begins with some; else `known`. */
export function lastTime(lines: readonly string[], known: number | null): number | null {
  for (let i = lines.length - 1; i >= 0; i--) {
    const at = Number.parseInt(lines[i] ?? '', 10);
    if (at > 0) return at;
  }
  return known;
}
