import { accessSync, constants, statSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { AmiActionError, type AmiList, commandOutput } from '#lib/pbx/ami/actions.ts';
import type { AmiMessage } from '#lib/pbx/ami/amiMessage.ts';
import { AmiSession } from '#lib/pbx/ami/session.ts';
import type { AmiSessionState } from '#lib/pbx/ami/sessionOptions.ts';
import { openLogTable } from '#lib/pbx/queue-log/logTable.ts';
import { isTableAddress, tableAddress } from '#lib/pbx/queue-log/tableAddress.ts';
import { TableClock } from '#lib/pbx/queue-log/tableClock.ts';
import type { CentreSettings, ExchangeSettings } from '#lib/settings.ts';
import { type Finding, findingsAbout } from './finding.ts';

/** What Santral reads, and why each class is needed. */
const readClasses = {
  system: 'restarts of the exchange',
  call: 'calls and hang-ups, which tell an abandoned call from others',
  agent: 'queues and agents',
  dialplan: 'how a visit ended, such as a time-out',
} as const;
type ReadClass = keyof typeof readClasses;
const readLine = `read = ${Object.keys(readClasses).join(',')}`;

/** Clocks further apart than this shift calls into wrong intervals. */
const largestSkewSeconds = 2;

export interface ExchangeCheckOptions {
  /** How long to listen for events, in milliseconds. */
  listenMs: number;
  /** How long the connection may take, in milliseconds. */
  connectMs?: number;
}

/** Signs in to one exchange and looks at all that Santral needs of it. Changes nothing there. */
export async function checkExchange(
  exchange: ExchangeSettings,
  centres: readonly CentreSettings[],
  { listenMs, connectMs = 5_000 }: ExchangeCheckOptions,
): Promise<Finding[]> {
  const about = findingsAbout(exchange.id);
  const seen = new Set<string>();
  let told: (state: AmiSessionState) => void = () => {};
  const settled = new Promise<AmiSessionState>((done) => {
    told = (state) => state.state !== 'connecting' && done(state);
  });
  const session = new AmiSession({
    peer: exchange,
    onState: (state) => told(state),
    onMessage: (message) => noteClasses(message, seen),
    timing: { connect: connectMs, banner: connectMs },
  });
  session.start();
  try {
    const state = await settled;
    if (state.state === 'down') {
      const check = state.cause === 'wrong_password' ? 'sign-in' : 'reached';
      if (check === 'sign-in') about.well('reached', `${exchange.host}:${exchange.port}`);
      const [said = '', cure = ''] = split(state.detail);
      about.wrong(check, said, cure);
    } else {
      about.well('reached', `${exchange.host}:${exchange.port}, AMI ${session.version ?? 'of unknown version'}`);
      about.well('sign-in', `as ${exchange.username}${exchange.login === 'md5' ? ', without sending the secret' : ''}`);
      const began = performance.now();
      await checkClock(session, about);
      await checkLists(session, exchange, centres, about);
      const permitted = await classesByCommand(session, exchange.username);
      const before = await stateOf(session);
      const heardAll = () => permitted !== null || Object.keys(readClasses).every((name) => seen.has(name));
      while (!heardAll() && performance.now() - began < listenMs) await after(100);
      const changed = changes(before, await stateOf(session));
      // Events older than a list may come behind it.
      await after(300);
      checkReadClasses({ permitted, seen, changed, listenMs }, exchange.username, about);
    }
  } finally {
    await session.stop();
  }
  await checkQueueLog(exchange, about);
  return about.findings;
}

type About = ReturnType<typeof findingsAbout>;

/** Ping's answer carries the exchange's time. */
async function checkClock(session: AmiSession, about: About): Promise<void> {
  const asked = Date.now();
  const pong = await session.action('Ping').catch((error: AmiActionError) => error);
  const answered = Date.now();
  const theirs = pong instanceof Error ? Number.NaN : Number(pong.get('Timestamp'));
  if (!Number.isFinite(theirs)) {
    about.unknown('clock', 'the exchange does not tell its time');
    return;
  }
  const skew = theirs - (asked + answered) / 2000;
  const amount = `${Math.abs(skew).toFixed(1)} s`;
  if (Math.abs(skew) <= largestSkewSeconds) about.well('clock', `${amount} apart`);
  else {
    const side = skew > 0 ? 'ahead of' : 'behind';
    about.wrong('clock', `the exchange is ${amount} ${side} this machine`, 'run a time client (chrony) on both');
  }
}

/** The lists that every (re)connect asks for. */
async function checkLists(
  session: AmiSession,
  exchange: ExchangeSettings,
  centres: readonly CentreSettings[],
  about: About,
): Promise<void> {
  const ask = (name: string) => session.list(name).catch((error: Error) => error);
  const [queues, calls] = [await ask('QueueStatus'), await ask('CoreShowChannels')];
  const section = `[${exchange.username}] in manager.conf`;
  if (queues instanceof Error) {
    about.wrong('queues', queues.message, "load app_queue.so, or see the exchange's own log");
  } else checkQueues(queues, exchange, centres, about);
  if (!(calls instanceof Error)) about.well('calls', `${calls.items.length} channels listed`);
  else if (calls instanceof AmiActionError && calls.reason === 'refused') {
    about.wrong('calls', 'the account may not list calls', `add to ${section}: write = reporting`);
  } else about.wrong('calls', calls.message, 'see whether the exchange is overloaded');
}

function checkQueues(
  list: AmiList,
  exchange: ExchangeSettings,
  centres: readonly CentreSettings[],
  about: About,
): void {
  const of = (event: string) => list.items.filter((item) => item.name === event);
  const there = of('QueueParams').map((item) => item.get('Queue') ?? '');
  const agents = new Set(of('QueueMember').map((item) => item.get('StateInterface') || item.get('Location')));
  const named = centres.flatMap((centre) => centre.queues).filter((queue) => queue.exchange === exchange.id);
  const missing = named.map((queue) => queue.queue).filter((queue) => !there.includes(queue));
  if (missing.length > 0) {
    const cure = `correct the names in santral.yaml; the exchange has ${there.join(', ') || 'none'}`;
    about.wrong('queues', `the exchange has no queue ${missing.join(', ')}`, cure);
  } else {
    const unnamed = named.length > 0 ? there.filter((queue) => !named.some((one) => one.queue === queue)) : [];
    const rest = unnamed.length > 0 ? `; not in santral.yaml, so under their own names: ${unnamed.join(', ')}` : '';
    about.well('queues', `${there.length} queues, ${agents.size} agents${rest}`);
  }
}

/** What can be seen to change by asking: channels by id; agents' device, pause and calls. Null where asking is refused. */
interface State {
  channels: Set<string> | null;
  agents: string | null;
}
async function stateOf(session: AmiSession): Promise<State> {
  const items = (name: string) =>
    session
      .list(name)
      .then((list) => list.items)
      .catch(() => null);
  const [calls, queues] = [await items('CoreShowChannels'), await items('QueueStatus')];
  const members = queues?.filter((item) => item.name === 'QueueMember') ?? null;
  const told = ['Queue', 'Location', 'Status', 'Paused'];
  return {
    channels: calls && new Set(calls.map((item) => item.get('Uniqueid') ?? '')),
    agents: members?.map((item) => told.map((header) => item.get(header)).join()).join(' ') ?? null,
  };
}
function changes(before: State, after: State): Set<ReadClass> {
  const changed = new Set<ReadClass>();
  for (const id of after.channels ?? []) if (before.channels && !before.channels.has(id)) changed.add('call');
  if (before.agents !== null && after.agents !== null && before.agents !== after.agents) changed.add('agent');
  return changed;
}

/** `manager show user` lists the classes, where the account may run it; null where it may not. */
async function classesByCommand(session: AmiSession, username: string): Promise<Set<string> | null> {
  try {
    const answer = await session.action('Command', { Command: `manager show user ${username}` });
    const line = commandOutput(answer).find((each) => /^\s*read perm:/i.test(each));
    return line === undefined
      ? null
      : new Set(
          line
            .slice(line.indexOf(':') + 1)
            .split(',')
            .map((name) => name.trim()),
        );
  } catch (error) {
    if (error instanceof AmiActionError) return null;
    throw error;
  }
}

/** Sorts the classes into those granted, those surely missing, and those of which nothing was heard. */
function checkReadClasses(
  {
    permitted,
    seen,
    changed,
    listenMs,
  }: { permitted: Set<string> | null; seen: Set<string>; changed: Set<ReadClass>; listenMs: number },
  username: string,
  about: About,
): void {
  const names = Object.keys(readClasses) as ReadClass[];
  const granted = names.filter((name) => permitted?.has('all') || permitted?.has(name) || seen.has(name));
  // The exchange greets each account that has `system`; and what changed without an event was kept from us.
  const missing = names.filter(
    (name) => !granted.includes(name) && (permitted !== null || name === 'system' || changed.has(name)),
  );
  const unheard = names.filter((name) => !granted.includes(name) && !missing.includes(name));
  const cure = `in [${username}] of manager.conf: ${readLine}`;
  if (granted.length > 0) about.well('permissions', `read = ${granted.join(',')}`);
  for (const name of missing)
    about.wrong('permissions', `read = ${name} is missing, which tells ${readClasses[name]}`, cure);
  if (unheard.length > 0) {
    const said = `no event of class ${unheard.join(', ')} in ${listenMs / 1000} s, which may be a quiet time`;
    about.unknown('permissions', said, cure);
  }
}

/** An event says which class let it through. */
function noteClasses(message: AmiMessage, seen: Set<string>): void {
  if (message.kind !== 'event') return;
  for (const name of message.get('Privilege')?.split(',') ?? []) if (name !== 'all') seen.add(name);
}

async function checkQueueLog({ queueLog: path, queueLogZone }: ExchangeSettings, about: About): Promise<void> {
  if (path === null) return;
  if (isTableAddress(path)) {
    try {
      about.well('queue_log', await tableState(path, queueLogZone));
    } catch (error) {
      about.wrong(
        'queue_log',
        (error as Error).message,
        'correct queue_log in santral.yaml, or grant this user SELECT',
      );
    }
    return;
  }
  try {
    accessSync(path, constants.R_OK);
    about.well(
      'queue_log',
      `${path}, changed ${statSync(path).mtime.toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    );
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read';
    about.wrong('queue_log', `${path} ${why}`, 'correct queue_log in santral.yaml, or let this user read the file');
  }
}

async function tableState(place: string, zone: string): Promise<string> {
  const table = await openLogTable(tableAddress(place), zone);
  try {
    const last = await table.last();
    const at = last && new TableClock(table.zone).seconds(last.time ?? '', last.callid ?? '');
    const said =
      at === null
        ? 'no row yet'
        : `last row of ${new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return `${table.name}, ${said}${table.byId ? '' : '; without a numbered column id it is read by its times alone'}`;
  } finally {
    await table.close();
  }
}

/** The sentences of connections are `what: cure`. */
function split(detail: string): string[] {
  const at = detail.search(/: (?=[a-z])/);
  return at < 0
    ? [detail, 'see the log of the exchange']
    : [detail.slice(0, at), detail.slice(at + 2).replace(/\.$/, '')];
}
