import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AmiProbe, header, until } from './amiProbe.ts';
import { type DemoCentre, demoCentres } from './demoCentres.ts';
import { DemoExchange } from './demoExchange.ts';
import recorded from './recordedHeaders.json' with { type: 'json' };

const centre = demoCentres[0] as DemoCentre;
const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'demo-exchange-'));
  folders.push(folder);
  return folder;
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function rowsOf(exchange: DemoExchange): string[][] {
  const rows = readFileSync(exchange.queueLogPath, 'utf8').trimEnd().split('\n');
  return rows.map((row) => row.split('|'));
}

function rowsLike(rows: string[][], pattern: RegExp): string[][] {
  return rows.filter((row) => pattern.test(row[4] ?? ''));
}

async function signIn(port: number, who = centre.account): Promise<AmiProbe> {
  const probe = new AmiProbe(port);
  probe.send({ Action: 'Login', Username: who.username, Secret: who.secret, ActionID: 'in' });
  await until(() => expect(header(probe.answer('in'), 'Message')).toBe('Authentication accepted'));
  return probe;
}

describe('a fast live run', () => {
  const exchange = new DemoExchange({
    centre,
    dataDir: newFolder(),
    seed: 7,
    speed: 60,
    port: 0,
    scenario: { callsPerSecond: 0.45, agents: 52, breaks: false },
  });
  let probe: AmiProbe;
  let quiet: AmiProbe;
  let rows: string[][];
  /** Calls from before the client was there: only queue_log knows them. */
  let early: Set<string | undefined>;

  beforeAll(async () => {
    await exchange.start();
    exchange.switchboard?.close();
    await until(() => expect(exchange.switchboard?.calls.size).toBe(0));
    early = new Set(rowsOf(exchange).map((row) => row[1]));
    probe = await signIn(exchange.port);
    quiet = await signIn(exchange.port, centre.readonlyAccount);
    exchange.switchboard?.reopen();
    probe.send({ Action: 'QueueStatus', ActionID: 'qs' });
    await until(() => {
      expect(probe.closed).toBe(false);
      const words = new Set(rowsOf(exchange).map((row) => row[4]));
      for (const word of ['BLINDTRANSFER', 'ATTENDEDTRANSFER', 'ABANDON', 'RINGNOANSWER'])
        expect(words).toContain(word);
      expect(probe.events('QueueCallerJoin').length).toBeGreaterThan(150);
    });
    probe.send({ Action: 'CoreShowChannels', ActionID: 'cs' });
    await until(() => expect(probe.events('CoreShowChannelsComplete')).toHaveLength(1));
    await exchange.stop();
    await until(() => expect(probe.closed && quiet.closed).toBe(true));
    rows = rowsOf(exchange);
  });

  it('balances: whoever entered a queue left it in exactly one way', () => {
    const outs = rowsLike(rows, /^(CONNECT|ABANDON|EXITWITHTIMEOUT|EXITWITHKEY|EXITEMPTY|WITHDRAW)$/);
    expect(outs).toHaveLength(rowsLike(rows, /^ENTERQUEUE$/).length);
    const talks = rowsLike(rows, /^(COMPLETEAGENT|COMPLETECALLER|BLINDTRANSFER|ATTENDEDTRANSFER)$/);
    expect(talks).toHaveLength(rowsLike(rows, /^CONNECT$/).length);
  });

  it.each([
    ['QueueCallerJoin', /^ENTERQUEUE$/],
    ['QueueCallerLeave', /^ENTERQUEUE$/],
    ['AgentConnect', /^CONNECT$/],
    ['AgentComplete', /^(COMPLETEAGENT|COMPLETECALLER|BLINDTRANSFER|ATTENDEDTRANSFER)$/],
    ['QueueCallerAbandon', /^(ABANDON|EXITWITHTIMEOUT|EXITEMPTY|WITHDRAW)$/],
    ['AgentRingNoAnswer', /^RINGNOANSWER$/],
  ])('%s in AMI counts per queue as in queue_log', (event, words) => {
    const perQueue = (queues: (string | undefined)[]): Record<string, number> =>
      Object.fromEntries(centre.queues.map(({ queue }) => [queue, queues.filter((each) => each === queue).length]));
    const inLog = rowsLike(rows, words).filter((row) => !early.has(row[1]));
    const inAmi = probe.events(event);
    const counted = perQueue(inAmi.map((message) => header(message, 'Queue')));
    expect(counted).toEqual(perQueue(inLog.map((row) => row[2])));
  });

  it('tells the same seconds in AMI and queue_log', () => {
    for (const message of probe.events('AgentConnect')) {
      const [id, queue] = [header(message, 'Uniqueid'), header(message, 'Queue')];
      const row = rows.find((each) => each[1] === id && each[2] === queue && each[4] === 'CONNECT');
      expect([header(message, 'HoldTime'), header(message, 'DestUniqueid'), header(message, 'RingTime')]).toEqual(
        row?.slice(5),
      );
    }
  });

  it('writes each event with the headers of the recorded exchange, in their order', () => {
    const seen = new Set<string>();
    for (const message of probe.messages) {
      const name = header(message, 'Event');
      if (!name || name === 'UserEvent') continue;
      seen.add(name);
      const shape = message
        .slice(1)
        .map(([key]) => key)
        .join(' ');
      expect(acceptable(name), name).toContain(shape);
    }
    const never = ['QueueMemberPause', 'QueueMemberPenalty', 'QueueMemberRemoved', 'QueueMemberAdded', 'QueueSummary'];
    const rare = ['Hold', 'Unhold', 'QueueSummaryComplete', 'QueueEntry'];
    const missing = Object.keys(recorded.events).filter(
      (name) => !seen.has(name) && !never.includes(name) && !rare.includes(name),
    );
    expect(missing).toEqual([]);
  });

  it('keeps other classes from the read-only account', () => {
    const names = new Set(quiet.messages.map((message) => header(message, 'Event')));
    expect(names).toContain('AgentConnect');
    for (const name of ['VarSet', 'Newexten', 'DTMFBegin', 'UserEvent', 'SuccessfulAuth'])
      expect(names).not.toContain(name);
  });

  it('shows the requests to hang up before an abandon, and before nothing else that looks like one', () => {
    const asked = new Set<string | undefined>();
    for (const message of probe.messages) {
      if (header(message, 'Event') === 'HangupRequest') asked.add(header(message, 'Uniqueid'));
      if (header(message, 'Event') !== 'QueueCallerAbandon') continue;
      const id = header(message, 'Uniqueid');
      const words = rows.filter((row) => row[1] === id).map((row) => row[4]);
      expect([id, asked.has(id)]).toEqual([id, words.includes('ABANDON')]);
    }
  });
});

/** The header lists that the fixture allows for this event; some events come without one of their channels. */
function acceptable(name: string): string[] {
  const text = (recorded.events as Record<string, string>)[name];
  if (text === undefined) return [];
  const [cls, list] = text.split(/:\s?/, 2) as [string, string];
  const unfold = (words: string): string =>
    words.replace(/(\w*)([@#])/g, (_all, prefix: string, sign: '@' | '#') =>
      recorded[sign].replace(/(^| )(?=\w)/g, `$1${prefix}`),
    );
  const head = cls === '' ? '' : 'Privilege ';
  const whole = head + unfold(list);
  const without = [/^@ Dest@ /, /^@ /, /Dest@ /].map((part) => head + unfold(list.replace(part, '')));
  return name === 'AgentComplete' || name.startsWith('Dial') ? [whole, ...without] : [whole];
}

describe('when it goes down', () => {
  it('restarts: hangs up all, says Shutdown, closes, comes back on its port and begins queue_log anew', async () => {
    const exchange = await busyExchange();
    const probe = await signIn(exchange.port);
    await until(() => expect(probe.events('AgentConnect').length).toBeGreaterThan(5));
    const { port } = exchange;
    probe.send({ Action: 'Command', Command: 'core restart now' });
    await until(() => expect(probe.closed).toBe(true));
    await until(async () => {
      const knock = connect(port, '127.0.0.1');
      await once(knock, 'connect');
      knock.destroy();
    });
    expect(header(probe.events('Shutdown')[0], 'Restart')).toBe('True');
    expect(probe.text.endsWith('\r\n\r\n')).toBe(true);
    const again = await signIn(port);
    expect(again.events('FullyBooted').length).toBeLessThanOrEqual(1);
    const rows = rowsOf(exchange);
    const starts = rows.flatMap((row, i) => (row[4] === 'QUEUESTART' ? [i] : []));
    expect(starts).toHaveLength(2);
    const before = rows.slice(0, starts[1]);
    const open = openVisits(before);
    expect(open).toEqual([]);
    await exchange.stop();
  });

  it('loses power: cut in the middle of a message, no end rows, members are still there', async () => {
    const exchange = await busyExchange();
    const probe = await signIn(exchange.port);
    await until(() => expect(probe.events('AgentConnect').length).toBeGreaterThan(5));
    await exchange.kill();
    await until(() => expect(probe.closed).toBe(true));
    expect(probe.text.endsWith('\r\n\r\n')).toBe(false);
    expect(probe.events('Shutdown')).toEqual([]);
    const rows = rowsOf(exchange);
    const second = rows.findLastIndex((row) => row[4] === 'QUEUESTART');
    expect(openVisits(rows.slice(0, second)).length).toBeGreaterThan(0);
    const again = await signIn(exchange.port);
    again.send({ Action: 'QueueStatus', ActionID: 'qs' });
    await until(() => expect(again.events('QueueStatusComplete')).toHaveLength(1));
    expect(again.events('QueueMember').length).toBeGreaterThan(10);
    await exchange.stop();
  });

  it('fills the time in which it was away, and goes on in the same file', async () => {
    const dataDir = newFolder();
    const first = new DemoExchange({ centre, dataDir, seed: 3, port: 0 });
    await first.start();
    await first.stop();
    const before = rowsOf(first).length;
    const second = new DemoExchange({ centre, dataDir, seed: 3, port: 0 });
    await second.start();
    await second.stop();
    const rows = rowsOf(second);
    expect(rows.filter((row) => row[4] === 'QUEUESTART')).toHaveLength(2);
    expect(rows[before]?.[4]).toBe('QUEUESTART');
    expect(openVisits(rows)).toEqual([]);
  });
});

async function busyExchange(): Promise<DemoExchange> {
  const scenario = { callsPerSecond: 0.75, agents: 40, breaks: false };
  const exchange = new DemoExchange({
    centre,
    dataDir: newFolder(),
    seed: 5,
    speed: 40,
    port: 0,
    scenario,
    downMs: 50,
  });
  await exchange.start();
  return exchange;
}

/** Visits without an end, and talks without one. */
function openVisits(rows: string[][]): string[] {
  const open = new Set<string>();
  for (const [, id, queue, , word] of rows) {
    const visit = `${id} ${queue}`;
    if (word === 'ENTERQUEUE') open.add(`wait ${visit}`);
    else if (word === 'CONNECT') open.delete(`wait ${visit}`) && open.add(`talk ${visit}`);
    else if (/^(ABANDON|EXIT|WITHDRAW)/.test(word ?? '')) open.delete(`wait ${visit}`);
    else if (/^(COMPLETE|BLINDTRANSFER|ATTENDEDTRANSFER)/.test(word ?? '')) open.delete(`talk ${visit}`);
  }
  return [...open];
}
