import type { Socket } from 'node:net';
import { type ActionHeaders, AmiActionError, type AmiList } from './actions.ts';
import type { AmiMessage } from './amiMessage.ts';
import {
  amiVersionOf,
  type ConnectionFault,
  closedEarlyFault,
  closedFault,
  closedWhenAskedFault,
  loginFault,
  noAnswerFault,
  noBannerFault,
  noLoginAnswerFault,
  notAmiFault,
  restartingFault,
  silentFault,
  socketFault,
  speaksTlsFault,
} from './connectionFault.ts';
import { AmiDecoder } from './decoder.ts';
import { eventFilters } from './eventFilter.ts';
import { readFairly } from './fairReading.ts';
import { FilterAdvice } from './filterAdvice.ts';
import { login } from './login.ts';
import { AmiRequests, type Answer } from './requests.ts';
import {
  type AmiSessionOptions,
  type AmiSessionState,
  type AmiTiming,
  defaultTiming,
  queueVariables,
} from './sessionOptions.ts';
import { openSocket } from './socket.ts';

const ACTION_TIMEOUT_MS = 10_000;
/** A connection that lived so long was a good one: back-off begins anew. */
const GOOD_CONNECTION_MS = 10_000;

/** A connection to one exchange's AMI that is kept up: signs in, listens, asks, and comes back when it is lost. */
export class AmiSession {
  readonly #options: AmiSessionOptions;
  readonly #timing: AmiTiming;
  readonly #now: () => number;
  readonly #peerName: string;
  readonly #decoder: AmiDecoder;
  readonly #requests: AmiRequests;

  #phase: 'stopped' | 'waiting' | 'connecting' | 'banner' | 'login' | 'live' = 'stopped';
  #socket: Socket | null = null;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #attemptAt = 0;
  #liveAt = 0;
  #heardAt = 0;
  #receivedAt = 0;
  /** When the Ping of this silence was sent; null: none was. */
  #pingedAt: number | null = null;
  #silent = false;
  #shuttingDown = false;
  #askedForBanner = false;
  #told: AmiSessionState | null = null;
  #version: string | null = null;
  readonly #filterAdvice = new FilterAdvice();

  constructor(options: AmiSessionOptions) {
    this.#options = options;
    this.#timing = { ...defaultTiming, ...options.timing };
    this.#now = options.now ?? Date.now;
    this.#peerName = `${options.peer.host}:${options.peer.port}`;
    this.#requests = new AmiRequests((wire) => this.#socket?.write(wire, 'latin1'));
    this.#decoder = new AmiDecoder({
      onMessage: (message) => this.#receive(message),
      onMalformed: ({ detail }) => this.#notice(`${this.#peerName}: ${detail}`),
      // Shutdown tells why the connection will be lost.
      wanted: options.wanted ? new Set([...options.wanted, 'Shutdown']) : null,
    });
  }

  /** Signed in and listening. */
  get live(): boolean {
    return this.#phase === 'live';
  }
  /** The AMI version of the banner, such as `11.0.0`; null before there was one. */
  get version(): string | null {
    return this.#version;
  }
  /** Bytes read over all connections. */
  get byteCount(): number {
    return this.#decoder.byteCount;
  }
  /** Messages read over all connections, unwanted ones included. */
  get messageCount(): number {
    return this.#decoder.messageCount;
  }
  /** What could not be read, over all connections. */
  get malformedCount(): number {
    return this.#decoder.malformedCount;
  }

  /** Connects, and from then on keeps the connection up until `stop`. */
  start(): void {
    if (this.#phase !== 'stopped') return;
    this.#told = null;
    this.#failures = 0;
    this.#tell({ state: 'connecting', cause: null, detail: `Connecting to ${this.#peerName}.` });
    this.#connect();
  }

  /** Logs off and closes; resolves when the connection is closed. Nothing is told any more. */
  async stop(): Promise<void> {
    const socket = this.#socket;
    if (this.#phase === 'live') this.#requests.ask('Logoff', {}, ACTION_TIMEOUT_MS, () => {});
    this.#phase = 'stopped';
    clearTimeout(this.#timer);
    this.#socket = null;
    this.#requests.disconnected();
    this.#decoder.reset();
    if (socket === null || socket.closed) return;
    await new Promise<void>((resolve) => {
      const impatience = setTimeout(() => socket.destroy(), 500);
      socket.once('close', () => {
        clearTimeout(impatience);
        resolve();
      });
      if (socket.connecting) socket.destroy();
      else socket.end();
      socket.resume();
    });
  }

  /**
   * Does an action and resolves with the exchange's response.
   * @throws AmiActionError if it is refused, not answered within 10 s, or the connection is lost.
   * @throws RangeError if a header cannot be sent.
   */
  action(name: string, headers: ActionHeaders = {}): Promise<AmiMessage> {
    return new Promise((resolve, reject) => {
      if (this.#phase !== 'live') throw this.#notConnected(name);
      this.#requests.ask(name, headers, ACTION_TIMEOUT_MS, (error, response) =>
        error || !response ? reject(error) : resolve(response),
      );
    });
  }

  /**
   * Asks for a list and resolves when it is complete. Its items come by `onMessage` too, where they stand in the stream.
   * @param keepItems false: they come by `onMessage` alone, since those of a large exchange are many.
   * @throws as `action`; 10 s is the longest pause between two items.
   */
  list(name: string, headers: ActionHeaders = {}, keepItems = true): Promise<AmiList> {
    return new Promise((resolve, reject) => {
      if (this.#phase !== 'live') throw this.#notConnected(name);
      const answer: Answer<AmiList> = (error, list) => (error || !list ? reject(error) : resolve(list));
      this.#requests.list(name, headers, ACTION_TIMEOUT_MS, answer, keepItems);
      this.#decoder.filtering = false;
    });
  }

  #connect(): void {
    this.#phase = 'connecting';
    this.#attemptAt = performance.now();
    this.#shuttingDown = false;
    this.#askedForBanner = false;
    let socket: Socket;
    try {
      socket = openSocket(this.#options.peer, () => {
        if (this.#socket === socket) this.#awaitBanner();
      });
    } catch (error) {
      this.#fail(socketFault(this.#peerName, error as NodeJS.ErrnoException));
      return;
    }
    this.#socket = socket;
    let lost: NodeJS.ErrnoException | null = null;
    socket.on('error', (error) => {
      lost = error;
    });
    socket.on('close', () => {
      if (this.#socket === socket) this.#fail(this.#closed(lost));
    });
    readFairly(socket, (chunk) => {
      if (this.#socket === socket) this.#read(chunk);
    });
    const seconds = this.#timing.connect / 1000;
    this.#deadline(this.#timing.connect, () => this.#fail(noAnswerFault(this.#peerName, seconds)));
  }

  #awaitBanner(): void {
    this.#phase = 'banner';
    const half = this.#timing.banner / 2;
    this.#deadline(half, () => {
      // A server that speaks only when spoken to says what it is; Asterisk does not mind.
      this.#askedForBanner = true;
      this.#socket?.write('Action: Challenge\r\nActionID: who\r\nAuthType: MD5\r\n\r\n');
      this.#deadline(half, () => this.#fail(noBannerFault(this.#peerName, this.#timing.banner / 1000)));
    });
  }

  #read(chunk: Buffer): void {
    this.#receivedAt = this.#now();
    this.#heardAt = performance.now();
    this.#pingedAt = null;
    if (this.#silent) {
      this.#silent = false;
      this.#options.onSilence?.(null);
    }
    const socket = this.#socket;
    // A TLS alert: the answer of a TLS server to what is no handshake.
    if (this.#phase === 'banner' && chunk[0] === 0x15 && chunk[1] === 0x03) {
      this.#fail(speaksTlsFault(this.#peerName));
      return;
    }
    this.#decoder.push(chunk);
    if (this.#phase === 'banner' && this.#socket === socket) this.#readBanner();
  }

  #readBanner(): void {
    const { banner, awaitsBanner } = this.#decoder;
    if (awaitsBanner) return;
    const version = amiVersionOf(banner ?? '');
    if (version === null) {
      this.#fail(notAmiFault(this.#peerName, banner ?? ''));
      return;
    }
    this.#version = version;
    this.#phase = 'login';
    clearTimeout(this.#timer);
    login(
      (name, headers, answer) => this.#requests.ask(name, headers, this.#timing.login, answer),
      this.#options.peer,
      (error) => this.#loggedIn(error),
    );
  }

  #loggedIn(error: AmiActionError | null): void {
    if (this.#phase !== 'login' || error?.reason === 'disconnected') return;
    if (error?.reason === 'timed_out') {
      this.#fail(noLoginAnswerFault(this.#peerName, error.message));
    } else if (error) {
      const said = error.response?.get('Message') ?? error.message;
      this.#fail(loginFault(this.#peerName, this.#options.peer.username, said));
    } else {
      this.#phase = 'live';
      this.#liveAt = performance.now();
      this.#decoder.filtering = this.#options.wanted != null;
      this.#tell({ state: 'live', cause: null, detail: `Signed in at ${this.#peerName}.` });
      if (!this.live) return;
      this.#filterAtExchange();
      this.#watch();
    }
  }

  /** Asks the exchange to send less. It needs write=system; without it the session works as well. */
  #filterAtExchange(): void {
    const { wanted, few = { variables: queueVariables } } = this.#options;
    this.#filterAdvice.reset();
    if (!wanted || this.#version === null) return;
    const [first, ...others] = eventFilters(this.#version, wanted, few);
    const ask = (filter: ActionHeaders, answer: (error: AmiActionError | null) => void) =>
      this.#requests.ask('Filter', filter, this.#timing.login, answer);
    if (first === undefined) return;
    ask(first, (error) => {
      if (error === null) for (const filter of others) ask(filter, () => {});
      else if (error.reason === 'refused') {
        this.#filterAdvice.refused(error.response?.get('Message') ?? 'no reason given', this.#decoder.messageCount);
      }
    });
  }

  /** Sends a Ping after a silence, says so when it is not answered, and gives the connection up after a longer one. */
  #watch(): void {
    const { pingAfter, unansweredAfter, silentAfter } = this.#timing;
    const now = performance.now();
    const silence = now - this.#heardAt;
    let next = pingAfter - silence;
    if (next <= 0) {
      if (this.#pingedAt === null) {
        this.#pingedAt = now;
        this.#requests.ask('Ping', {}, silentAfter, () => {});
      }
      next = unansweredAfter - (now - this.#pingedAt);
    }
    if (next <= 0) {
      const fault = silentFault(this.#peerName, Math.round(silence / 1000));
      if (silence >= silentAfter) {
        this.#fail(fault);
        return;
      }
      if (!this.#silent) {
        this.#silent = true;
        this.#options.onSilence?.({ heardAt: this.#receivedAt, detail: fault.detail });
      }
      next = silentAfter - silence;
    }
    const socket = this.#socket;
    // What came while this process was held up is read before the silence is judged.
    this.#deadline(next, () => setImmediate(() => this.#socket === socket && this.#watch()));
  }

  #receive(message: AmiMessage): void {
    const wasLive = this.#phase === 'live';
    if (!wasLive && this.#phase !== 'login') return;
    this.#requests.receive(message);
    if (!wasLive) return;
    const { wanted, onMessage } = this.#options;
    this.#decoder.filtering = wanted != null && !this.#requests.gathering;
    if (message.kind === 'event') {
      if (message.name === 'Shutdown') this.#shuttingDown = true;
      if (wanted && !wanted.has(message.name)) return;
    }
    const advice = this.#filterAdvice.read(this.#peerName, this.#decoder.messageCount);
    if (advice !== null) this.#notice(advice);
    try {
      onMessage(message, this.#receivedAt);
    } catch (error) {
      this.#notice(`${this.#peerName}: an AMI message ${message.name} could not be handled: ${String(error)}.`);
    }
  }

  #closed(lost: NodeJS.ErrnoException | null): ConnectionFault {
    if (this.#shuttingDown) return restartingFault(this.#peerName);
    if (this.#phase === 'banner' && this.#askedForBanner) return closedWhenAskedFault(this.#peerName);
    if (lost !== null) return socketFault(this.#peerName, lost);
    return this.#phase === 'live' ? closedFault(this.#peerName) : closedEarlyFault(this.#peerName);
  }

  #fail(fault: ConnectionFault): void {
    const { random = Math.random } = this.#options;
    const wasLive = this.#phase === 'live';
    if (wasLive && performance.now() - this.#liveAt >= GOOD_CONNECTION_MS) this.#failures = 0;
    const socket = this.#socket;
    this.#socket = null;
    this.#silent = false;
    this.#pingedAt = null;
    this.#phase = 'waiting';
    clearTimeout(this.#timer);
    socket?.destroy();
    this.#decoder.end();
    this.#requests.disconnected();
    this.#failures++;
    const spent = wasLive ? 0 : performance.now() - this.#attemptAt;
    const pause =
      fault.cause === 'wrong_password'
        ? this.#timing.wrongPassword
        : this.#timing.backOff(this.#failures, spent, random());
    this.#deadline(pause, () => this.#connect());
    this.#tell({ state: 'down', ...fault });
  }

  #tell(state: AmiSessionState): void {
    if (this.#told?.state === state.state && this.#told.detail === state.detail) return;
    this.#told = state;
    this.#options.onState(state);
  }

  #notice(detail: string): void {
    this.#options.onNotice?.(detail);
  }

  #deadline(ms: number, passed: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(passed, ms);
  }

  #notConnected(action: string): AmiActionError {
    return new AmiActionError(
      action,
      'disconnected',
      null,
      `There is no connection to ${this.#peerName} for ${action}.`,
    );
  }
}
