import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { FleetCount, FleetDigests, FleetOrder } from './screenFleet.ts';

/** Screens in a process of their own. */
export class Fleet {
  readonly #child: ChildProcess;
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    this.#child = fork(resolve(import.meta.dirname, 'screenFleet.ts'), { serialization: 'advanced', execArgv: [] });
  }

  open(url: string, tokens: string[]): Promise<unknown> {
    return this.#ask({ kind: 'open', url, tokens });
  }

  counts(): Promise<FleetCount[]> {
    return this.#ask({ kind: 'counts' }) as Promise<FleetCount[]>;
  }

  /** Of each screen, since it was asked last: ms from when a patch was made to when it was on its floor. */
  delays(): Promise<number[][]> {
    return this.#ask({ kind: 'delays' }) as Promise<number[][]>;
  }

  /** Of each screen: contacts and when they were first seen. */
  seen(): Promise<[string, number][][]> {
    return this.#ask({ kind: 'seen' }) as Promise<[string, number][][]>;
  }

  /** Of each screen, by kind. */
  digests(): Promise<FleetDigests[]> {
    return this.#ask({ kind: 'digests' }) as Promise<FleetDigests[]>;
  }

  /** Stops the whole process where it stands: its screens read nothing, answer nothing, and do not know it. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }

  /** One after the other, since an answer does not tell which question it is of. */
  #ask(order: FleetOrder): Promise<unknown> {
    const asked = this.#last.then(async () => {
      this.#child.send(order);
      const [answer] = await once(this.#child, 'message');
      return answer;
    });
    this.#last = asked.catch(() => undefined);
    return asked;
  }
}
