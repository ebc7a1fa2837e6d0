import { createConnection, type Socket } from 'node:net';
import type { ActionHeaders, AmiList } from '../actions.ts';
import type { AmiMessage } from '../amiMessage.ts';
import { AmiDecoder } from '../decoder.ts';
import { AmiRequests } from '../requests.ts';

const answerMs = 10_000;

/** Where the laboratory's calls are now, as far as its acts need it. */
export interface LiveCall {
  callId: string;
  channel: string;
  queue: string;
  /** null while it waits. */
  agentChannel: string | null;
}

/** The laboratory's own connection: it makes calls and acts on them, and is not recorded. */
export class Operator {
  readonly calls = new Map<string, LiveCall>();
  /** Members that ring, by the channel of their leg. */
  readonly ringing = new Map<string, string>();
  readonly #host: string;
  readonly #port: number;
  #socket: Socket | null = null;
  #requests: AmiRequests | null = null;
  #attempt: Promise<void> | null = null;
  #wanted = false;

  constructor(host: string, port: number) {
    this.#host = host;
    this.#port = port;
  }

  /** Settles when signed in; tries every half second until it is, and again whenever the connection is lost. */
  async connect(): Promise<void> {
    this.#wanted = true;
    while (this.#wanted && this.#socket === null) {
      this.#attempt ??= this.#connectOnce();
      try {
        await this.#attempt;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 500));
      } finally {
        this.#attempt = null;
      }
    }
  }

  close(): void {
    this.#wanted = false;
    this.#socket?.destroy();
  }

  /** The response; a refusal is an answer too. Null: the connection was lost or nothing came. */
  act(action: string, headers: ActionHeaders = {}): Promise<AmiMessage | null> {
    return new Promise((resolve) => {
      if (this.#requests === null) resolve(null);
      else this.#requests.ask(action, headers, answerMs, (error, response) => resolve(error?.response ?? response));
    });
  }

  list(action: string, headers: ActionHeaders = {}): Promise<AmiList | null> {
    return new Promise((resolve) => {
      if (this.#requests === null) resolve(null);
      else this.#requests.list(action, headers, answerMs, (_, list) => resolve(list));
    });
  }

  async command(command: string): Promise<string> {
    return (await this.act('Command', { Command: command }))?.getAll('Output').join('\n') ?? '';
  }

  /** Sends bytes as they are, for texts that are no UTF-8. */
  raw(action: string, headers: Readonly<Record<string, string | Buffer>>): void {
    const parts = [Buffer.from(`Action: ${action}\r\n`)];
    for (const [name, value] of Object.entries(headers))
      parts.push(Buffer.from(`${name}: `), Buffer.from(value as string), Buffer.from('\r\n'));
    parts.push(Buffer.from('\r\n'));
    this.#socket?.write(Buffer.concat(parts));
  }

  get connected(): boolean {
    return this.#socket !== null;
  }

  /** Calls that wait, or that talk. */
  which(kind: 'waiting' | 'talking', queue?: string): LiveCall[] {
    return [...this.calls.values()].filter(
      (call) => (call.agentChannel === null) === (kind === 'waiting') && (queue === undefined || call.queue === queue),
    );
  }

  #connectOnce(): Promise<void> {
    return new Promise((resolve, reject) => {
      const socket = createConnection({ host: this.#host, port: this.#port });
      const requests = new AmiRequests((wire) => socket.write(wire, 'latin1'));
      const decoder = new AmiDecoder({
        onMessage: (message) => {
          if (message.kind === 'event') this.#event(message);
          requests.receive(message);
        },
      });
      socket.on('data', (bytes) => decoder.push(bytes));
      socket.on('error', reject);
      socket.on('close', () => {
        requests.disconnected();
        this.calls.clear();
        this.ringing.clear();
        reject(new Error('closed'));
        if (this.#socket !== socket) return;
        this.#socket = this.#requests = null;
        void this.connect();
      });
      socket.on('connect', () => {
        requests.ask('Login', { Username: 'lab', Secret: 'lab' }, answerMs, (error) => {
          if (error !== null) {
            socket.destroy();
            return;
          }
          this.#socket = socket;
          this.#requests = requests;
          resolve();
        });
      });
    });
  }

  #event(message: AmiMessage): void {
    const callId = message.get('Uniqueid') ?? '';
    const channel = message.get('Channel') ?? '';
    const known = this.calls.get(callId);
    switch (message.name) {
      case 'QueueCallerJoin':
        this.calls.set(callId, { callId, channel, queue: message.get('Queue') ?? '', agentChannel: null });
        break;
      case 'AgentCalled':
        this.ringing.set(message.get('DestChannel') ?? '', message.get('Interface') ?? '');
        break;
      case 'AgentConnect':
        if (known !== undefined) known.agentChannel = message.get('DestChannel') ?? '';
        this.ringing.delete(message.get('DestChannel') ?? '');
        break;
      case 'QueueCallerAbandon':
        this.calls.delete(callId);
        break;
      case 'Hangup':
        this.calls.delete(callId);
        this.ringing.delete(channel);
        break;
    }
  }
}
