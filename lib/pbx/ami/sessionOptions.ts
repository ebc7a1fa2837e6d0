import type { AmiMessage } from './amiMessage.ts';
import { backOff } from './backOff.ts';
import type { ConnectionFault } from './connectionFault.ts';
import type { FewEvents } from './eventFilter.ts';
import type { AmiPeer } from './socket.ts';

/** `connecting` is told at the start; `down` stands, though attempts go on, until `live`. */
export interface AmiSessionState {
  state: 'connecting' | 'live' | 'down';
  /** Null unless down. */
  cause: ConnectionFault['cause'] | null;
  /** One sentence naming host and port, with the cure if down; never a secret. */
  detail: string;
}

export interface AmiSilence {
  /** When it last said anything, epoch ms. */
  heardAt: number;
  /** One sentence with the cure. */
  detail: string;
}

export interface AmiSessionOptions {
  peer: AmiPeer;
  onState: (state: AmiSessionState) => void;
  /**
   * Every wanted event, list items included, and every response, in the order of the wire, from `live` on.
   * @param receivedAt epoch ms, taken once for each read from the socket.
   */
  onMessage: (message: AmiMessage, receivedAt: number) => void;
  /** While live: the exchange says nothing though the connection stands; null: it speaks again, and nothing was lost. */
  onSilence?: (silence: AmiSilence | null) => void;
  /** One sentence for the log about what was dropped, refused or failed while the session goes on. */
  onNotice?: (detail: string) => void;
  /** Names of the events to deliver; null, the default: all. Others are skipped here and filtered at the exchange. */
  wanted?: ReadonlySet<string> | null;
  /** Of which of the wanted events only some are read. Default: of VarSet those that Queue() sets. Takes effect at the exchange only. */
  few?: FewEvents;
  timing?: Partial<AmiTiming>;
  /** 0 to 1, for the jitter of reconnects. */
  random?: () => number;
  /** Epoch ms. */
  now?: () => number;
}

/** What Queue() sets when it returns. */
export const queueVariables: readonly string[] = ['QUEUESTATUS', 'ABANDONED'];

/** All in milliseconds. */
export interface AmiTiming {
  connect: number;
  banner: number;
  login: number;
  /** After so much silence a Ping is sent. */
  pingAfter: number;
  /** So long a Ping may go unanswered before the exchange counts as silent. */
  unansweredAfter: number;
  /** After so much silence the connection is given up: a slow exchange is not made slower by signing in anew. */
  silentAfter: number;
  /** Pause after a refused sign-in, which the exchange logs as an attack. */
  wrongPassword: number;
  backOff: (failures: number, spentMs: number, random: number) => number;
}

export const defaultTiming: AmiTiming = {
  connect: 5000,
  banner: 5000,
  login: 10_000,
  // together with what the wall needs to say so, less than the five seconds after which no figure may look live
  pingAfter: 2_000,
  unansweredAfter: 2_000,
  silentAfter: 20_000,
  wrongPassword: 30_000,
  backOff,
};
