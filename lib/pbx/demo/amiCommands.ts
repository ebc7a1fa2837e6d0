import type { AmiTarget } from './amiTarget.ts';
import { isFree, type Member, type QueueLine, wholeSeconds } from './callFlow.ts';

/** The few CLI commands that clients send by action Command. @returns the lines, or null for a command that is not known. */
export function runCommand(target: AmiTarget, command: string, version: string): string[] | null {
  const words = command.trim().split(/\s+/);
  const phrase = words.join(' ').toLowerCase();
  if (phrase === 'core show version')
    return [`${version} built by root @ demo on a x86_64 running Linux on 2026-01-15 09:00:00 UTC`];
  if (phrase === 'core show uptime') return uptime(Date.now() - target.startedAt);
  if (phrase === 'core show channels count') return channelCount(target);
  if (phrase === 'core restart now') {
    target.restart();
    return [];
  }
  if (phrase === 'channel request hangup all') {
    target.switchboard.hangUpAll();
    return ['Requested Hangup on all channels'];
  }
  if (phrase === 'queue show') return target.switchboard.queues.flatMap((queue) => [...showQueue(target, queue), '']);
  if (phrase.startsWith('queue show ')) {
    const queue = target.switchboard.queues.find((each) => each.name === words[2]);
    return queue ? showQueue(target, queue) : [`No such queue: ${words[2]}.`];
  }
  return null;
}

function showQueue(target: AmiTarget, queue: QueueLine): string[] {
  const { config, totals } = queue;
  const { now } = target.switchboard.clock;
  const max = config.maxWaiting === 0 ? 'unlimited' : String(config.maxWaiting);
  const level = totals.completed === 0 ? 0 : (100 * totals.completedInTime) / totals.completed;
  const all = totals.completed + totals.abandoned;
  const levelOfAll = all === 0 ? 0 : (100 * (totals.completedInTime + totals.abandonedInTime)) / all;
  const head =
    `${queue.name} has ${queue.waiting.length} calls (max ${max}) in '${config.strategy}' strategy ` +
    `(${totals.holdTime}s holdtime, ${totals.talkTime}s talktime), W:0, C:${totals.completed}, A:${totals.abandoned}, ` +
    `SL:${level.toFixed(1)}%, SL2:${levelOfAll.toFixed(1)}% within ${config.serviceLevelSeconds}s`;
  const members = queue.members.map((member) => showMember(member, now));
  const callers = queue.waiting.map((call, i) => {
    const seconds = wholeSeconds(call.joinedAt, now);
    const wait = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    return `      ${i + 1}. ${target.channels.get(call.id)?.name ?? call.id} (wait: ${wait}, prio: 0)`;
  });
  return [
    head,
    ...(members.length === 0 ? ['   No Members'] : ['   Members: ', ...members]),
    ...(callers.length === 0 ? ['   No Callers'] : ['   Callers: ', ...callers]),
  ];
}

const deviceWords = { idle: 'Not in use', ringing: 'Ringing', in_use: 'In use', on_hold: 'On Hold' } as const;

function showMember(member: Member, now: number): string {
  const { agent } = member;
  const penalty = member.penalty > 0 ? ` with penalty ${member.penalty}` : '';
  const paused = member.paused
    ? ` (paused${member.pauseReason ? `:${member.pauseReason}` : ''} was ${wholeSeconds(member.pausedAt, now)} secs ago)`
    : '';
  const inCall = agent.talk?.member === member ? ' (in call)' : '';
  const wrapUp = !member.paused && agent.device === 'idle' && !isFree(member) ? ' (in wrapup)' : '';
  const taken =
    member.callsTaken === 0
      ? 'has taken no calls yet'
      : `has taken ${member.callsTaken} calls (last was ${wholeSeconds(member.lastCallAt, now)} secs ago)`;
  return (
    `      ${agent.name} (${agent.interface})${penalty} (ringinuse disabled) (dynamic)${paused}${inCall}` +
    ` (${deviceWords[agent.device]})${wrapUp} ${taken} (login was ${wholeSeconds(member.loginAt, now)} secs ago)`
  );
}

function uptime(ms: number): string[] {
  const seconds = Math.floor(ms / 1000);
  const parts = [
    [Math.floor(seconds / 3600), 'hour'],
    [Math.floor(seconds / 60) % 60, 'minute'],
    [seconds % 60, 'second'],
  ] as const;
  const text = parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}${n === 1 ? '' : 's'}`)
    .join(', ');
  return [`System uptime: ${text}`, `Last reload: ${text}`];
}

function channelCount(target: AmiTarget): string[] {
  const channels = target.channels.size;
  const calls = target.switchboard.calls.size;
  return [`${channels} active channels`, `${calls} active calls`, `${calls} calls processed`];
}
