import type { AmiClass } from './amiClasses.ts';
import type { AmiRequest, AmiSession } from './amiSession.ts';
import type { AmiChannel } from './amiText.ts';
import type { Switchboard } from './switchboard.ts';

/** What the actions act on. */
export interface AmiTarget {
  readonly switchboard: Switchboard;
  readonly channels: ReadonlyMap<string, AmiChannel>;
  /** Epoch ms of the exchange's start. */
  readonly startedAt: number;
  /** Sends an event to every client. `headers` are its lines after Privilege. */
  broadcast(cls: AmiClass, name: string, headers: string): void;
  /** Brings the model to this very moment, and writes what it told. */
  sync(): void;
  /** `core restart now`: begins at once; the connections end a second later. */
  restart(): void;
}

export interface AmiAction {
  summary: string;
  /** Write classes of which one is needed; none: everybody may. */
  authority: readonly AmiClass[];
  /** Answers, or gives the sentence of the error to answer with. */
  run(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null;
}
