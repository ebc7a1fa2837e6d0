const stateNames: Readonly<Record<number, string>> = { 0: 'Down', 4: 'Ring', 5: 'Ringing', 6: 'Up' };

/** Header lines from name, value, name, value …; an empty value keeps its space, as Asterisk writes it. */
export function lines(...pairs: (string | number)[]): string {
  let text = '';
  for (let i = 0; i < pairs.length; i += 2) text += `${pairs[i]}: ${pairs[i + 1]}\r\n`;
  return text;
}

/** One channel as the events show it. */
export class AmiChannel {
  readonly name: string;
  readonly uniqueid: string;
  readonly linkedid: string;
  readonly createdAt: number;
  /** 0 Down, 4 Ring, 5 Ringing, 6 Up. */
  state: 0 | 4 | 5 | 6 = 0;
  callerNum = '<unknown>';
  callerName = '<unknown>';
  lineNum = '<unknown>';
  lineName = '<unknown>';
  context: string;
  exten: string;
  priority = 1;
  application = '';
  data = '';
  bridge: AmiBridge | null = null;

  constructor(
    name: string,
    uniqueid: string,
    linkedid: string,
    place: { context: string; exten: string; createdAt: number },
  ) {
    this.name = name;
    this.uniqueid = uniqueid;
    this.linkedid = linkedid;
    this.context = place.context;
    this.exten = place.exten;
    this.createdAt = place.createdAt;
  }

  /** The channel snapshot that most events carry. @param prefix `Dest`, `Transferer` … */
  block(prefix = ''): string {
    const p = prefix;
    return (
      `${p}Channel: ${this.name}\r\n${p}ChannelState: ${this.state}\r\n${p}ChannelStateDesc: ${stateNames[this.state]}\r\n` +
      `${p}CallerIDNum: ${this.callerNum}\r\n${p}CallerIDName: ${this.callerName}\r\n` +
      `${p}ConnectedLineNum: ${this.lineNum}\r\n${p}ConnectedLineName: ${this.lineName}\r\n` +
      `${p}Language: tr\r\n${p}AccountCode: \r\n${p}Context: ${this.context}\r\n${p}Exten: ${this.exten}\r\n` +
      `${p}Priority: ${this.priority}\r\n${p}Uniqueid: ${this.uniqueid}\r\n${p}Linkedid: ${this.linkedid}\r\n`
    );
  }

  goTo(context: string, exten: string, priority: number): void {
    this.context = context;
    this.exten = exten;
    this.priority = priority;
  }
}

export class AmiBridge {
  readonly id: string;
  channels = 0;

  constructor(id: string) {
    this.id = id;
  }

  /** @param prefix `Orig`, `To` … */
  block(prefix = ''): string {
    return lines(
      `${prefix}BridgeUniqueid`,
      this.id,
      `${prefix}BridgeType`,
      'basic',
      `${prefix}BridgeTechnology`,
      'simple_bridge',
      `${prefix}BridgeCreator`,
      '<unknown>',
      `${prefix}BridgeName`,
      '<unknown>',
      `${prefix}BridgeNumChannels`,
      this.channels,
      `${prefix}BridgeVideoSourceMode`,
      'none',
    );
  }
}
