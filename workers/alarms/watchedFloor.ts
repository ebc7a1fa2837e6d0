import { io, type Socket } from 'socket.io-client';
import { applyPatch, emptyFloor } from '#lib/feed/applyPatch.ts';
import type { Floor, WallClientEvents, WallServerEvents } from '#lib/feed/feedEvents.ts';

const beatMs = 1_500;
/** With the beat, a web process that hangs is known within five seconds. */
const answerMs = 3_000;

/** The merged floor as the web process tells it, kept in step over its /wall. */
export class WatchedFloor {
  readonly #socket: Socket<WallServerEvents, WallClientEvents>;
  readonly #beat: NodeJS.Timeout;
  #floor: Floor = emptyFloor();
  #epoch: string | null = null;
  #seq = -1;
  #whole = false;
  #answers = false;
  #closed = false;

  constructor({ webUrl, key }: { webUrl: string; key: string }) {
    this.#socket = io(`${webUrl}/wall`, {
      auth: { key },
      transports: ['websocket'],
      perMessageDeflate: { threshold: Number.POSITIVE_INFINITY },
      reconnectionDelay: 250,
      reconnectionDelayMax: 1_000,
    });
    const lost = () => {
      this.#whole = false;
      // socket.io does not try again by itself after a server's refusal or farewell.
      if (!this.#closed && !this.#socket.active) setTimeout(() => this.#socket.connect(), 1_000).unref();
    };
    this.#socket.on('connect', () => {
      this.#answers = true;
    });
    this.#socket.on('disconnect', lost);
    this.#socket.on('connect_error', lost);
    this.#socket.on('snapshot', ({ epoch, seq, floor }) => {
      this.#floor = floor;
      this.#epoch = epoch;
      this.#seq = seq;
      this.#whole = true;
    });
    this.#socket.on('patch', (patch) => {
      if (!this.#whole || (patch.epoch === this.#epoch && patch.seq <= this.#seq)) return;
      if (patch.epoch !== this.#epoch || patch.seq !== this.#seq + 1) {
        this.#whole = false;
        this.#socket.emit('resync');
        return;
      }
      this.#seq = patch.seq;
      applyPatch(this.#floor, patch);
    });
    this.#beat = setInterval(() => void this.#ask(), beatMs);
  }

  get floor(): Floor {
    return this.#floor;
  }

  /** Whether the floor is whole and of this moment. */
  get linked(): boolean {
    return this.#socket.connected && this.#whole && this.#answers;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#beat);
    this.#socket.disconnect();
  }

  async #ask(): Promise<void> {
    if (!this.#socket.connected) return;
    try {
      await this.#socket.timeout(answerMs).emitWithAck('clock');
      this.#answers = true;
      if (!this.#whole) this.#socket.emit('resync');
    } catch {
      // No answer in time is an answer: nothing that is known is of this moment.
      this.#answers = false;
    }
  }
}
