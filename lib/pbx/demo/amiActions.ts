import { eventMask } from './amiClasses.ts';
import { runCommand } from './amiCommands.ts';
import { parseAmiFilter } from './amiFilter.ts';
import { queueActions } from './amiQueueActions.ts';
import { type AmiRequest, type AmiSession, actionId } from './amiSession.ts';
import type { AmiAction, AmiTarget } from './amiTarget.ts';
import { lines } from './amiText.ts';

const version = 'Asterisk 22.10.1';

const systemActions: Readonly<Record<string, AmiAction>> = {
  Command: { summary: 'Execute Asterisk CLI Command.', authority: ['command'], run: command },
  CoreSettings: {
    summary: 'Show PBX core settings (version etc).',
    authority: ['system', 'reporting'],
    run: coreSettings,
  },
  CoreShowChannels: {
    summary: 'List currently active channels.',
    authority: ['system', 'reporting'],
    run: coreShowChannels,
  },
  CoreStatus: { summary: 'Show PBX core status variables.', authority: ['system', 'reporting'], run: coreStatus },
  Events: { summary: 'Control Event Flow.', authority: [], run: events },
  Filter: { summary: 'Dynamically add filters for the current manager session.', authority: ['system'], run: filter },
  Hangup: { summary: 'Hangup channel.', authority: ['system', 'call'], run: hangup },
  ListCommands: { summary: 'List available manager commands.', authority: [], run: listCommands },
  Logoff: { summary: 'Logoff Manager.', authority: [], run: logoff },
  Ping: { summary: 'Keepalive command.', authority: [], run: ping },
  UserEvent: { summary: 'Send an arbitrary event.', authority: ['user'], run: userEvent },
};

const actions = new Map<string, [string, AmiAction]>();
for (const [name, action] of Object.entries({ ...systemActions, ...queueActions }))
  actions.set(name.toLowerCase(), [name, action]);

/** Runs an action of a client that is signed in. */
export function runAction(target: AmiTarget, session: AmiSession, request: AmiRequest): void {
  target.sync();
  const refusal = act(target, session, request);
  if (refusal !== null) session.error(request, refusal);
  target.sync();
}

function act(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  if (request.action === '') return 'Missing action in request';
  const known = actions.get(request.action.toLowerCase());
  if (!known) {
    return `Invalid/unknown command: ${request.action}. Use Action: ListCommands to show available commands.`;
  }
  const [, action] = known;
  return session.may(action.authority) ? action.run(target, session, request) : 'Permission denied';
}

function command(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const text = request.headers.get('command') ?? '';
  if (text === '') return 'No command provided';
  const output = runCommand(target, text, version);
  const shown = output ?? [
    `No such command '${text}' (type 'core show help ${text.split(' ')[0]}' for other possible commands)`,
  ];
  const body = [...shown, ''].map((line) => lines('Output', line)).join('');
  session.respond(request, output ? 'Success' : 'Error', lines('Message', 'Command output follows') + body);
  return null;
}

function coreSettings(_target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  session.respond(
    request,
    'Success',
    lines(
      'AMIversion',
      '11.0.0',
      'AsteriskVersion',
      version.split(' ')[1] ?? '',
      'SystemName',
      '',
      'CoreMaxCalls',
      0,
      'CoreMaxLoadAvg',
      '0.000000',
      'CoreRunUser',
      'asterisk',
      'CoreRunGroup',
      'asterisk',
      'CoreMaxFilehandles',
      0,
      'CoreRealTimeEnabled',
      'No',
      'CoreCDRenabled',
      'Yes',
      'CoreHTTPenabled',
      'No',
      'SoundsSearchCustomDir',
      'No',
    ),
  );
  return null;
}

function coreStatus(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const started = new Date(target.startedAt).toISOString();
  const [date, time] = [started.slice(0, 10), started.slice(11, 19)];
  session.respond(
    request,
    'Success',
    lines(
      'CoreStartupDate',
      date,
      'CoreStartupTime',
      time,
      'CoreReloadDate',
      date,
      'CoreReloadTime',
      time,
      'CoreCurrentCalls',
      target.switchboard.calls.size,
    ),
  );
  return null;
}

function coreShowChannels(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const { now } = target.switchboard.clock;
  const id = actionId(request);
  const items = [...target.channels.values()].map(
    (channel) =>
      lines('Event', 'CoreShowChannel') +
      id +
      channel.block() +
      lines(
        'Application',
        channel.application,
        'ApplicationData',
        channel.data,
        'Duration',
        clockTime(now - channel.createdAt),
        'BridgeId',
        channel.bridge?.id ?? '',
      ),
  );
  session.list(request, 'Channels will follow', items, 'CoreShowChannelsComplete');
  return null;
}

function events(_target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const mask = eventMask(request.headers.get('eventmask') ?? '');
  if (mask === null) return 'Invalid event mask';
  session.setEvents(mask);
  session.respond(request, 'Success', lines('Events', mask === 0 ? 'Off' : 'On'));
  return null;
}

function filter(_target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const operation = request.headers.get('operation') ?? '';
  if (operation.toLowerCase() !== 'add') return 'Unknown operation';
  const made = parseAmiFilter(request.headers.get('matchcriteria') ?? '', request.headers.get('filter') ?? '');
  if (typeof made === 'string') return made;
  session.filters.push(made);
  session.success(request, 'Filter added successfully');
  return null;
}

function hangup(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const name = request.headers.get('channel') ?? '';
  if (name === '') return 'No channel specified';
  const channel = [...target.channels.values()].find((each) => each.name === name);
  const call = channel && [...target.switchboard.calls].find((each) => each.id === channel.linkedid);
  if (!call) return 'No such channel';
  session.success(request, 'Channel Hungup');
  target.switchboard.queueing.hangUp(call);
  return null;
}

function listCommands(_target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const rows = [...actions.values()].sort(([a], [b]) => a.localeCompare(b));
  const body = rows.map(([name, { summary, authority }]) => {
    return lines(name, `${summary} (Priv: ${authority.length === 0 ? '<none>' : `${authority.join(',')},all`})`);
  });
  session.respond(request, 'Success', body.join(''));
  return null;
}

function logoff(_target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  session.respond(request, 'Goodbye', lines('Message', 'Thanks for all the fish.'));
  session.end();
  return null;
}

function ping(_target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  session.respond(request, 'Success', lines('Ping', 'Pong', 'Timestamp', `${(Date.now() / 1000).toFixed(6)}`));
  return null;
}

function userEvent(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const name = request.headers.get('userevent') ?? '';
  session.success(request, 'Event Sent');
  const own = request.pairs.filter(([key]) => !['action', 'actionid', 'userevent'].includes(key.toLowerCase()));
  const headers = own.map(([key, value]) => lines(key, value)).join('');
  target.broadcast('user', 'UserEvent', lines('UserEvent', name) + headers + actionId(request));
  return null;
}

/** `01:02:03` of a length in ms. */
function clockTime(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
