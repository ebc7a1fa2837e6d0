import type { AmiMessage } from './amiMessage.ts';
import { encodeText } from './wireText.ts';

/** Headers of an action; a list of values repeats the header. */
export type ActionHeaders = Readonly<Record<string, string | number | readonly string[]>>;

/** Asterisk reads input lines of at most 1,024 bytes, line end included. */
const MAX_LINE_BYTES = 1022;

/** Whether Asterisk would read a header of this value. */
export function fitsLine(header: string, value: string): boolean {
  return `${header}: ${encodeText(value)}`.length <= MAX_LINE_BYTES;
}

/**
 * The wire text of an action, one character per byte.
 * @throws RangeError naming the header, never its value, if it cannot be sent: a line break or NUL in it, or over
 * 1,022 bytes for the line.
 */
export function encodeAction(name: string, actionId: string, headers: ActionHeaders): string {
  let text = actionLine(name, 'Action', name) + actionLine(name, 'ActionID', actionId);
  for (const [header, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value]) text += actionLine(name, header, String(one));
  }
  return `${text}\r\n`;
}

function actionLine(action: string, header: string, value: string): string {
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(header)) {
    throw new RangeError(`Action ${JSON.stringify(action)} has a header that is no AMI header name.`);
  }
  if (/[\r\n\0]/.test(value)) {
    throw new RangeError(
      `Header ${header} of an AMI action holds a line break or NUL, which would inject another header.`,
    );
  }
  const line = `${header}: ${encodeText(value)}`;
  if (line.length > MAX_LINE_BYTES) {
    throw new RangeError(
      `Header ${header} of an AMI action makes a line of ${line.length} bytes; Asterisk reads at most ${MAX_LINE_BYTES}.`,
    );
  }
  return `${line}\r\n`;
}

/** Why an action brought nothing. */
export class AmiActionError extends Error {
  readonly action: string;
  readonly reason: 'refused' | 'timed_out' | 'disconnected';
  /** The exchange's refusal; null when it said nothing. */
  readonly response: AmiMessage | null;

  constructor(action: string, reason: AmiActionError['reason'], response: AmiMessage | null, sentence: string) {
    super(sentence);
    this.name = 'AmiActionError';
    this.action = action;
    this.reason = reason;
    this.response = response;
  }
}

export interface AmiList {
  /** What announced the list. */
  response: AmiMessage;
  items: AmiMessage[];
  /** What closed it. */
  complete: AmiMessage;
}

/** The lines that a Command answered, whichever way this Asterisk sends them. */
export function commandOutput(response: AmiMessage): string[] {
  if (response.name !== 'Follows') return response.getAll('Output');
  const lines = response.lines();
  const body = lines.findIndex((line) => !/^(?:Response|Privilege|ActionID): /.test(line));
  const end = lines.findLastIndex((line) => line.endsWith('--END COMMAND--'));
  const output = body < 0 ? [] : lines.slice(body, end < 0 ? undefined : end + 1);
  const last = output.pop()?.replace(/--END COMMAND--$/, '');
  return last ? [...output, last] : output;
}
