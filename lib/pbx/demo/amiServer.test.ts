import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AmiProbe, header, until } from './amiProbe.ts';
import { demoCentres } from './demoCentres.ts';
import { DemoExchange } from './demoExchange.ts';

const centre = demoCentres[1];
if (!centre) throw new Error('no centre');
const { account, readonlyAccount } = centre;
const folder = mkdtempSync(join(tmpdir(), 'demo-ami-'));
const scenario = { callsPerSecond: 0.4, agents: 30, breaks: false };
const exchange = new DemoExchange({
  centre,
  dataDir: folder,
  seed: 11,
  speed: 20,
  port: 0,
  scenario,
  writeTimeoutMs: 100,
});
const probes: AmiProbe[] = [];

beforeAll(async () => {
  await exchange.start();
});
afterEach(() => {
  for (const probe of probes.splice(0)) probe.socket.destroy();
});
afterAll(async () => {
  await exchange.stop();
  rmSync(folder, { recursive: true, force: true });
});

function dial(): AmiProbe {
  const probe = new AmiProbe(exchange.port);
  probes.push(probe);
  return probe;
}

async function ask(probe: AmiProbe, headers: Record<string, string>): Promise<Record<string, string>> {
  const id = `a${probe.messages.length}-${headers.Action}`;
  probe.send({ ...headers, ActionID: id });
  await until(() => expect(probe.answer(id)).toBeDefined());
  return Object.fromEntries(probe.answer(id) ?? []);
}

async function signIn(events = 'on', who = account): Promise<AmiProbe> {
  const probe = dial();
  const answer = await ask(probe, { Action: 'Login', Username: who.username, Secret: who.secret, Events: events });
  expect(answer.Response).toBe('Success');
  return probe;
}

describe('signing in', () => {
  it('greets as AMI 11 and takes the plain secret', async () => {
    const probe = await signIn();
    expect(probe.banner).toBe('Asterisk Call Manager/11.0.0');
    await until(() => expect(probe.events('FullyBooted')).toHaveLength(1));
  });

  it('takes an MD5 answer to its challenge', async () => {
    const probe = dial();
    const { Challenge } = await ask(probe, { Action: 'Challenge', AuthType: 'MD5' });
    const Key = createHash('md5').update(`${Challenge}${account.secret}`).digest('hex');
    const answer = await ask(probe, { Action: 'Login', AuthType: 'MD5', Username: account.username, Key });
    expect(answer.Message).toBe('Authentication accepted');
  });

  it('answers a wrong secret and closes', async () => {
    const probe = dial();
    const answer = ask(probe, { Action: 'Login', Username: account.username, Secret: 'guess' });
    await until(() => expect(probe.closed).toBe(true));
    expect((await answer).Message).toBe('Authentication failed');
  });

  it('gives strangers nothing', async () => {
    expect((await ask(dial(), { Action: 'QueueStatus' })).Message).toBe('Permission denied');
  });

  it('says goodbye at Logoff', async () => {
    const probe = await signIn();
    expect((await ask(probe, { Action: 'Logoff' })).Response).toBe('Goodbye');
    await until(() => expect(probe.closed).toBe(true));
  });
});

describe('actions', () => {
  it('lists the queues: every item has the ActionID, and the end counts them', async () => {
    const probe = await signIn('off');
    for (const [action, complete] of [
      ['QueueStatus', 'QueueStatusComplete'],
      ['QueueSummary', 'QueueSummaryComplete'],
      ['CoreShowChannels', 'CoreShowChannelsComplete'],
    ] as const) {
      const { ActionID, EventList } = await ask(probe, { Action: action });
      expect(EventList).toBe('start');
      await until(() => expect(probe.events(complete)).toHaveLength(1));
      const items = probe.messages.filter((each) => each[0]?.[0] === 'Event' && header(each, 'ActionID') === ActionID);
      expect(header(items.at(-1), 'ListItems')).toBe(String(items.length - 1));
    }
    expect(probe.events('QueueParams').map((each) => header(each, 'Queue'))).toEqual(
      centre.queues.map(({ queue }) => queue),
    );
  });

  it('refuses what the account may not do, and what it does not know', async () => {
    const probe = await signIn('off', readonlyAccount);
    const pause = { Action: 'QueuePause', Interface: 'PJSIP/1001', Paused: 'true' };
    expect((await ask(probe, pause)).Message).toBe('Permission denied');
    expect((await ask(probe, { Action: 'Command', Command: 'core show version' })).Message).toBe('Permission denied');
    expect((await ask(probe, { Action: 'Dance' })).Message).toMatch(/^Invalid\/unknown command: Dance\./);
  });

  it('runs commands, output line by line', async () => {
    const probe = await signIn('off');
    expect((await ask(probe, { Action: 'Command', Command: 'core show version' })).Response).toBe('Success');
    expect(probe.text).toContain('Output: Asterisk 22.10.1 built by');
    expect((await ask(probe, { Action: 'Command', Command: 'sing' })).Response).toBe('Error');
    expect(probe.text).toContain("Output: No such command 'sing'");
    await ask(probe, { Action: 'Command', Command: 'queue show' });
    expect(probe.text).toContain('Output: 185-ariza has ');
  });

  it('adds, pauses and removes a member, and tells all of it', async () => {
    const probe = await signIn();
    const member = { Queue: '185-abone', Interface: 'PJSIP/9001' };
    const added = await ask(probe, {
      Action: 'QueueAdd',
      ...member,
      MemberName: 'Deneme Üye',
      Penalty: '9',
      Paused: '1',
    });
    expect(added.Message).toBe('Added interface to queue');
    expect((await ask(probe, { Action: 'QueueAdd', ...member })).Message).toBe(
      'Unable to add interface: Already there',
    );
    await ask(probe, { Action: 'QueuePause', ...member, Paused: '1', Reason: 'Eğitim' });
    await ask(probe, { Action: 'QueuePenalty', ...member, Penalty: '4' });
    expect((await ask(probe, { Action: 'QueueRemove', ...member })).Message).toBe('Removed interface from queue');
    expect((await ask(probe, { Action: 'QueueRemove', ...member })).Message).toBe(
      'Unable to remove interface: Not there',
    );
    const own = (name: string) => probe.events(name).filter((each) => header(each, 'Interface') === 'PJSIP/9001');
    await until(() => expect(own('QueueMemberRemoved')).toHaveLength(1));
    expect(own('QueueMemberAdded').map((each) => header(each, 'MemberName'))).toEqual(['Deneme Üye']);
    expect(own('QueueMemberPause').map((each) => header(each, 'PausedReason'))).toEqual(['', 'Eğitim']);
    expect(own('QueueMemberPenalty').map((each) => header(each, 'Penalty'))).toEqual(['4']);
  });

  it('tells a UserEvent to all', async () => {
    const [from, to] = [await signIn(), await signIn()];
    await ask(from, { Action: 'UserEvent', UserEvent: 'Duyuru', Metin: 'Su kesintisi: Gebze' });
    await until(() =>
      expect(to.events('UserEvent').some((each) => header(each, 'Metin') === 'Su kesintisi: Gebze')).toBe(true),
    );
  });
});

describe('what a client hears', () => {
  it('is nothing with events off, and only the classes of its mask', async () => {
    const off = await signIn('off');
    const agent = await signIn('agent');
    await until(() => expect(agent.events('QueueCallerJoin').length).toBeGreaterThan(2));
    expect(off.messages.filter((each) => each[0]?.[0] === 'Event')).toEqual([]);
    expect(new Set(agent.messages.slice(1).map((each) => header(each, 'Privilege')))).toEqual(new Set(['agent,all']));
    expect((await ask(agent, { Action: 'Events', EventMask: 'off' })).Events).toBe('Off');
  });

  it('obeys filters of both forms', async () => {
    const old = await signIn('off');
    expect((await ask(old, { Action: 'Filter', Operation: 'Add', Filter: '!Event: VarSet' })).Response).toBe('Success');
    const recent = await signIn('off');
    const only = { Action: 'Filter', Operation: 'Add', MatchCriteria: 'action(include),name(QueueCallerJoin)' };
    expect((await ask(recent, only)).Response).toBe('Success');
    expect((await ask(recent, { ...only, Filter: '(', MatchCriteria: '' })).Message).toBe('Filter did not compile');
    await ask(old, { Action: 'Events', EventMask: 'on' });
    await ask(recent, { Action: 'Events', EventMask: 'on' });
    await until(() => expect(recent.events('QueueCallerJoin').length).toBeGreaterThan(2));
    await until(() => expect(old.events('Newexten').length).toBeGreaterThan(2));
    expect(old.events('VarSet')).toEqual([]);
    expect(
      recent.messages.every((each) => each[0]?.[0] === 'Response' || header(each, 'Event') === 'QueueCallerJoin'),
    ).toBe(true);
  });
});

describe('awkward clients', () => {
  it('may write line feeds only and in pieces; a line too long costs that message', async () => {
    const probe = dial();
    probe.socket.write(`action: login\nUSERNAME: ${account.username}\nsec`);
    probe.socket.write(`ret: ${account.secret}\nactionid: x\n\n`);
    await until(() => expect(header(probe.answer('x'), 'Response')).toBe('Success'));
    probe.socket.write(`Action: Ping\r\nJunk: ${'x'.repeat(5000)}\r\n\r\n`);
    await until(() => expect(probe.text).toContain('Failed to parse message: line too long'));
    expect((await ask(probe, { Action: 'Ping' })).Ping).toBe('Pong');
  });

  it('that do not read are dropped', async () => {
    const probe = await signIn();
    probe.socket.pause();
    const other = await signIn('user');
    const Text = 'x'.repeat(900);
    const padding = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`H${i}`, Text]));
    const pump = setInterval(() => {
      for (let i = 0; i < 20; i++) other.send({ Action: 'UserEvent', UserEvent: 'Yük', ...padding });
    }, 10);
    // The reset shows at the first write into a connection that is no more.
    await until(() => {
      probe.socket.write('Action: Ping\r\n\r\n');
      expect(probe.socket.destroyed || probe.socket.errored !== null).toBe(true);
    });
    clearInterval(pump);
  });
});

describe('another client', () => {
  it('ami-io signs in and hears events', async () => {
    const { createClient, SilentLogger } = loadAmiIo();
    const client = createClient({
      host: '127.0.0.1',
      port: exchange.port,
      login: account.username,
      password: account.secret,
      encoding: 'utf8',
      logger: new SilentLogger(),
    });
    const heard = new Set<string>();
    client.on('event', (event) => heard.add(String(event.event)));
    const connected = new Promise<void>((resolve, reject) => {
      client.on('connected', () => resolve());
      client.on('incorrectLogin', () => reject(new Error('ami-io could not sign in')));
    });
    client.connect();
    await connected;
    await until(() => expect(heard).toContain('QueueCallerJoin'));
    client.disconnect();
  });
});

interface AmiIoClient {
  on(name: string, listener: (event: Record<string, unknown>) => void): void;
  connect(): void;
  disconnect(): void;
}
interface AmiIo {
  createClient(options: Record<string, unknown>): AmiIoClient;
  SilentLogger: new () => unknown;
}
function loadAmiIo(): AmiIo {
  return createRequire(import.meta.url)('ami-io') as AmiIo;
}
