/** One reading of the server's clock, all epoch milliseconds: asked and heard by this clock, `serverNow` by the server's. */
export interface ClockReading {
  askedAt: number;
  heardAt: number;
  serverNow: number;
}

export interface ClockOffset {
  add(reading: ClockReading): void;
  /** What stands in until the first reading: the server's clock as a message told it on its way here. */
  guess(serverNow: number, heardAt: number): void;
  /** Milliseconds to add to this clock to get the server's; 0 until the first word. */
  offset(): number;
}

const keptReadings = 30;
/** Two quartz clocks part by far less than this within the readings kept. */
const driftMs = 100;

/**
 * The offset between two clocks, from the reading with the shortest way there and back: its error is at most half of
 * that. A reading that contradicts the ones before it (a clock was set, the machine slept) starts the estimate anew.
 */
export function createClockOffset(): ClockOffset {
  let readings: { offset: number; error: number }[] = [];
  let best = { offset: 0, error: Number.POSITIVE_INFINITY };
  let guessed = 0;

  return {
    add({ askedAt, heardAt, serverNow }) {
      if (heardAt < askedAt) return;
      const reading = { offset: serverNow - (askedAt + heardAt) / 2, error: (heardAt - askedAt) / 2 };
      if (Math.abs(reading.offset - best.offset) > reading.error + best.error + driftMs) readings = [];
      readings = [...readings.slice(1 - keptReadings), reading];
      best = readings.reduce((least, next) => (next.error <= least.error ? next : least));
    },
    guess(serverNow, heardAt) {
      guessed = serverNow - heardAt;
    },
    offset: () => (Number.isFinite(best.error) ? best.offset : guessed),
  };
}
