import { type Header, headerOf, nameOf, type Told } from './toldRecording.ts';

/** What a real exchange would list after the events that it has been given. */
export class ExchangeState {
  /** Waiting callers, by queue and channel: since when. */
  readonly #waiting = new Map<string, Map<string, number>>();
  readonly #running = new Set<string>();
  readonly #members = new Map<string, Header[]>();
  readonly #queues: readonly string[];

  constructor(queues: readonly string[]) {
    this.#queues = queues;
  }

  take(told: Told): void {
    const name = nameOf(told);
    const channel = headerOf(told, 'Uniqueid') ?? '';
    const queue = headerOf(told, 'Queue') ?? '';
    if (told.kind === 'close') {
      // in the recordings every lost connection is an exchange that went down
      this.#waiting.clear();
      this.#running.clear();
    } else if (name === 'Newchannel') this.#running.add(channel);
    else if (name === 'Hangup') this.#running.delete(channel);
    else if (name === 'QueueCallerJoin') this.#line(queue).set(channel, told.at);
    else if (name === 'QueueCallerLeave') this.#line(queue).delete(channel);
    else if (name === 'QueueMemberRemoved') this.#members.delete(`${queue}|${headerOf(told, 'Interface')}`);
    else if (
      name.startsWith('QueueMember') &&
      told.headers !== undefined &&
      headerOf(told, 'MemberName') !== undefined
    ) {
      const rest = told.headers.filter(
        ([header]) => !['Event', 'Privilege', 'Timestamp', 'Ringinuse'].includes(header),
      );
      const item = rest.map(([header, value]): Header => [listed[header] ?? header, value]);
      this.#members.set(`${queue}|${headerOf(told, 'Interface')}`, item);
    }
  }

  /** The answers to QueueStatus and CoreShowChannels at an instant. */
  lists(at: number, actionId: string): Told[] {
    const told: Told[] = [];
    const say = (...headers: Header[]) =>
      told.push({ kind: 'message', at, headers: [...headers, ['ActionID', actionId]] });
    say(['Response', 'Success'], ['EventList', 'start'], ['Message', 'Queue status will follow']);
    for (const queue of this.#queues) {
      say(['Event', 'QueueParams'], ['Queue', queue], ['Max', '0'], ['Calls', `${this.#line(queue).size}`]);
      for (const [key, item] of this.#members) if (key.startsWith(`${queue}|`)) say(['Event', 'QueueMember'], ...item);
      let position = 0;
      for (const [channel, since] of this.#line(queue))
        say(
          ['Event', 'QueueEntry'],
          ['Queue', queue],
          ['Position', `${++position}`],
          ['Uniqueid', channel],
          ['Wait', `${Math.max(0, Math.floor(at / 1000) - Math.floor(since / 1000))}`],
        );
    }
    say(['Event', 'QueueStatusComplete'], ['EventList', 'Complete'], ['ListItems', `${told.length - 1}`]);
    say(['Response', 'Success'], ['EventList', 'start'], ['Message', 'Channels will follow']);
    for (const channel of this.#running)
      say(['Event', 'CoreShowChannel'], ['Uniqueid', channel], ['Linkedid', channel]);
    say(['Event', 'CoreShowChannelsComplete'], ['EventList', 'Complete'], ['ListItems', `${this.#running.size}`]);
    return told;
  }

  #line(queue: string): Map<string, number> {
    let line = this.#waiting.get(queue);
    if (line === undefined) {
      line = new Map();
      this.#waiting.set(queue, line);
    }
    return line;
  }
}

/** Headers that a list calls by other names than the events. */
const listed: Record<string, string> = { MemberName: 'Name', Interface: 'Location' };
