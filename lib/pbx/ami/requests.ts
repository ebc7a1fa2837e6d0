import { type ActionHeaders, AmiActionError, type AmiList, encodeAction } from './actions.ts';
import type { AmiMessage } from './amiMessage.ts';

/** Called as soon as the answer is read, before any later message is. */
export type Answer<T> = (error: AmiActionError | null, result: T | null) => void;

interface Pending {
  action: string;
  /** Null: a single response settles it. */
  items: AmiMessage[] | null;
  /** Items are handed out at the end; else they are only counted on to come. */
  keepItems: boolean;
  response: AmiMessage | null;
  settle: (error: AmiActionError | null, last: AmiMessage | null) => void;
  timer: NodeJS.Timeout;
}

/** The actions under way on one connection, found again by their ActionID. */
export class AmiRequests {
  readonly #write: (wire: string) => void;
  readonly #pending = new Map<string, Pending>();
  #lists = 0;
  #nextId = 1;

  /** @param write sends wire text, one character per byte. */
  constructor(write: (wire: string) => void) {
    this.#write = write;
  }

  /** A list is being gathered, so no event may be skipped. */
  get gathering(): boolean {
    return this.#lists > 0;
  }

  /** @throws RangeError if the action cannot be sent. */
  ask(action: string, headers: ActionHeaders, timeoutMs: number, answer: Answer<AmiMessage>): void {
    this.#start(action, headers, timeoutMs, null, (error, last) => answer(error, last));
  }

  /**
   * @param timeoutMs how long nothing of the list may come.
   * @param keepItems false: the items are read where they come in the stream, and are not held until the end.
   * @throws RangeError if the action cannot be sent.
   */
  list(action: string, headers: ActionHeaders, timeoutMs: number, answer: Answer<AmiList>, keepItems = true): void {
    const items: AmiMessage[] = [];
    const pending = this.#start(action, headers, timeoutMs, items, (error, complete) => {
      if (error || !pending.response || !complete) answer(error, null);
      else answer(null, { response: pending.response, items, complete });
    });
    pending.keepItems = keepItems;
    this.#lists++;
  }

  /** Gives a message to the action that it answers, if any. */
  receive(message: AmiMessage): void {
    if (this.#pending.size === 0) return;
    const id = message.get('ActionID') ?? (message.kind === 'response' ? this.#oldestUnanswered() : undefined);
    const pending = id === undefined ? undefined : this.#pending.get(id);
    if (id === undefined || pending === undefined) return;
    if (message.kind === 'response') this.#receiveResponse(id, pending, message);
    else if (pending.items !== null && pending.response !== null) this.#receiveItem(id, pending, message);
  }

  /** The connection is gone: nothing will be answered any more. */
  disconnected(): void {
    for (const [id, pending] of [...this.#pending]) {
      const sentence = `The connection to the exchange was lost before it answered ${pending.action}.`;
      this.#settle(id, pending, new AmiActionError(pending.action, 'disconnected', null, sentence), null);
    }
  }

  #start(
    action: string,
    headers: ActionHeaders,
    timeoutMs: number,
    items: AmiMessage[] | null,
    settle: Pending['settle'],
  ) {
    const id = (this.#nextId++).toString(36);
    const wire = encodeAction(action, id, headers);
    const timer = setTimeout(() => {
      const sentence = `The exchange did not answer ${action} within ${timeoutMs / 1000} s.`;
      this.#settle(id, pending, new AmiActionError(action, 'timed_out', null, sentence), null);
    }, timeoutMs);
    const pending: Pending = { action, items, keepItems: true, response: null, settle, timer };
    this.#pending.set(id, pending);
    this.#write(wire);
    return pending;
  }

  #receiveResponse(id: string, pending: Pending, response: AmiMessage): void {
    if (response.name === 'Error') {
      const said = response.get('Message') ?? 'no reason given';
      const sentence = `The exchange refused ${pending.action}: ${said}.`;
      this.#settle(id, pending, new AmiActionError(pending.action, 'refused', response, sentence), null);
    } else if (pending.items === null) {
      this.#settle(id, pending, null, response);
    } else {
      pending.response = response;
      pending.timer.refresh();
    }
  }

  #receiveItem(id: string, pending: Pending, item: AmiMessage): void {
    const mark = item.get('EventList');
    // Asterisk before 12 marks the end by the event's name alone.
    if (mark === 'Complete' || (mark === undefined && item.name === `${pending.action}Complete`)) {
      this.#settle(id, pending, null, item);
    } else if (mark === 'Cancelled') {
      const sentence = `The exchange broke off the list of ${pending.action}.`;
      this.#settle(id, pending, new AmiActionError(pending.action, 'refused', item, sentence), null);
    } else {
      if (pending.keepItems) pending.items?.push(item);
      pending.timer.refresh();
    }
  }

  #settle(id: string, pending: Pending, error: AmiActionError | null, last: AmiMessage | null): void {
    if (!this.#pending.delete(id)) return;
    clearTimeout(pending.timer);
    if (pending.items !== null) this.#lists--;
    pending.settle(error, last);
  }

  /** Responses come in the order of the requests; some errors come without ActionID. */
  #oldestUnanswered(): string | undefined {
    for (const [id, pending] of this.#pending) if (pending.response === null) return id;
    return undefined;
  }
}
