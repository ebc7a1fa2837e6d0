import { subjectOf } from '#lib/contact/subject.ts';

/** One line of Asterisk's queue_log, versions 16 to 22 (older ones as far as their lines differ only in missing fields). */
export type QueueLogRow = QueueLogPlace &
  (
    | { event: 'ENTERQUEUE'; position: number | null }
    | { event: 'CONNECT'; holdSeconds: number; ringSeconds: number | null }
    | { event: TalkEndEvent; holdSeconds: number; talkSeconds: number }
    | { event: LeaveEvent; waitSeconds: number | null }
    | { event: 'RINGNOANSWER' | 'RINGCANCELED'; ringMs: number | null }
    | { event: PauseEvent; reason: string | null }
    /** The member's leg was gone before it met the caller, who waits on. */
    | { event: 'AGENTDUMP' }
    | { event: 'ADDMEMBER' | 'REMOVEMEMBER'; paused: boolean }
    | { event: 'PENALTY' | 'RINGINUSE'; value: number | null }
    /** Of agents who sign in at the exchange itself (app_agent_pool and what came before it). */
    | { event: 'AGENTLOGIN' | 'AGENTCALLBACKLOGIN'; place: string | null }
    | { event: 'AGENTLOGOFF' | 'AGENTCALLBACKLOGOFF'; place: string | null; signedInSeconds: number | null }
    /** The number that was called. */
    | { event: 'DID'; number: string | null }
    | { event: 'QUEUESTART' | 'CONFIGRELOAD' }
    /** Written by the dialplan's own QueueLog() when a citizen's call ends: when it began (epoch seconds), and what the IVR and agents told of it. */
    | { event: 'SANTRALCONTACT'; startedAt: number | null; contained: boolean | null; subject: string | null }
    /** Any other row, of the exchange or of somebody's own making. */
    | { event: 'OTHER'; name: string; fields: string[] }
  );

export interface QueueLogPlace {
  /** Epoch seconds, UTC. */
  at: number;
  /** The call's unique id; NONE, MANAGER or REALTIME for rows of no call. */
  callId: string;
  /** NONE for rows of no queue. */
  queue: string;
  /** The member's name on rows of calls and pauses, its interface on rows of membership, NONE on rows of no member. */
  agent: string;
}

export type TalkEndEvent = 'COMPLETEAGENT' | 'COMPLETECALLER' | 'BLINDTRANSFER' | 'ATTENDEDTRANSFER' | 'TRANSFER';
export type LeaveEvent = 'ABANDON' | 'EXITWITHTIMEOUT' | 'EXITWITHKEY' | 'EXITEMPTY' | 'WITHDRAW' | 'SYSCOMPAT';
export type PauseEvent = 'PAUSE' | 'UNPAUSE' | 'PAUSEALL' | 'UNPAUSEALL';

/** Asterisk writes no line over 8 KB; what is longer is no row, and no more of it is kept than this. */
export const longestLine = 64 * 1024;
/** Stands for a line that was longer. */
export const tooLongLine = '\0too long';

/** Why a line is no row of a queue_log; its message continues "FILE line N: …". */
export class QueueLogLineError extends Error {}

/** The line as it was written, be it on a machine that ends lines with CR LF; null when nothing stands on it. */
export function bareLine(line: string): string | null {
  const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
  return bare.trim() === '' ? null : bare;
}

/** The year 2100: a later time comes of two lines that ran into each other. */
const latestSecond = 4_102_444_800;

/**
 * Reads one line, without its line end: time|call|queue|agent|event|data…
 *
 * @throws QueueLogLineError when it is none
 */
export function parseQueueLogRow(line: string): QueueLogRow {
  if (line === tooLongLine || line.length > longestLine)
    throw new QueueLogLineError(`is longer than ${longestLine / 1024} KB`);
  // a file that was cut short under its writer may begin with NULs
  const fields = (line.startsWith('\0') ? line.replace(/^\0+/, '') : line).split('|');
  const [time, callId, queue, agent, event] = fields;
  if (
    time === undefined ||
    callId === undefined ||
    queue === undefined ||
    agent === undefined ||
    event === undefined ||
    event === ''
  )
    throw new QueueLogLineError(`has ${fields.length} fields where time|call|queue|agent|event are needed`);
  const at = Number(time);
  if (time === '' || !(at > 0 && at < latestSecond))
    throw new QueueLogLineError(`begins with "${shown(time)}" where epoch seconds are needed`);
  const place = { at, callId, queue, agent };
  const data = fields;
  switch (event) {
    case 'ENTERQUEUE':
      // url|caller|position
      return { ...place, event, position: optional(data[7]) };
    case 'CONNECT':
      // hold|bridged call|ring
      return { ...place, event, holdSeconds: required(data[5], 'hold time'), ringSeconds: optional(data[7]) };
    case 'COMPLETEAGENT':
    case 'COMPLETECALLER':
      // hold|talk|position on entering
      return {
        ...place,
        event,
        holdSeconds: required(data[5], 'hold time'),
        talkSeconds: required(data[6], 'talk time'),
      };
    case 'BLINDTRANSFER':
    case 'ATTENDEDTRANSFER':
    case 'TRANSFER':
      // where to, in one or more fields|hold|talk|position on entering
      return {
        ...place,
        event,
        holdSeconds: required(data.length > 7 ? data.at(-3) : undefined, 'hold time'),
        talkSeconds: required(data.at(-2), 'talk time'),
      };
    case 'ABANDON':
    case 'EXITWITHTIMEOUT':
    case 'EXITEMPTY':
    case 'WITHDRAW':
      // position|position on entering|wait
      return { ...place, event, waitSeconds: optional(data[7]) };
    case 'EXITWITHKEY':
      // key|position|position on entering|wait
      return { ...place, event, waitSeconds: optional(data[8]) };
    case 'SYSCOMPAT':
      return { ...place, event, waitSeconds: null };
    case 'RINGNOANSWER':
    case 'RINGCANCELED':
      return { ...place, event, ringMs: optional(data[5]) };
    case 'PAUSE':
    case 'UNPAUSE':
    case 'PAUSEALL':
    case 'UNPAUSEALL':
      // the reason is free text and may hold the separator
      return { ...place, event, reason: data.slice(5).join('|') || null };
    case 'ADDMEMBER':
    case 'REMOVEMEMBER':
      return { ...place, event, paused: data[5] === 'PAUSED' };
    case 'PENALTY':
    case 'RINGINUSE':
      return { ...place, event, value: optional(data[5]) };
    case 'AGENTLOGIN':
    case 'AGENTCALLBACKLOGIN':
      return { ...place, event, place: data[5] || null };
    case 'AGENTLOGOFF':
    case 'AGENTCALLBACKLOGOFF':
      // where|seconds, and behind that the cause of a callback agent's
      return { ...place, event, place: data[5] || null, signedInSeconds: optional(data[6]) };
    case 'SANTRALCONTACT':
      // began|contained|subject
      return {
        ...place,
        event,
        startedAt: optional(data[5]),
        contained: data[6] === '1' ? true : data[6] === '0' ? false : null,
        subject: subjectOf(data[7]),
      };
    case 'DID':
      return { ...place, event, number: data[5] || null };
    case 'AGENTDUMP':
    case 'QUEUESTART':
    case 'CONFIGRELOAD':
      return { ...place, event };
    default:
      return { ...place, event: 'OTHER', name: event, fields: data.slice(5) };
  }
}

function required(field: string | undefined, what: string): number {
  const value = optional(field);
  if (value === null) throw new QueueLogLineError(`has no ${what}`);
  return value;
}

/** Null when the field is not there, as in lines of older versions. */
function optional(field: string | undefined): number | null {
  if (field === undefined || field === '') return null;
  const value = Number(field);
  if (!(value >= 0)) throw new QueueLogLineError(`holds "${shown(field)}" where a number is needed`);
  return value;
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
