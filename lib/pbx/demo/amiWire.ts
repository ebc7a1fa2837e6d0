import type { AmiClass } from './amiClasses.ts';
import { AmiBridge, AmiChannel, lines } from './amiText.ts';
import type { Call } from './callFlow.ts';

/** Takes one event: its class, its name and its header lines after Privilege. `body` is called only if anybody listens. */
export type EventSink = (cls: AmiClass, name: string, body: () => string) => void;

/** The exchange's channels and bridges, and the events that go with each change of theirs. */
export class AmiWire {
  /** By Uniqueid. */
  readonly channels = new Map<string, AmiChannel>();
  readonly send: EventSink;
  readonly #bridges = new Map<string, AmiBridge>();
  #count = 0;

  constructor(send: EventSink) {
    this.send = send;
  }

  /** Nothing is left, and nothing is told. */
  clear(): void {
    this.channels.clear();
    this.#bridges.clear();
  }

  /** Channel names count from 0 again, as after a start. */
  restartNames(): void {
    this.#count = 0;
  }

  newChannel(
    endpoint: string,
    uniqueid: string,
    linkedid: string,
    place: { context: string; exten: string; createdAt: number },
  ): AmiChannel {
    const channel = new AmiChannel(this.name(endpoint), uniqueid, linkedid, place);
    this.channels.set(uniqueid, channel);
    return channel;
  }

  caller(call: Call): AmiChannel {
    return this.leg(call.id);
  }

  /** @throws Error when the model tells of a channel that never came or is gone: a fault in the model. */
  leg(uniqueid: string): AmiChannel {
    const channel = this.channels.get(uniqueid);
    if (!channel) throw new Error(`The demo exchange has no channel ${uniqueid}.`);
    return channel;
  }

  bridge(id: string): AmiBridge {
    const bridge = new AmiBridge(id);
    this.#bridges.set(id, bridge);
    this.send('call', 'BridgeCreate', () => bridge.block());
    return bridge;
  }

  enterBridge(bridge: AmiBridge, channel: AmiChannel): void {
    bridge.channels++;
    channel.bridge = bridge;
    this.send('call', 'BridgeEnter', () => bridge.block() + channel.block());
  }

  /** @param destroy whether a bridge that this empties goes. */
  leaveBridge(channel: AmiChannel, destroy = true): void {
    const { bridge } = channel;
    if (!bridge) return;
    bridge.channels--;
    channel.bridge = null;
    this.send('call', 'BridgeLeave', () => bridge.block() + channel.block());
    if (destroy && bridge.channels === 0) this.destroy(bridge);
  }

  destroy(bridge: AmiBridge): void {
    this.#bridges.delete(bridge.id);
    this.send('call', 'BridgeDestroy', () => bridge.block());
  }

  device(device: string, state: string): void {
    this.send('call', 'DeviceStateChange', () => lines('Device', device, 'State', state));
  }

  on(cls: AmiClass, name: string, channel: AmiChannel, more?: () => string): void {
    this.send(cls, name, () => channel.block() + (more?.() ?? ''));
  }

  name(endpoint: string): string {
    return `PJSIP/${endpoint}-${(this.#count++).toString(16).padStart(8, '0')}`;
  }

  digit(channel: AmiChannel, digit: string): void {
    this.on('dtmf', 'DTMFBegin', channel, () => lines('Digit', digit, 'Direction', 'Received'));
    this.on('dtmf', 'DTMFEnd', channel, () => lines('Digit', digit, 'DurationMs', 100, 'Direction', 'Received'));
  }

  exec(channel: AmiChannel, application: string, data: string): void {
    channel.application = application;
    channel.data = data;
    const { exten } = channel;
    this.on('dialplan', 'Newexten', channel, () =>
      lines('Extension', exten, 'Application', application, 'AppData', data),
    );
  }

  set(channel: AmiChannel, variable: string, value: string | number): void {
    this.on('dialplan', 'VarSet', channel, () => lines('Variable', variable, 'Value', value));
  }

  hangup(channel: AmiChannel, cause: 0 | 16 | 17 | 26 | number): void {
    const texts: Readonly<Record<number, string>> = {
      16: 'Normal Clearing',
      17: 'User busy',
      26: 'Answered elsewhere',
    };
    this.on('call', 'Hangup', channel, () => lines('Cause', cause, 'Cause-txt', texts[cause] ?? 'Unknown'));
    this.channels.delete(channel.uniqueid);
  }

  endUnit(legId: string): void {
    const channel = this.channels.get(legId);
    if (!channel) return;
    this.on('call', 'HangupRequest', channel, () => lines('Cause', 16));
    this.leaveBridge(channel);
    this.hangup(channel, 16);
  }
}
