import type { SnapshotQueue } from '../pbxEvent.ts';
import type { AmiMessage } from './amiMessage.ts';
import { membershipOf, wholeNumber } from './memberHeaders.ts';

/** Gathers the items of QueueStatus and CoreShowChannels, which Asterisk never interleaves with other messages. */
export class SnapshotAssembler {
  #queues = new Map<string, SnapshotQueue>();
  #channels = new Set<string>();
  #callers = new Map<string, string | undefined>();

  queueParams(message: AmiMessage): void {
    this.#queue(message.get('Queue') ?? '');
  }

  queueMember(message: AmiMessage): void {
    this.#queue(message.get('Queue') ?? '').members.push(membershipOf(message));
  }

  queueEntry(message: AmiMessage, at: number): void {
    const callId = message.get('Uniqueid');
    if (!callId) return;
    this.#queue(message.get('Queue') ?? '').waiting.push({
      callId,
      position: wholeNumber(message.get('Position')) ?? 0,
      joinedAt: at - (wholeNumber(message.get('Wait')) ?? 0) * 1000,
    });
  }

  /** The number that a list tells of a channel's caller. */
  caller(message: AmiMessage): void {
    const callId = message.get('Uniqueid');
    if (callId) this.#callers.set(callId, message.get('CallerIDNum'));
  }

  /** What the finished list told of callers, by their channels. */
  takeCallers(): ReadonlyMap<string, string | undefined> {
    const callers = this.#callers;
    this.#callers = new Map();
    return callers;
  }

  /** The finished list of queues; gathering starts anew. */
  takeQueues(): SnapshotQueue[] {
    const queues = [...this.#queues.values()];
    this.#queues.clear();
    return queues;
  }

  coreShowChannel(message: AmiMessage): void {
    const callId = message.get('Uniqueid');
    if (callId) this.#channels.add(callId);
  }

  takeChannels(): ReadonlySet<string> {
    const channels = this.#channels;
    this.#channels = new Set();
    return channels;
  }

  /** A connection that ends takes its half-told lists with it. */
  reset(): void {
    this.#queues.clear();
    this.#channels.clear();
    this.#callers.clear();
  }

  #queue(name: string): SnapshotQueue {
    let queue = this.#queues.get(name);
    if (queue === undefined) {
      queue = { queue: name, waiting: [], members: [] };
      this.#queues.set(name, queue);
    }
    return queue;
  }
}
