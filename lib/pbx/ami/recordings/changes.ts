import { Buffer } from 'node:buffer';
import { type Header, headerOf, nameOf, type Told } from './toldRecording.ts';

/** Numbers from 0 up to 1, the same for the same seed. */
export type Random = () => number;
/** A recording told in another way: of the same calls, with the same ends. */
export type Change = (recording: readonly Told[], random: Random) => Told[];

export const below = (random: Random, count: number) => Math.floor(random() * count);
export const isMessage = (told: Told): told is Extract<Told, { kind: 'message' }> => told.kind === 'message';

function without(told: Told, drop: (header: string) => boolean): Told {
  return isMessage(told) ? { ...told, headers: told.headers.filter(([name]) => !drop(name)) } : told;
}

/** Seen by an account with read=system,call,agent,reporting. */
export const readLess: Change = (recording) =>
  recording.filter((told) => !/^(?:dialplan|dtmf|user|security),/.test(headerOf(told, 'Privilege') ?? ''));

const ofCaller = /^(?:Channel|CallerID|ConnectedLine|Language|AccountCode|Context|Exten|Priority|Uniqueid|Linkedid)/;

/** AgentComplete without the caller's headers, the agent's leg's or both: its snapshots were gone. */
export const completesWithoutChannels =
  (share: number): Change =>
  (recording, random) =>
    recording.map((told) => {
      if (nameOf(told) !== 'AgentComplete' || random() >= share) return told;
      const which = below(random, 3);
      return without(told, (name) => (which !== 0 && ofCaller.test(name)) || (which !== 1 && name.startsWith('Dest')));
    });

/** A share of the members has a name that is no UTF-8: their events come without what would be packed with the name. */
export const namelessMembers =
  (share: number, bare: boolean): Change =>
  (recording, random) => {
    const nameless = new Map<string, boolean>();
    const isNameless = (agent: string | undefined) => {
      if (agent === undefined) return false;
      if (!nameless.has(agent)) nameless.set(agent, random() < share);
      return nameless.get(agent) === true;
    };
    const packed = ['Queue', 'Interface', 'MemberName', 'HoldTime', 'RingTime', 'TalkTime', 'Reason'];
    return recording.flatMap((told): Told[] => {
      const name = nameOf(told);
      if (name === 'QueueMember' && isMessage(told) && isNameless(headerOf(told, 'Location'))) {
        const headers = told.headers.map(
          ([header, value]): Header => [header, header === 'Name' ? 'Ay\xfee \xddnce' : value],
        );
        return [{ ...told, headers }];
      }
      if (!isNameless(headerOf(told, 'Interface'))) return [told];
      if (name.startsWith('QueueMember')) return [];
      if (name === 'AgentComplete' && bare)
        return [without(told, (header) => header !== 'Event' && header !== 'Privilege')];
      return [without(told, (header) => packed.includes(header))];
    });
  };

/** Callers' names in ISO-8859-9, and with everything else that may stand in a name. */
export const oddCallerNames: Change = (recording, random) => {
  const latin5 = ['\xdeule \xc7\xf0', '\xff\xfe\x00\x01', '"; DROP', 'a: b | c', '<unknown>', '', 'Event'];
  const wireNames = [...latin5, Buffer.from('Şule 😀', 'utf8').toString('latin1')];
  return recording.map((told) => {
    if (!isMessage(told)) return told;
    const headers = told.headers.map(
      ([header, value]): Header => [
        header,
        header === 'CallerIDName' ? (wireNames[below(random, wireNames.length)] ?? value) : value,
      ],
    );
    return { ...told, headers };
  });
};

/** timestampevents=yes at an exchange whose clock is off by `skewMs`; FullyBooted and lists are never stamped. */
export const stamped =
  (skewMs: number): Change =>
  (recording, random) =>
    recording.map((told) => {
      if (!isMessage(told) || headerOf(told, 'Privilege') === undefined || nameOf(told) === 'FullyBooted') return told;
      const seconds = (told.at + skewMs - below(random, 40)) / 1000;
      const [event, privilege, ...rest] = told.headers as [Header, Header, ...Header[]];
      return { ...told, headers: [event, privilege, ['Timestamp', seconds.toFixed(6)], ...rest] };
    });

/** AgentComplete comes late, by so many ms at most, and a share of them twice. */
export const lateCompletes =
  (mostMs: number, twice: number): Change =>
  (recording, random) => {
    const told = recording.flatMap((one): Told[] => {
      if (nameOf(one) !== 'AgentComplete') return [one];
      const late = { ...one, at: one.at + below(random, mostMs) };
      return random() < twice ? [late, { ...late, at: late.at + below(random, 500) }] : [late];
    });
    return inOrder(told);
  };

/** The agents' legs hang up earlier or later than they did, by up to so many ms; callers later. */
export const movedHangups =
  (mostMs: number): Change =>
  (recording, random) => {
    const callers = new Set(
      recording.filter((one) => nameOf(one) === 'QueueCallerJoin').map((one) => headerOf(one, 'Uniqueid')),
    );
    return inOrder(
      recording.map((one) => {
        if (nameOf(one) !== 'Hangup') return one;
        const earlier = callers.has(headerOf(one, 'Uniqueid')) ? 0 : below(random, mostMs / 4);
        return { ...one, at: one.at + below(random, mostMs) - earlier };
      }),
    );
  };

/** What other programs on the same exchange and our own actions bring: responses, lists, unknown events. */
export const othersTalk =
  (every: number): Change =>
  (recording, random) => {
    const channels = recording.flatMap((told) => headerOf(told, 'Uniqueid') ?? []);
    const queues = recording.flatMap((told) => headerOf(told, 'Queue') ?? []);
    const dialplan = recording.some((one) => nameOf(one) === 'VarSet');
    return recording.flatMap((told, nth): Told[] => {
      // never in the middle of a list
      if (!isMessage(told) || nth % every !== 0 || headerOf(told, 'ActionID') !== undefined) return [told];
      const channel = channels[below(random, channels.length)] ?? '';
      const queue = queues[below(random, queues.length)] ?? '';
      const kinds: Header[][] = [
        [
          ['Response', 'Success'],
          ['ActionID', '77'],
          ['Message', 'Authentication accepted'],
        ],
        [
          ['Response', 'Error'],
          ['ActionID', '78'],
          ['Message', 'Asterisk is shutting down'],
        ],
        [
          ['Response', 'Success'],
          ['Message', 'Command output follows'],
          ['Output', `Event: QueueCallerJoin ${channel}`],
          ['Output', ''],
        ],
        [
          ['Response', 'Success'],
          ['Ping', 'Pong'],
          ['Timestamp', '1.5'],
        ],
        [
          ['Event', 'UserEvent'],
          ['Privilege', 'user,all'],
          ['Uniqueid', channel],
          ['UserEvent', 'QueueCallerJoin'],
          ['UniqueID', channel],
          ['Queue', queue],
        ],
        [
          ['Event', 'OriginateResponse'],
          ['Privilege', 'call,all'],
          ['ActionID', '5'],
          ['Response', 'Failure'],
          ['Uniqueid', '<null>'],
        ],
        [
          ['Event', 'Status'],
          ['Privilege', 'Call'],
          ['Channel', 'x'],
          ['Uniqueid', channel],
          ['ActionID', '9'],
        ],
        [
          ['Event', 'StatusComplete'],
          ['ActionID', '9'],
          ['EventList', 'Complete'],
          ['Items', '1'],
        ],
        [
          ['Event', 'QueueSummary'],
          ['Queue', queue],
          ['LoggedIn', '1'],
          ['ActionID', 'x'.repeat(300)],
        ],
        [
          ['Event', 'QueueMadeUp'],
          ['Privilege', 'agent,all'],
          ['Uniqueid', channel],
          ['Queue', queue],
        ],
        [
          ['Event', 'VarSet'],
          ['Privilege', 'dialplan,all'],
          ['Uniqueid', channel],
          ['Variable', 'QUEUESTATUS'],
          ['Value', 'CONTINUE'],
        ],
        [
          ['Event', 'VarSet'],
          ['Privilege', 'dialplan,all'],
          ['Uniqueid', channel],
          ['Variable', 'QUEUESTATUS'],
          ['Value', 'FULL'],
        ],
        [
          ['Event', 'Newexten'],
          ['Privilege', 'dialplan,all'],
          ['Uniqueid', channel],
          ['AppData', 'y'.repeat(9000)],
        ],
        // one queue only, and nobody in it
        [
          ['Event', 'QueueStatusComplete'],
          ['ActionID', '31'],
          ['EventList', 'Complete'],
          ['ListItems', '0'],
        ],
      ];
      const headers = kinds[below(random, kinds.length)] ?? [];
      if (headers[0]?.[1] === 'VarSet' && !dialplan) return [told];
      return [told, { kind: 'message', at: told.at, headers }];
    });
  };

/** Every id with the exchange's system name before it. */
export const namedSystem: Change = (recording) =>
  recording.map((told) => {
    if (!isMessage(told)) return told;
    const headers = told.headers.map(
      ([header, value]): Header => [
        header,
        /(?:unique|linked)id$/i.test(header) && value !== '' ? `izmir-pbx-${value}` : value,
      ],
    );
    return { ...told, headers };
  });

/** In the order of the instants; what has the same one stays as it is. Connections keep what is theirs. */
function inOrder(recording: readonly Told[]): Told[] {
  const marks = recording.filter((one) => !isMessage(one));
  const parts: Told[][] = [[]];
  for (const one of recording) {
    if (!isMessage(one)) parts.push([]);
    else parts.at(-1)?.push(one);
  }
  return parts.flatMap((part, nth) => {
    const end = marks[nth]?.at ?? Number.POSITIVE_INFINITY;
    const held = part.map((one) => ({ ...one, at: Math.min(one.at, end) })).sort((a, b) => a.at - b.at);
    const mark = marks[nth];
    return mark === undefined ? held : [...held, mark];
  });
}
