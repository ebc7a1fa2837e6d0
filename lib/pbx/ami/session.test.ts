import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AmiActionError } from './actions.ts';
import type { AmiMessage } from './amiMessage.ts';
import { AmiSession } from './session.ts';
import type { AmiSessionOptions, AmiSessionState, AmiSilence } from './sessionOptions.ts';
import type { AmiPeer } from './socket.ts';
import { response, TestExchange, type TestExchangeOptions } from './testExchange.ts';

const key = readFileSync(new URL('./fixtures/tls/test-key.pem', import.meta.url), 'utf8');
const cert = readFileSync(new URL('./fixtures/tls/test-cert.pem', import.meta.url), 'utf8');

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function exchange(options?: TestExchangeOptions): Promise<TestExchange> {
  const opened = await TestExchange.listen(options);
  closers.push(() => opened.close());
  return opened;
}

interface Listening {
  session: AmiSession;
  states: AmiSessionState[];
  messages: AmiMessage[];
  names: () => string[];
  notices: string[];
}

function listen(port: number, peer: Partial<AmiPeer> = {}, options: Partial<AmiSessionOptions> = {}): Listening {
  const states: AmiSessionState[] = [];
  const messages: AmiMessage[] = [];
  const notices: string[] = [];
  const session = new AmiSession({
    peer: { host: '127.0.0.1', port, username: 'santral', secret: 'sır', login: 'md5', tls: false, ...peer },
    onState: (state) => states.push(state),
    onMessage: (message) => messages.push(message),
    onNotice: (detail) => notices.push(detail),
    random: () => 0,
    ...options,
    timing: { backOff: () => 5, ...options.timing },
  });
  closers.push(() => session.stop());
  session.start();
  return {
    session,
    states,
    messages,
    notices,
    names: () => messages.filter((m) => m.kind === 'event').map((m) => m.name),
  };
}

const live = (to: Listening) => vi.waitFor(() => expect(to.session.live).toBe(true));
const down = (to: Listening) =>
  vi.waitFor(() => {
    const last = to.states.at(-1);
    expect(last?.state).toBe('down');
    return last as AmiSessionState;
  });

describe('sign-in', () => {
  test('by MD5 the secret does not cross the wire', async () => {
    const pbx = await exchange();
    const to = listen(pbx.port);
    await live(to);
    expect(to.states.map(({ state }) => state)).toEqual(['connecting', 'live']);
    expect(to.session.version).toBe('11.0.0');
    expect(pbx.actions.map(({ action }) => action)).toEqual(['Challenge', 'Login']);
    expect(JSON.stringify(pbx.actions)).not.toContain(Buffer.from('sır').toString('latin1'));
    // What comes with the answer to Login is told after `live`.
    expect(to.names()).toEqual(['FullyBooted']);
  });

  test('plain, as an option', async () => {
    const pbx = await exchange();
    const to = listen(pbx.port, { login: 'plain' });
    await live(to);
    expect(pbx.actions.map(({ action }) => action)).toEqual(['Login']);
  });

  test('by TLS, with the authority given', async () => {
    const pbx = await exchange({ tls: { key, cert } });
    const to = listen(pbx.port, { tls: { rejectUnauthorized: true, ca: cert, servername: 'localhost' } });
    await live(to);
    const from = new URL('./fixtures/tls/test-cert.pem', import.meta.url).pathname;
    const byFile = listen(pbx.port, {
      host: 'localhost',
      tls: { rejectUnauthorized: true, ca: from, servername: null },
    });
    await live(byFile);
  });

  test('an untrusted certificate is named', async () => {
    const pbx = await exchange({ tls: { key, cert } });
    const to = listen(pbx.port, { tls: { rejectUnauthorized: true, ca: null, servername: null } });
    expect(await down(to)).toMatchObject({
      cause: 'unreachable',
      detail: expect.stringMatching(/certificate .* not trusted \(DEPTH_ZERO/),
    });
  });

  test('a wrong secret waits long and names no secret', async () => {
    const pbx = await exchange();
    const to = listen(pbx.port, { secret: 'wrong-one' }, { timing: { wrongPassword: 60_000 } });
    const { cause, detail } = await down(to);
    expect(cause).toBe('wrong_password');
    expect(detail).toBe(
      `127.0.0.1:${pbx.port} refuses the sign-in of "santral" (Authentication failed): check username, secret and permit in manager.conf.`,
    );
    expect(pbx.connections).toBe(1);
    expect(JSON.stringify([to.states, to.notices])).not.toContain('wrong-one');
  });

  test('an exchange that shuts down says so', async () => {
    const pbx = await exchange({ reply: (action) => response(action, 'Error', 'Message: Asterisk is shutting down') });
    expect(await down(listen(pbx.port))).toMatchObject({ cause: 'restarting' });
  });

  test('no answer to Login', async () => {
    const pbx = await exchange({ reply: () => null });
    expect(await down(listen(pbx.port, {}, { timing: { login: 30 } }))).toMatchObject({
      cause: 'silent',
      detail: expect.stringContaining('did not answer Challenge'),
    });
  });
});

describe('a port that is no AMI is named', () => {
  test('nothing listens', async () => {
    const pbx = await exchange();
    const { port } = pbx;
    await pbx.close();
    expect(await down(listen(port))).toMatchObject({
      cause: 'refused',
      detail: `127.0.0.1:${port} refuses connections: start Asterisk and set enabled = yes, port and bindaddr in manager.conf.`,
    });
  });

  test('a web server, which speaks only when spoken to', async () => {
    const web = createServer().listen(0, '127.0.0.1');
    await once(web, 'listening');
    closers.push(async () => web.close());
    const to = listen((web.address() as AddressInfo).port, {}, { timing: { banner: 400 } });
    expect(await down(to)).toMatchObject({ cause: 'not_ami', detail: expect.stringContaining('is a web server') });
  });

  test.each([
    ['SSH-2.0-OpenSSH_9.6\r\n', 'an SSH server'],
    ['220 mail ESMTP Postfix\r\n', 'a mail server'],
    ['Content-Type: auth/request\n\n', 'FreeSWITCH'],
    ['x'.repeat(5000), 'no Asterisk Manager Interface'],
  ])('%j', async (banner, what) => {
    const pbx = await exchange({ banner });
    expect(await down(listen(pbx.port))).toMatchObject({ cause: 'not_ami', detail: expect.stringContaining(what) });
  });

  test('TLS against a plain port, and plain against TLS', async () => {
    const plain = await exchange();
    const tls = { rejectUnauthorized: false, ca: null, servername: null };
    expect(await down(listen(plain.port, { tls }))).toMatchObject({
      cause: 'not_ami',
      detail: expect.stringContaining('does not speak TLS'),
    });
    const secure = await exchange({ tls: { key, cert } });
    const to = listen(secure.port, {}, { timing: { banner: 400 } });
    expect(await down(to)).toMatchObject({ cause: 'not_ami', detail: expect.stringContaining('switch TLS on here') });
  });

  test('a port that says nothing at all', async () => {
    const pbx = await exchange({ banner: '', reply: () => null });
    expect(await down(listen(pbx.port, {}, { timing: { banner: 40 } }))).toMatchObject({ cause: 'silent' });
  });

  test('a connection closed before the banner', async () => {
    const pbx = await exchange({ onConnection: (socket) => socket.end() });
    expect(await down(listen(pbx.port))).toMatchObject({
      cause: 'closed',
      detail: expect.stringContaining('authlimit'),
    });
  });
});

describe('staying connected', () => {
  test('it comes back when the exchange does, one attempt at a time', async () => {
    const pbx = await exchange();
    const to = listen(pbx.port);
    await live(to);
    const { port } = pbx;
    const before = to.session.byteCount;
    pbx.send('Event: Hangup\r\nUniq');
    await vi.waitFor(() => expect(to.session.byteCount).toBe(before + 19));
    await pbx.close();
    await vi.waitFor(() => expect(to.states.at(-1)).toMatchObject({ state: 'down', cause: 'refused' }));
    expect(to.notices.at(-1)).toMatch(/its first 19 bytes were dropped/);
    await expect(to.session.action('Ping')).rejects.toMatchObject({ reason: 'disconnected' });
    const again = await exchange({ port });
    await live(to);
    expect(again.connections).toBe(1);
    expect(to.states.map(({ state }) => state)).toEqual(['connecting', 'live', 'down', 'down', 'live']);
  });

  test('a restart that was announced is told as such', async () => {
    const pbx = await exchange();
    const to = listen(pbx.port, {}, { wanted: new Set(['Hangup']) });
    await live(to);
    pbx.send('Event: Shutdown\r\nShutdown: Cleanly\r\nRestart: True\r\n\r\n');
    for (const socket of pbx.sockets) socket.end();
    await vi.waitFor(() => expect(to.states).toContainEqual(expect.objectContaining({ cause: 'restarting' })));
    expect(to.names()).toEqual([]);
  });

  test('silence is met with a Ping, then given up', async () => {
    let answers = true;
    const pbx = await exchange({ reply: ({ action }) => (answers || action !== 'Ping' ? undefined : null) });
    const to = listen(pbx.port, {}, { timing: { pingAfter: 20, unansweredAfter: 20, silentAfter: 1_000 } });
    await live(to);
    await vi.waitFor(() => expect(pbx.actions.filter(({ action }) => action === 'Ping').length).toBeGreaterThan(2));
    expect(to.states).toHaveLength(2);
    answers = false;
    await vi.waitFor(() => expect(to.states).toContainEqual(expect.objectContaining({ cause: 'silent' })));
  });

  test('a line that stalls is told as silent long before it is given up, and nothing is lost when it goes on', async () => {
    const pbx = await exchange();
    const silences: (AmiSilence | null)[] = [];
    const to = listen(
      pbx.port,
      {},
      {
        timing: { pingAfter: 20, unansweredAfter: 30, silentAfter: 60_000 },
        onSilence: (silence) => silences.push(silence),
      },
    );
    await live(to);
    const heardAt = Date.now();
    for (const socket of pbx.sockets) socket.pause();
    await vi.waitFor(() => expect(silences).toHaveLength(1));
    expect(silences[0]?.detail).toMatch(/said nothing for \d+ s, not even to a Ping/);
    expect(silences[0]?.heardAt).toBeLessThanOrEqual(Date.now());
    expect(silences[0]?.heardAt).toBeGreaterThan(heardAt - 1_000);
    for (const socket of pbx.sockets) socket.resume();
    pbx.send('Event: Hangup\r\nUniqueid: 1.1\r\n\r\n');
    await vi.waitFor(() => expect(silences).toEqual([expect.anything(), null]));
    await vi.waitFor(() => expect(to.names()).toContain('Hangup'));
    expect(pbx.connections).toBe(1);
    expect(to.states.map(({ state }) => state)).toEqual(['connecting', 'live']);
  });

  test('what came while this process was held up is read before it is called a silence', async () => {
    const silences: unknown[] = [];
    let pings = 0;
    const pbx = await exchange({
      reply: (action) => {
        if (action.action !== 'Ping') return undefined;
        // the whole process stands still, the session's clocks included; the answer is there when it goes on
        if (++pings === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
        return undefined;
      },
    });
    const timing = { pingAfter: 20, unansweredAfter: 100, silentAfter: 200 };
    const to = listen(pbx.port, {}, { timing, onSilence: (silence) => silences.push(silence) });
    await live(to);
    await vi.waitFor(() => expect(pings).toBeGreaterThan(2));
    expect(silences).toEqual([]);
    expect(to.states.map(({ state }) => state)).toEqual(['connecting', 'live']);
  });

  test('an exchange that shuts down gracefully refuses every action, and is heard until it goes', async () => {
    let refuses = false;
    const refusal = 'Response: Error\r\nMessage: Asterisk is shutting down\r\n\r\n';
    const pbx = await exchange({ reply: () => (refuses ? refusal : undefined) });
    const to = listen(pbx.port, {}, { timing: { pingAfter: 20, unansweredAfter: 20, silentAfter: 1_000 } });
    await live(to);
    refuses = true;
    await vi.waitFor(() => expect(pbx.actions.filter(({ action }) => action === 'Ping').length).toBeGreaterThan(3));
    await expect(to.session.list('QueueStatus')).rejects.toMatchObject({ reason: 'refused' });
    pbx.send('Event: QueueCallerAbandon\r\nUniqueid: 1.1\r\n\r\n');
    await vi.waitFor(() => expect(to.names()).toContain('QueueCallerAbandon'));
    expect(to.states.map(({ state }) => state)).toEqual(['connecting', 'live']);
    pbx.send('Event: Shutdown\r\nShutdown: Cleanly\r\nRestart: True\r\n\r\n');
    for (const socket of pbx.sockets) socket.end();
    await vi.waitFor(() => expect(to.states.at(-1)).toMatchObject({ state: 'down', cause: 'restarting' }));
    refuses = false;
    await live(to);
  });

  test('stop logs off, closes and tells nothing more', async () => {
    const pbx = await exchange();
    const to = listen(pbx.port);
    await live(to);
    await to.session.stop();
    await vi.waitFor(() => expect(pbx.sockets.size).toBe(0));
    expect(pbx.actions.at(-1)?.action).toBe('Logoff');
    expect(to.states.map(({ state }) => state)).toEqual(['connecting', 'live']);
    await expect(to.session.action('Ping')).rejects.toThrow(/no connection/);
    to.session.start();
    await live(to);
  });
});

describe('asking', () => {
  const queueList = (action: Record<string, string>) =>
    `${response(action, 'Success', 'EventList: start', 'Message: Queue status will follow')}` +
    `Event: QueueMember\r\nQueue: a\r\nActionID: ${action.actionid}\r\n\r\n` +
    `Event: Hangup\r\nUniqueid: 1.1\r\n\r\n` +
    `Event: QueueMember\r\nQueue: b\r\nActionID: ${action.actionid}\r\n\r\n` +
    `Event: OriginateResponse\r\nActionID: someone-else\r\n\r\n` +
    `Event: QueueStatusComplete\r\nActionID: ${action.actionid}\r\nEventList: Complete\r\nListItems: 2\r\n\r\n` +
    `Event: Newchannel\r\nUniqueid: 2.1\r\n\r\n`;

  test('a list is complete, and what else came stays in order', async () => {
    const pbx = await exchange({
      reply: (action) => (action.action === 'QueueStatus' ? queueList(action) : undefined),
    });
    const to = listen(pbx.port);
    await live(to);
    const list = await to.session.list('QueueStatus');
    expect(list.items.map((item) => item.get('Queue'))).toEqual(['a', 'b']);
    expect(list.complete.get('ListItems')).toBe('2');
    expect(list.response.get('EventList')).toBe('start');
    expect(to.names()).toEqual([
      'FullyBooted',
      'QueueMember',
      'Hangup',
      'QueueMember',
      'OriginateResponse',
      'QueueStatusComplete',
      'Newchannel',
    ]);
  });

  test('a list is complete even if its items are not wanted', async () => {
    const pbx = await exchange({
      reply: (action) => (action.action === 'QueueStatus' ? queueList(action) : undefined),
    });
    const to = listen(pbx.port, {}, { wanted: new Set(['Hangup']) });
    await live(to);
    expect((await to.session.list('QueueStatus')).items).toHaveLength(2);
    expect((await to.session.list('QueueStatus', {}, false)).items).toEqual([]);
    expect(to.names()).toEqual(['Hangup', 'Hangup']);
  });

  test('several actions at once find their own answers', async () => {
    const held: (() => void)[] = [];
    const pbx = await exchange({
      reply: (action, socket) => {
        if (action.action !== 'Getvar') return undefined;
        held.unshift(() => socket.write(response(action, 'Success', `Value: ${action.variable}`)));
        if (held.length === 3) for (const answer of held) answer();
        return null;
      },
    });
    const to = listen(pbx.port);
    await live(to);
    const answers = await Promise.all(['A', 'B', 'C'].map((Variable) => to.session.action('Getvar', { Variable })));
    expect(answers.map((answer) => answer.get('Value'))).toEqual(['A', 'B', 'C']);
  });

  test('a refusal, with or without ActionID, is an error with the reason', async () => {
    const pbx = await exchange({
      reply: ({ action }) =>
        action === 'QueueStatus' ? 'Response: Error\r\nMessage: Permission denied\r\n\r\n' : undefined,
    });
    const to = listen(pbx.port);
    await live(to);
    await expect(to.session.list('QueueStatus')).rejects.toThrow(
      'The exchange refused QueueStatus: Permission denied.',
    );
    const error = await to.session.action('NoSuch').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(AmiActionError);
    expect(error).toMatchObject({ reason: 'refused', action: 'NoSuch' });
  });

  test('a connection lost under an action rejects it', async () => {
    const pbx = await exchange({
      reply: ({ action }, socket) => {
        if (action !== 'QueueStatus') return undefined;
        socket.destroy();
        return null;
      },
    });
    const to = listen(pbx.port);
    await live(to);
    await expect(to.session.list('QueueStatus')).rejects.toMatchObject({ reason: 'disconnected' });
  });

  test('what would inject a header or overflow a line is not sent', async () => {
    const pbx = await exchange();
    const to = listen(pbx.port);
    await live(to);
    const sent = pbx.actions.length;
    const inject = 'q\r\nAction: Originate';
    await expect(to.session.action('QueueStatus', { Queue: inject })).rejects.toThrow(RangeError);
    await expect(to.session.list('QueueStatus', { Queue: 'a\nb' })).rejects.toThrow(/Queue .* line break/);
    await expect(to.session.action('X', { 'Bad: name': '1' })).rejects.toThrow(RangeError);
    await expect(to.session.action('X', { Long: 'ş'.repeat(509) })).rejects.toThrow(/1024 bytes/);
    await expect(to.session.action('Y', { Long: 'ş'.repeat(508), Variable: ['a=1', 'b=2'] })).rejects.toMatchObject({
      reason: 'refused',
    });
    expect(pbx.actions).toHaveLength(sent + 1);
    expect(pbx.actions.at(-1)).toMatchObject({ action: 'Y', variable: 'b=2' });
  });

  test('a reader that throws costs its message only', async () => {
    const pbx = await exchange();
    const names: string[] = [];
    const to = listen(
      pbx.port,
      {},
      {
        onMessage: ({ name }) => {
          names.push(name);
          if (name === 'A') throw new Error('no');
        },
      },
    );
    await live(to);
    pbx.send('Event: A\r\n\r\nEvent: B\r\n\r\n');
    await vi.waitFor(() => expect(names).toEqual(['FullyBooted', 'A', 'B']));
    expect(to.notices.at(-1)).toContain('an AMI message A could not be handled');
  });
});

describe('filtering at the exchange', () => {
  test('what is not wanted is excluded by name', async () => {
    const pbx = await exchange();
    const to = listen(pbx.port, {}, { wanted: new Set(['Hangup', 'VarSet']) });
    await live(to);
    await vi.waitFor(() => {
      const filters = pbx.actions.filter(({ action }) => action === 'Filter');
      expect(filters).toContainEqual(expect.objectContaining({ matchcriteria: 'action(exclude),name(Newexten)' }));
      expect(filters.at(-1)?.filter).toMatch(/^\^\(Q\(U/);
    });
    expect(to.notices).toEqual([]);
  });

  const refusing = () =>
    exchange({
      reply: (action) =>
        action.action === 'Filter' ? response(action, 'Error', 'Message: Permission denied') : undefined,
    });

  test('without the permission it goes on, and says once that most of what comes is not read', async () => {
    const pbx = await refusing();
    const to = listen(pbx.port, {}, { wanted: new Set(['Hangup']) });
    await live(to);
    await vi.waitFor(() => expect(pbx.actions.filter(({ action }) => action === 'Filter')).toHaveLength(1));
    pbx.send(`${'Event: Newexten\r\n\r\n'.repeat(600)}${'Event: Hangup\r\n\r\n'.repeat(2)}`);
    await vi.waitFor(() => expect(to.notices).toHaveLength(1));
    expect(to.notices[0]).toContain('write = system');
    expect(to.names()).toEqual(['Hangup', 'Hangup']);
    expect(to.session.live).toBe(true);
  });

  test('where manager.conf filters already, a refusal is no news', async () => {
    const pbx = await refusing();
    const to = listen(pbx.port, {}, { wanted: new Set(['Hangup']) });
    await live(to);
    pbx.send('Event: Hangup\r\n\r\n'.repeat(700));
    await vi.waitFor(() => expect(to.names()).toHaveLength(700));
    expect(to.notices).toEqual([]);
  });
});
