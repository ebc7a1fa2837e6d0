import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export type ProbeMessage = readonly (readonly [string, string])[];

/** The plainest AMI client that can be: for tests of the demo exchange, independent of the product's own decoder. */
export class AmiProbe {
  readonly messages: ProbeMessage[] = [];
  banner = '';
  closed = false;
  text = '';
  readonly socket: Socket;
  #rest = '';

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.setEncoding('utf8');
    this.socket.on('data', (text) => this.#take(String(text)));
    this.socket.on('close', () => {
      this.closed = true;
    });
    this.socket.on('error', () => {});
  }

  send(headers: Readonly<Record<string, string>>): void {
    const text = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    this.socket.write(`${text.join('')}\r\n`);
  }

  events(name: string): ProbeMessage[] {
    return this.messages.filter((message) => header(message, 'Event') === name);
  }

  /** The answer with this ActionID. */
  answer(actionId: string): ProbeMessage | undefined {
    return this.messages.find((each) => each[0]?.[0] === 'Response' && header(each, 'ActionID') === actionId);
  }

  #take(text: string): void {
    this.text += text;
    this.#rest += text;
    if (this.banner === '') {
      const end = this.#rest.indexOf('\r\n');
      if (end < 0) return;
      this.banner = this.#rest.slice(0, end);
      this.#rest = this.#rest.slice(end + 2);
    }
    const parts = this.#rest.split('\r\n\r\n');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) {
      this.messages.push(
        part.split('\r\n').map((line) => {
          const colon = line.indexOf(': ');
          return [line.slice(0, colon), line.slice(colon + 2)] as const;
        }),
      );
    }
  }
}

export function header(message: ProbeMessage | undefined, name: string): string | undefined {
  return message?.find(([key]) => key === name)?.[1];
}

/** Waits until `check` no longer throws: patiently, since a busy machine is no fault of what is tested. */
export async function until(check: () => unknown): Promise<void> {
  const giveUpAt = performance.now() + 30_000;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
    }
    await pause(50);
  }
}
