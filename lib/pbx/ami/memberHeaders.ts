import type { DeviceState, MemberKind, QueueMembership } from '../pbxEvent.ts';
import type { AmiMessage } from './amiMessage.ts';

/** Asterisk's device state numbers, as QueueMember and QueueMemberStatus carry them. */
const deviceStates: Record<string, DeviceState> = {
  '0': 'unknown',
  '1': 'idle',
  '2': 'in_use',
  '3': 'in_use',
  '4': 'unavailable',
  '5': 'unavailable',
  '6': 'ringing',
  '7': 'in_use',
  '8': 'on_hold',
};

const memberKinds: Record<string, MemberKind> = { dynamic: 'dynamic', static: 'static', realtime: 'realtime' };

/**
 * The membership told by a QueueMember list item (Name, Location) or a QueueMember* event (MemberName, Interface). The
 * agent is the interface that is rung; Status is already that of its StateInterface, where it has one.
 */
export function membershipOf(message: AmiMessage): QueueMembership {
  const agent = message.get('Interface') ?? message.get('Location') ?? '';
  const paused = message.get('Paused') === '1';
  const lastPausedAt = epochMs(message.get('LastPause'));
  return {
    agent,
    agentName: message.get('MemberName') || message.get('Name') || agent,
    device: deviceStates[message.get('Status') ?? ''] ?? 'unknown',
    paused,
    pauseReason: (paused && message.get('PausedReason')) || null,
    inCall: message.get('InCall') === '1',
    pausedSince: paused ? lastPausedAt : null,
    lastPausedAt,
    signedInSince: epochMs(message.get('LoginTime')),
    lastCallEndedAt: epochMs(message.get('LastCall')),
    kind: memberKinds[message.get('Membership') ?? ''] ?? null,
  };
}

/** Epoch seconds on the wire to epoch ms; 0 is the exchange's word for never. */
function epochMs(value: string | undefined): number | null {
  const seconds = wholeNumber(value);
  return seconds === null || seconds === 0 ? null : seconds * 1000;
}

/** A whole number from a header; null when the header is missing or no number. */
export function wholeNumber(value: string | undefined): number | null {
  return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : null;
}
