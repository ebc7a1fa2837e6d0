import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** An action as it arrived: header names in lower case. */
export type ReceivedAction = Record<string, string>;

export interface TestExchangeOptions {
  secret?: string;
  tls?: TlsOptions;
  banner?: string;
  /** Called once a connection is open. Default: sends the banner. */
  onConnection?: (socket: Socket) => void;
  /** The reply to an action; undefined: as an exchange would. */
  reply?: (action: ReceivedAction, socket: Socket) => string | null | undefined;
  port?: number;
}

/** A small AMI server on loopback that answers as Asterisk 22 does, for tests of what connects to it. */
export class TestExchange {
  readonly actions: ReceivedAction[] = [];
  readonly sockets = new Set<Socket>();
  connections = 0;
  readonly #options: TestExchangeOptions;
  readonly #server: Server;
  #challenge = 100_000;

  private constructor(options: TestExchangeOptions) {
    this.#options = options;
    const serve = (socket: Socket) => this.#serve(socket);
    this.#server = options.tls ? createTlsServer(options.tls, serve) : createServer(serve);
  }

  static async listen(options: TestExchangeOptions = {}): Promise<TestExchange> {
    const exchange = new TestExchange(options);
    exchange.#server.listen(options.port ?? 0, '127.0.0.1');
    await once(exchange.#server, 'listening');
    return exchange;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Sends to all that are connected. */
  send(text: string): void {
    for (const socket of this.sockets) socket.write(text);
  }

  /** Stops listening and breaks all connections off. */
  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #serve(socket: Socket): void {
    this.connections++;
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    let held = '';
    socket.on('data', (chunk) => {
      const parts = (held + chunk.toString('latin1')).split('\r\n\r\n');
      held = parts.pop() ?? '';
      for (const part of parts) this.#receive(part, socket);
    });
    if (this.#options.onConnection) this.#options.onConnection(socket);
    else socket.write(this.#options.banner ?? 'Asterisk Call Manager/11.0.0\r\n');
  }

  #receive(part: string, socket: Socket): void {
    const action: ReceivedAction = {};
    for (const line of part.split('\r\n')) {
      const colon = line.indexOf(':');
      action[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
    }
    this.actions.push(action);
    const special = this.#options.reply?.(action, socket);
    if (special === null) return;
    socket.write(special ?? this.#reply(action, socket));
  }

  #reply(action: ReceivedAction, socket: Socket): string {
    switch (action.action) {
      case 'Challenge':
        this.#challenge++;
        return response(action, 'Success', `Challenge: ${this.#challenge}`);
      case 'Login':
        return this.#login(action, socket);
      case 'Ping':
        return response(action, 'Success', 'Ping: Pong');
      case 'Filter':
        return response(action, 'Success', 'Message: Filter added successfully');
      case 'Logoff':
        setImmediate(() => socket.end());
        return response(action, 'Goodbye', 'Message: Thanks for all the fish.');
      default:
        return response(action, 'Error', 'Message: Invalid/unknown command');
    }
  }

  #login(action: ReceivedAction, socket: Socket): string {
    const secret = this.#options.secret ?? 'sır';
    const key = createHash('md5').update(`${this.#challenge}${secret}`, 'utf8').digest('hex');
    const plain = Buffer.from(action.secret ?? '', 'latin1').toString('utf8');
    if (action.authtype === 'MD5' ? action.key === key : plain === secret) {
      return `${response(action, 'Success', 'Message: Authentication accepted')}Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 5\r\nStatus: Fully Booted\r\n\r\n`;
    }
    setImmediate(() => socket.end());
    return response(action, 'Error', 'Message: Authentication failed');
  }
}

/** A response with the action's id. */
export function response(action: ReceivedAction, result: string, ...headers: string[]): string {
  const id = action.actionid === undefined ? [] : [`ActionID: ${action.actionid}`];
  return `${[`Response: ${result}`, ...id, ...headers].join('\r\n')}\r\n\r\n`;
}
