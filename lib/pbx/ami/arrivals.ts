import type { AmiMessage } from './amiMessage.ts';

export interface ArrivalOptions {
  /** Dialplan contexts in which citizens' calls arrive. */
  inboundContexts: readonly string[];
  /** `context` or `context/extension` that only callers reach whom the IVR has served. */
  containedContexts: readonly string[];
  /** Callers are Local channels, as those of the laboratory are; else such a channel is the exchange's own. */
  localCallers?: boolean;
}

/** Where a step of the dialplan stands: with citizens who arrive, or with callers whom the IVR has served. */
export interface DialplanPlace {
  inbound: boolean;
  served: boolean;
}

/**
 * Which channels are citizens' who call. A channel is, that the network has brought (it rings when it appears; one that the
 * exchange itself dials is down), that no other has given rise to, and that appears in an inbound context or enters one.
 */
export class Arrivals {
  readonly #inbound: ReadonlySet<string>;
  readonly #contained: ReadonlySet<string>;
  readonly #localCallers: boolean;
  /** Channels that the network has brought and that no inbound context has met yet, and whether the last list lacked them. */
  readonly #elsewhere = new Map<string, boolean>();

  constructor({ inboundContexts, containedContexts, localCallers = false }: ArrivalOptions) {
    this.#inbound = new Set(inboundContexts);
    this.#contained = new Set(containedContexts);
    this.#localCallers = localCallers;
  }

  get size(): number {
    return this.#elsewhere.size;
  }

  /** Served callers are known by the place that they reach. */
  get tellsByPlace(): boolean {
    return this.#contained.size > 0;
  }

  /** A new channel: whether it is a citizen's who has arrived. */
  appeared(message: AmiMessage): boolean {
    const channel = message.get('Uniqueid');
    if (this.#inbound.size === 0 || channel === undefined || !this.#isCallers(message)) return false;
    if (!this.#localCallers && message.get('ChannelState') === '0') return false;
    if (this.#inbound.has(message.get('Context') ?? '')) return true;
    this.#elsewhere.set(channel, false);
    return false;
  }

  /** A step of the dialplan: whether a citizen has arrived with it. */
  entered(message: AmiMessage): boolean {
    const channel = message.get('Uniqueid');
    if (channel === undefined || !this.#inbound.has(message.get('Context') ?? '')) return false;
    if (this.#elsewhere.delete(channel)) return true;
    // one whose beginning nobody heard: the network's as long as nobody has answered
    return this.#isCallers(message) && message.get('ChannelState') === '4';
  }

  /** Where a step of the dialplan stands. */
  placeOf(message: AmiMessage): DialplanPlace {
    const context = message.get('Context') ?? '';
    const extension = message.get('Exten') ?? '';
    return {
      inbound: this.#inbound.has(context),
      served: this.#contained.has(context) || this.#contained.has(`${context}/${extension}`),
    };
  }

  /** A list of the running channels: what two lists lack has hung up unheard. */
  listed(running: ReadonlySet<string>): void {
    for (const [channel, missed] of this.#elsewhere) {
      if (missed && !running.has(channel)) this.#elsewhere.delete(channel);
      else this.#elsewhere.set(channel, !running.has(channel));
    }
  }

  gone(channel: string): void {
    this.#elsewhere.delete(channel);
  }

  /** Nobody listens: of what hangs up now nothing is heard. */
  clear(): void {
    this.#elsewhere.clear();
  }

  #isCallers(message: AmiMessage): boolean {
    if (message.get('Linkedid') !== message.get('Uniqueid')) return false;
    return this.#localCallers || !(message.get('Channel') ?? '').startsWith('Local/');
  }
}
