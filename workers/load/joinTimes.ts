import { AmiSession } from '#lib/pbx/ami/session.ts';

/** A second listener at the exchange, that notes when the bytes of each call's entering a queue come. */
export class JoinTimes {
  /** Epoch ms by `call|queue`; of calls whose number ends in 0. */
  readonly at = new Map<string, number>();
  /** Epoch ms of every one, in order. */
  readonly all: number[] = [];
  readonly #session: AmiSession;

  constructor(port: number) {
    this.#session = new AmiSession({
      peer: { host: '127.0.0.1', port, username: 'santral', secret: 'yuk', login: 'md5', tls: false },
      wanted: new Set(['QueueCallerJoin']),
      onState: () => {},
      onMessage: (message) => {
        if (message.name !== 'QueueCallerJoin') return;
        const now = performance.timeOrigin + performance.now();
        this.all.push(now);
        const call = message.get('Uniqueid') ?? '';
        const key = `${call}|${message.get('Queue')}`;
        if (call.endsWith('0') && !this.at.has(key)) this.at.set(key, now);
      },
    });
    this.#session.start();
  }

  /** Ms from the bytes to the screen, of contacts that a screen saw (by their ids, `exchange|call|queue|nth`). */
  latencies(seen: readonly (readonly [string, number])[]): number[] {
    return seen.flatMap(([id, at]) => {
      const [, call, queue, nth] = id.split('|');
      const joined = nth === '1' ? this.at.get(`${call}|${queue}`) : undefined;
      return joined === undefined ? [] : [at - joined];
    });
  }

  stop(): Promise<void> {
    return this.#session.stop();
  }
}
