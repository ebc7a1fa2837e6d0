import type { Contact } from '../../contact/contact.ts';
import { type Visit, visitKey } from '../../contact/visit.ts';
import { LiveExchange } from '../../floor/liveExchange.ts';
import type { PbxEvent } from '../pbxEvent.ts';
import { AmiDecoder } from './decoder.ts';
import { RecordedClock } from './recordedClock.ts';
import type { RecordedRead } from './recording.ts';
import { AmiTranslation } from './translation.ts';

/** A recording ends in the middle of things; what its last events leave open for a moment is settled. */
const settleMs = 10_000;

export interface RecordingRunOptions {
  /** What the rows and the floor call the exchange. */
  exchange: string;
  inboundContexts?: readonly string[];
  containedContexts?: readonly string[];
  /** Callers are Local channels, as in the laboratory's recordings. */
  localCallers?: boolean;
  /** One sentence about bytes that could not be read. */
  onMalformed?: (detail: string) => void;
}

/** A recorded stream on its way through the product's own decoder, translation, ledger and floor, read after read. */
export class RecordingRun {
  readonly events: PbxEvent[] = [];
  readonly visits = new Map<string, Visit>();
  /** By their ids. */
  readonly contacts = new Map<string, Contact>();
  readonly gaps: { from: number; to: number; reason: string }[] = [];
  readonly live: LiveExchange;
  readonly translation: AmiTranslation;
  /** AMI messages that were read. */
  messages = 0;

  readonly #decoder: AmiDecoder;
  readonly #clock = new RecordedClock();
  #timed = true;
  #now = 0;
  #up = false;
  #downAt: number | null = null;

  constructor({ exchange, onMalformed, inboundContexts = [], ...ivr }: RecordingRunOptions) {
    this.live = new LiveExchange({
      exchange,
      profileOf: (queue) => ({ centre: exchange, label: queue, thresholdSeconds: 20 }),
      wrapUpSeconds: 0,
    });
    this.translation = new AmiTranslation({
      inboundContexts,
      ...ivr,
      lags: () => !this.#timed,
      onEvent: (event) => {
        this.events.push(event);
        const { visits, contacts } = this.live.apply(event);
        for (const { after } of visits) this.visits.set(visitKey(after), after);
        for (const { after } of contacts) this.contacts.set(after.contactId, after);
      },
    });
    this.#decoder = new AmiDecoder({
      onMessage: (message) => {
        this.messages++;
        if (!this.#timed) this.#now = this.#clock.read(message) ?? this.#now;
        // a recording may begin in the middle of a connection: events come to those only who have signed in
        if (
          !this.#up &&
          (message.get('Message') === 'Authentication accepted' || message.get('Privilege') !== undefined)
        )
          this.#opened();
        this.translation.message(message, this.#now);
      },
      onMalformed: ({ detail }) => onMalformed?.(detail),
    });
  }

  /** Where the instants of the last bytes came from. */
  get times(): 'chunks' | RecordedClock['source'] {
    return this.#timed ? 'chunks' : this.#clock.source;
  }

  take(read: RecordedRead): void {
    if (read.kind === 'bytes') this.#timed = read.timed;
    if (this.#timed || this.#clock.source === 'unknown') this.#now = read.receivedAt;
    if (read.kind === 'bytes') this.#decoder.push(read.bytes);
    // how the one before it ended may not have been recorded
    else if (read.kind !== 'error') this.#closed();
  }

  /** The recording is over. */
  end(): void {
    this.translation.tick(this.#now + settleMs);
  }

  #opened(): void {
    this.#up = true;
    if (this.#downAt !== null) this.gaps.push({ from: this.#downAt, to: this.#now, reason: 'closed' });
    this.translation.linkUp(this.#now);
  }

  #closed(): void {
    this.#decoder.end();
    if (!this.#up) return;
    this.#up = false;
    this.#downAt = this.#now;
    this.translation.linkDown(this.#now, 'closed');
  }
}
