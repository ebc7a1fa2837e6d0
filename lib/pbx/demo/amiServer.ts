import { createHash, randomInt } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { runAction } from './amiActions.ts';
import { type AmiClass, eventMask } from './amiClasses.ts';
import { type AmiRequest, AmiSession } from './amiSession.ts';
import type { AmiTarget } from './amiTarget.ts';
import { lines } from './amiText.ts';
import type { DemoAccount } from './demoCentres.ts';

/** Wait of Asterisk before it answers a wrong secret, ms. */
const wrongSecretMs = 1000;
/** Clients that may be connected without having signed in (manager.conf `authlimit`). */
const authLimit = 50;

export interface AmiServerOptions {
  accounts: readonly DemoAccount[];
  writeTimeoutMs: number;
}

/** The AMI port of the demo exchange: who is connected, who may what, and who hears what. */
export class AmiServer {
  readonly #options: AmiServerOptions;
  readonly #sessions = new Set<AmiSession>();
  #target: AmiTarget | null = null;
  #server: Server | null = null;

  constructor(options: AmiServerOptions) {
    this.#options = options;
  }

  serve(target: AmiTarget): void {
    this.#target = target;
  }

  get anyoneListening(): boolean {
    return this.#sessions.size > 0;
  }

  /** @returns the port, on loopback only. @throws Error when it is taken. */
  listen(port: number): Promise<number> {
    const server = createServer((socket) => this.#connected(socket));
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        const taken = error.code === 'EADDRINUSE';
        const sentence = `The demo exchange cannot listen on 127.0.0.1:${port}: ${taken ? 'another program has that port; stop it or set another port' : error.message}.`;
        reject(new Error(sentence, { cause: error }));
      });
      server.listen({ port, host: '127.0.0.1' }, () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : port);
      });
    });
  }

  /** Tells every client whose classes and filters let it through. */
  broadcast(cls: AmiClass, name: string, body: () => string): void {
    let message: string | null = null;
    for (const session of this.#sessions) {
      if (!session.account || !session.hears(cls)) continue;
      message ??= `Event: ${name}\r\nPrivilege: ${cls},all\r\n${body()}\r\n`;
      session.event(cls, name, message);
    }
  }

  /** Closes the port and all connections, after what was written is out. */
  async close(): Promise<void> {
    for (const session of this.#sessions) session.end();
    await this.#closeServer(300);
  }

  /** Cuts every connection in the middle of a message, as a power cut does. */
  async cut(): Promise<void> {
    for (const session of this.#sessions) {
      if (session.account) session.write('Event: QueueMemberStatus\r\nPrivilege: agent,all\r\nQueue: 1');
      session.end();
    }
    await this.#closeServer(300);
  }

  async #closeServer(patienceMs: number): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    // A client that never reads would keep its connection open for ever.
    const timer = setTimeout(() => {
      for (const session of this.#sessions) session.socket.destroy();
    }, patienceMs);
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    clearTimeout(timer);
  }

  #connected(socket: Socket): void {
    const strangers = [...this.#sessions].filter((session) => !session.account).length;
    if (strangers >= authLimit || !this.#target) {
      socket.destroy();
      return;
    }
    const session = new AmiSession({
      socket,
      writeTimeoutMs: this.#options.writeTimeoutMs,
      onRequest: (from, request) => this.#request(from, request),
      onClose: (from) => this.#sessions.delete(from),
    });
    this.#sessions.add(session);
    session.write('Asterisk Call Manager/11.0.0\r\n');
  }

  #request(session: AmiSession, request: AmiRequest): void {
    const target = this.#target;
    if (!target) return;
    const action = request.action.toLowerCase();
    if (action === 'challenge') this.#challenge(session, request);
    else if (action === 'login') this.#login(session, request, target);
    else if (session.account || action === 'logoff') runAction(target, session, request);
    else session.error(request, 'Permission denied');
  }

  #challenge(session: AmiSession, request: AmiRequest): void {
    const type = request.headers.get('authtype') ?? '';
    if (type.toLowerCase() !== 'md5') {
      session.error(request, 'Must specify AuthType');
      return;
    }
    session.challenge ||= String(randomInt(100_000_000, 1_000_000_000));
    session.respond(request, 'Success', lines('Challenge', session.challenge));
  }

  #login(session: AmiSession, request: AmiRequest, target: AmiTarget): void {
    if (session.account) {
      session.success(request, 'Already authenticated');
      return;
    }
    const account = this.#options.accounts.find((each) => each.username === request.headers.get('username'));
    const events = eventMask(request.headers.get('events') ?? '');
    if (!account || !rightSecret(account, session.challenge, request)) {
      session.closing = true;
      setTimeout(() => {
        session.error(request, 'Authentication failed');
        session.end();
      }, wrongSecretMs).unref();
      return;
    }
    session.accept(account, events ?? 0);
    session.success(request, 'Authentication accepted');
    const up = Math.floor((Date.now() - target.startedAt) / 1000);
    const booted = lines(
      'Event',
      'FullyBooted',
      'Privilege',
      'system,all',
      'Uptime',
      up,
      'LastReload',
      up,
      'Status',
      'Fully Booted',
    );
    session.event('system', 'FullyBooted', `${booted}\r\n`);
    this.#tellAuth(session, account);
  }

  #tellAuth(session: AmiSession, account: DemoAccount): void {
    const { socket } = session;
    const at = new Date().toISOString().replace('Z', '+0000');
    this.broadcast('security', 'SuccessfulAuth', () =>
      lines(
        'EventTV',
        at,
        'Severity',
        'Informational',
        'Service',
        'AMI',
        'EventVersion',
        1,
        'AccountID',
        account.username,
        'SessionID',
        session.id,
        'LocalAddress',
        `IPV4/TCP/${socket.localAddress}/${socket.localPort}`,
        'RemoteAddress',
        `IPV4/TCP/${socket.remoteAddress}/${socket.remotePort}`,
        'UsingPassword',
        0,
        'SessionTV',
        at,
      ),
    );
  }
}

function rightSecret(account: DemoAccount, challenge: string, request: AmiRequest): boolean {
  if (request.headers.get('authtype')?.toLowerCase() !== 'md5') return request.headers.get('secret') === account.secret;
  const key = createHash('md5')
    .update(challenge + account.secret)
    .digest('hex');
  return challenge !== '' && request.headers.get('key')?.toLowerCase() === key;
}
