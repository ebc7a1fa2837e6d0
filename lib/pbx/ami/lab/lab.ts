import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SeededRandom } from '../../demo/seededRandom.ts';
import type { CallPlan } from './callPlan.ts';
import { Operator } from './operator.ts';
import { Recorder } from './recorder.ts';

export interface LabSettings {
  host: string;
  port: number;
  /** Whose connection is recorded: `lab` reads all, `santral` what the product's README asks for. */
  account: string;
  /** Where the recording goes. */
  folder: string;
  /** The exchange's queue_log, as this machine sees it. */
  queueLog: string;
  seed: string;
  calls: number;
  /** Calls a second. */
  rate: number;
  listsEveryMs: number | null;
  /** For scenarios that kill Asterisk: its pid file, and the command that starts it. */
  pidFile: string | null;
  startCommand: string | null;
}

/** One recording in the making: the operator's hands, the two recorders, and the acts written down. */
export class Lab {
  readonly settings: LabSettings;
  readonly operator: Operator;
  readonly random: SeededRandom;
  readonly recorder: Recorder;
  readonly #readonly: Recorder;
  readonly #acts: string;
  #logFrom = 0;
  #nextCall = 1;

  constructor(settings: LabSettings) {
    const { host, port, account, folder } = settings;
    this.settings = settings;
    this.operator = new Operator(host, port);
    this.random = new SeededRandom(settings.seed);
    this.recorder = new Recorder({ host, port, account, folder, listsEveryMs: settings.listsEveryMs });
    const beside = { account: 'readonly', folder: join(folder, 'readonly'), listsEveryMs: settings.listsEveryMs };
    this.#readonly = new Recorder({ host, port, ...beside });
    this.#acts = join(folder, 'acts.jsonl');
  }

  async start(): Promise<void> {
    await this.operator.connect();
    await this.#freeDesks();
    this.#logFrom = statSync(this.settings.queueLog).size;
    await Promise.all([this.recorder.start(), this.#readonly.start()]);
    writeFileSync(this.#acts, '');
  }

  /** A killed Asterisk leaves the agents' device states as they were, and a recording those who signed in. */
  async #freeDesks(): Promise<void> {
    const members = (await this.operator.list('QueueStatus'))?.items ?? [];
    for (const member of members.filter((one) => one.get('Membership') === 'dynamic'))
      await this.operator.act('QueueRemove', {
        Queue: member.get('Queue') ?? '',
        Interface: member.get('Location') ?? '',
      });
    const states = await this.operator.command('devstate list');
    for (const [, device, state] of states.matchAll(/Name: '(Custom:A\d+)'\s+State: '(\w+)'/g))
      if (state !== 'NOT_INUSE') await this.operator.command(`devstate change ${device} NOT_INUSE`);
  }

  /** Waits until nobody calls any more, keeps the queue_log of the time, and ends the recording. */
  async finish(patienceMs = 90_000): Promise<void> {
    const until = Date.now() + patienceMs;
    while (Date.now() < until) {
      if (/^0 active channels/m.test(await this.operator.command('core show channels count'))) break;
      await this.wait(500);
    }
    if (Date.now() >= until) this.note('channels are left', {});
    await this.wait(1500);
    await Promise.all([this.recorder.stop(), this.#readonly.stop()]);
    this.operator.close();
    const log = readFileSync(this.settings.queueLog).subarray(this.#logFrom);
    writeFileSync(join(this.settings.folder, 'queue_log'), log);
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }

  note(what: string, details: Readonly<Record<string, unknown>>): void {
    appendFileSync(this.#acts, `${JSON.stringify({ t: Date.now(), what, ...details })}\n`);
  }

  /** A supervisor's act, written down with the exchange's answer. */
  async act(action: string, headers: Readonly<Record<string, string | number>>): Promise<void> {
    const response = await this.operator.act(action, headers);
    this.note(action, { headers, response: response?.get('Response') ?? null, says: response?.get('Message') ?? null });
  }

  /** The citizen calls; settles as soon as the exchange was asked. */
  call(plan: CallPlan): void {
    const id = this.#nextCall++;
    const variables = Object.entries({ C_PAT: 30, C_TALK: 3, ...plan.variables }).map(
      ([name, value]) => `__${name}=${value}`,
    );
    this.note('call', { id, ...plan });
    // the exchange may be going down: then there is no call, and the log says so too
    void this.operator.act('Originate', {
      Channel: 'Local/s@caller/n',
      Context: 'from-trunk',
      Exten: plan.extension,
      Priority: 1,
      Async: 'true',
      Timeout: 20_000,
      ...(plan.callerNumber === null ? {} : { CallerID: `"${plan.callerName ?? ''}" <${plan.callerNumber}>` }),
      Variable: variables,
    });
  }

  /** Calls at the set rate (exponential gaps), each from `plan`, with `between` called once a second. */
  async stream(plan: () => CallPlan, between: (second: number) => void | Promise<void> = () => {}): Promise<void> {
    const { calls, rate } = this.settings;
    const startedAt = Date.now();
    let dueAt = startedAt;
    let second = 0;
    for (let made = 0; made < calls; made++) {
      dueAt += (-Math.log(1 - this.random.uniform()) / rate) * 1000;
      while (Date.now() < dueAt) {
        if (Date.now() - startedAt >= second * 1000) void between(second++);
        await this.wait(Math.min(50, Math.max(1, dueAt - Date.now())));
      }
      this.call(plan());
    }
    this.note('last call made', { seconds: (Date.now() - startedAt) / 1000 });
  }
}
