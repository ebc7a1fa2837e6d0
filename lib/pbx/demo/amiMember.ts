import { lines } from './amiText.ts';
import type { Agent, Member } from './callFlow.ts';

/** Asterisk's device state codes as the queue shows them, and their names in DeviceStateChange. */
const deviceCodes = { idle: 1, ringing: 6, in_use: 2, on_hold: 8 } as const;
const deviceNames = { idle: 'NOT_INUSE', ringing: 'RINGING', in_use: 'INUSE', on_hold: 'ONHOLD' } as const;

export function deviceName(agent: Agent): string {
  return deviceNames[agent.device];
}

/** The member in the words of the QueueMember* events. */
export function memberEvent(member: Member): string {
  return (
    lines('Queue', member.queue.name, 'MemberName', member.agent.name, 'Interface', member.agent.interface) +
    figures(member) +
    lines('Ringinuse', 0, 'Wrapuptime', 0)
  );
}

/** The same in the words of the QueueStatus list. */
export function memberItem(member: Member): string {
  return (
    lines('Queue', member.queue.name, 'Name', member.agent.name, 'Location', member.agent.interface) +
    figures(member) +
    lines('Wrapuptime', 0)
  );
}

function figures(member: Member): string {
  const { agent } = member;
  return lines(
    'StateInterface',
    agent.interface,
    'Membership',
    'dynamic',
    'Penalty',
    member.penalty,
    'CallsTaken',
    member.callsTaken,
    'LastCall',
    Math.floor(member.lastCallAt / 1000),
    'LastPause',
    Math.floor(member.pausedAt / 1000),
    'LoginTime',
    Math.floor(member.loginAt / 1000),
    'InCall',
    agent.talk?.member === member ? 1 : 0,
    'Status',
    deviceCodes[agent.device],
    'Paused',
    member.paused ? 1 : 0,
    'PausedReason',
    member.pauseReason,
  );
}
