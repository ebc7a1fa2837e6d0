import { SeededRandom } from '#lib/pbx/demo/seededRandom.ts';

/** One thing that goes wrong. Lengths are milliseconds; `exchange` is an id. */
export type Fault =
  /** SIGKILL of a part of the installation; the supervisor starts it again. */
  | { kind: 'kill'; part: string }
  /** SIGKILL of the supervisor; it is started again `downMs` later. */
  | { kind: 'kill_supervisor'; downMs: number }
  /** SIGSTOP, and SIGCONT after a while: the process is there and does nothing. */
  | { kind: 'pause'; part: string; lastsMs: number }
  /** The line to the exchange is cut after so many more bytes, and stays so for a while. */
  | { kind: 'cut'; exchange: string; afterBytes: number; lastsMs: number }
  /** Nothing comes through the line to the exchange for a while, though it stands. */
  | { kind: 'stall'; exchange: string; lastsMs: number }
  /** `core restart now`: the exchange hangs up, says so, and comes back. */
  | { kind: 'restart_exchange'; exchange: string }
  /** A power cut of the exchange: SIGKILL, started again `downMs` later. */
  | { kind: 'kill_exchange'; exchange: string; downMs: number };

export interface ScheduledFault {
  /** Milliseconds after the start of the run. */
  at: number;
  fault: Fault;
}

export interface SchedulePlan {
  seed: number;
  /** Faults begin within so many milliseconds. */
  lastsMs: number;
  /** Mean pause between two faults, ms. */
  everyMs: number;
  exchanges: readonly string[];
}

/**
 * What goes wrong and when: first each kind once, in a random order, then at random; one in five comes in twos. The same
 * plan gives the same schedule.
 */
export function faultSchedule({ seed, lastsMs, everyMs, exchanges }: SchedulePlan): ScheduledFault[] {
  const random = new SeededRandom(seed, 'chaos');
  // Faults of a dense schedule are short, so that they do not all become one.
  const longest = (ms: number) => Math.min(ms, everyMs * 2.5);
  const makers = makersOf(random, exchanges, longest);
  const inTurn = random.shuffled(makers);
  const schedule: ScheduledFault[] = [];
  for (let at = random.between(0.2, 0.6) * everyMs; at < lastsMs; at += random.between(0.5, 1.5) * everyMs) {
    const make = inTurn.pop() ?? random.pick(makers);
    schedule.push({ at: Math.round(at), fault: make() });
    if (random.chance(0.2))
      schedule.push({ at: Math.round(at + random.between(0, 1500)), fault: random.pick(makers)() });
  }
  return schedule.sort((a, b) => a.at - b.at);
}

function makersOf(
  random: SeededRandom,
  exchanges: readonly string[],
  longest: (ms: number) => number,
): (() => Fault)[] {
  const lasting = (from: number, to: number) => Math.round(random.between(Math.min(from, longest(to)), longest(to)));
  const kill = (part: string) => (): Fault => ({ kind: 'kill', part });
  const pause = (part: string, to: number) => (): Fault => ({ kind: 'pause', part, lastsMs: lasting(1_000, to) });
  const ofExchange = exchanges.flatMap((exchange): (() => Fault)[] => [
    kill(`pbx:${exchange}`),
    pause(`pbx:${exchange}`, 10_000),
    // Zero is a cut right now, a thousand one in the middle of the next few messages.
    () => ({ kind: 'cut', exchange, afterBytes: random.below(1_000), lastsMs: lasting(0, 6_000) }),
    // Longer than the 20 s after which a silent exchange is given up, now and then.
    () => ({ kind: 'stall', exchange, lastsMs: random.chance(0.25) ? longest(25_000) : lasting(2_000, 8_000) }),
    () => ({ kind: 'restart_exchange', exchange }),
    () => ({ kind: 'kill_exchange', exchange, downMs: lasting(300, 5_000) }),
  ]);
  return [
    ...ofExchange,
    kill('web'),
    kill('database'),
    kill('history'),
    kill('planner'),
    kill('alarms'),
    pause('database', 20_000),
    pause('web', 5_000),
    () => ({ kind: 'kill_supervisor', downMs: lasting(0, 2_000) }),
  ];
}

/** `pause of database for 7.2 s`, as people read it. */
export function faultText(fault: Fault): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  switch (fault.kind) {
    case 'kill':
      return `SIGKILL of ${fault.part}`;
    case 'kill_supervisor':
      return `SIGKILL of the supervisor, started again after ${seconds(fault.downMs)}`;
    case 'pause':
      return `SIGSTOP of ${fault.part} for ${seconds(fault.lastsMs)}`;
    case 'cut':
      return `line to ${fault.exchange} cut after ${fault.afterBytes} bytes, for ${seconds(fault.lastsMs)}`;
    case 'stall':
      return `line to ${fault.exchange} stalls for ${seconds(fault.lastsMs)}`;
    case 'restart_exchange':
      return `core restart now at ${fault.exchange}`;
    case 'kill_exchange':
      return `SIGKILL of exchange ${fault.exchange}, started again after ${seconds(fault.downMs)}`;
  }
}
