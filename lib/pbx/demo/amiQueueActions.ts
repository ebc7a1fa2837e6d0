import { memberItem } from './amiMember.ts';
import { type AmiRequest, type AmiSession, actionId } from './amiSession.ts';
import type { AmiAction, AmiTarget } from './amiTarget.ts';
import { lines } from './amiText.ts';
import { type Agent, type Member, noTotals, type QueueLine, type QueueTotals, wholeSeconds } from './callFlow.ts';
import { newAgent } from './staff.ts';

/** The actions of app_queue. */
export const queueActions: Readonly<Record<string, AmiAction>> = {
  QueueAdd: { summary: 'Add interface to queue.', authority: ['agent'], run: queueAdd },
  QueuePause: { summary: 'Makes a queue member temporarily unavailable.', authority: ['agent'], run: queuePause },
  QueuePenalty: { summary: 'Set the penalty for a queue member.', authority: ['agent'], run: queuePenalty },
  QueueRemove: { summary: 'Remove interface from queue.', authority: ['agent'], run: queueRemove },
  QueueReset: { summary: 'Reset queue statistics.', authority: [], run: queueReset },
  QueueStatus: { summary: 'Show queue status.', authority: [], run: queueStatus },
  QueueSummary: { summary: 'Show queue summary.', authority: [], run: queueSummary },
  QueueWithdrawCaller: { summary: 'Request to withdraw a caller from the queue.', authority: [], run: withdrawCaller },
};

function queueStatus(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const id = actionId(request);
  const { now } = target.switchboard.clock;
  const onlyMember = request.headers.get('member') ?? '';
  const items: string[] = [];
  for (const queue of asked(target, request)) {
    items.push(lines('Event', 'QueueParams') + params(queue) + id);
    for (const member of queue.members) {
      if (onlyMember !== '' && onlyMember !== member.agent.interface) continue;
      items.push(lines('Event', 'QueueMember') + memberItem(member) + id);
    }
    for (const [index, call] of queue.waiting.entries()) {
      const channel = target.channels.get(call.id);
      if (!channel) continue;
      items.push(
        lines(
          'Event',
          'QueueEntry',
          'Queue',
          queue.name,
          'Position',
          index + 1,
          'Channel',
          channel.name,
          'Uniqueid',
          call.id,
          'CallerIDNum',
          plain(channel.callerNum),
          'CallerIDName',
          plain(channel.callerName),
          'ConnectedLineNum',
          plain(channel.lineNum),
          'ConnectedLineName',
          plain(channel.lineName),
          'Wait',
          wholeSeconds(call.joinedAt, now),
          'Priority',
          0,
        ) + id,
      );
    }
  }
  session.list(request, 'Queue status will follow', items, 'QueueStatusComplete');
  return null;
}

function params(queue: QueueLine): string {
  const { config, totals } = queue;
  return lines(
    'Queue',
    queue.name,
    'Max',
    config.maxWaiting,
    'Strategy',
    config.strategy,
    'Calls',
    queue.waiting.length,
    'Holdtime',
    totals.holdTime,
    'TalkTime',
    totals.talkTime,
    'Completed',
    totals.completed,
    'Abandoned',
    totals.abandoned,
    'ServiceLevel',
    config.serviceLevelSeconds,
    'ServicelevelPerf',
    levelOfCompleted(totals),
    'ServicelevelPerf2',
    levelOfAll(totals),
    'Weight',
    0,
  );
}

function levelOfCompleted(totals: QueueTotals): string {
  return totals.completed === 0 ? '0.0' : ((100 * totals.completedInTime) / totals.completed).toFixed(1);
}
function levelOfAll(totals: QueueTotals): string {
  const all = totals.completed + totals.abandoned;
  return all === 0 ? '0.0' : ((100 * (totals.completedInTime + totals.abandonedInTime)) / all).toFixed(1);
}

function queueSummary(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const { now } = target.switchboard.clock;
  const items = asked(target, request).map((queue) => {
    const longest = Math.max(0, ...queue.waiting.map((call) => wholeSeconds(call.joinedAt, now)));
    return (
      lines(
        'Event',
        'QueueSummary',
        'Queue',
        queue.name,
        'LoggedIn',
        queue.members.length,
        'Available',
        queue.members.filter((member) => !member.paused && member.agent.device === 'idle').length,
        'Callers',
        queue.waiting.length,
        'HoldTime',
        queue.totals.holdTime,
        'TalkTime',
        queue.totals.talkTime,
        'LongestHoldTime',
        longest,
      ) + actionId(request)
    );
  });
  session.list(request, 'Queue summary will follow', items, 'QueueSummaryComplete');
  return null;
}

function queueReset(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  for (const queue of asked(target, request)) queue.totals = noTotals();
  session.success(request, 'Queue stats reset successfully');
  return null;
}

function queueAdd(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const name = request.headers.get('queue') ?? '';
  const device = request.headers.get('interface') ?? '';
  if (name === '') return "'Queue' not specified.";
  if (device === '') return "'Interface' not specified.";
  const queue = queueNamed(target, name);
  if (!queue) return 'Unable to add interface to queue: No such queue';
  if (memberOf(queue, device)) return 'Unable to add interface: Already there';
  const { staff } = target.switchboard;
  const agent = agentAt(target, device) ?? guest(target, device, request.headers.get('membername') ?? '');
  const member = staff.join(queue, agent, Math.max(0, Number(request.headers.get('penalty') ?? 0) || 0));
  session.success(request, 'Added interface to queue');
  if (isTrue(request.headers.get('paused')))
    staff.pause(agent, [member], true, request.headers.get('reason') ?? '', false);
  target.switchboard.queueing.freed(agent);
  return null;
}

function queueRemove(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const name = request.headers.get('queue') ?? '';
  const device = request.headers.get('interface') ?? '';
  if (name === '' || device === '') return "Need 'Queue' and 'Interface' parameters.";
  const queue = queueNamed(target, name);
  if (!queue) return 'Unable to remove interface from queue: No such queue';
  const member = memberOf(queue, device);
  if (!member) return 'Unable to remove interface: Not there';
  target.switchboard.staff.leave(member);
  session.success(request, 'Removed interface from queue');
  return null;
}

function queuePause(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const device = request.headers.get('interface') ?? '';
  const paused = request.headers.get('paused');
  if (device === '' || paused === undefined) return "Need 'Interface' and 'Paused' parameters.";
  const name = request.headers.get('queue') ?? '';
  const members = asked(target, request).flatMap((queue) => memberOf(queue, device) ?? []);
  const agent = members[0]?.agent;
  if (!agent) return 'Interface not found';
  const reason = request.headers.get('reason') ?? '';
  target.switchboard.staff.pause(agent, members, isTrue(paused), reason, name === '');
  session.success(request, `Interface ${isTrue(paused) ? 'paused' : 'unpaused'} successfully`);
  return null;
}

function queuePenalty(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const device = request.headers.get('interface') ?? '';
  const penalty = request.headers.get('penalty') ?? '';
  if (device === '' || penalty === '') return "Need 'Interface' and 'Penalty' parameters.";
  const members = asked(target, request).flatMap((queue) => memberOf(queue, device) ?? []);
  if (members.length === 0) return 'Invalid interface, queuename or penalty';
  for (const member of members) target.switchboard.staff.setPenalty(member, Math.max(0, Number(penalty) || 0));
  session.success(request, 'Interface penalty set successfully');
  return null;
}

function withdrawCaller(target: AmiTarget, session: AmiSession, request: AmiRequest): string | null {
  const name = request.headers.get('queue') ?? '';
  const caller = request.headers.get('caller') ?? '';
  if (name === '') return "'Queue' not specified.";
  if (caller === '') return "'Caller' not specified.";
  const call = queueNamed(target, name)?.waiting.find((each) => target.channels.get(each.id)?.name === caller);
  if (!call || !target.switchboard.queueing.withdraw(call)) {
    return 'Unable to withdraw caller: No such queue or caller';
  }
  session.success(request, 'Withdraw requested successfully');
  return null;
}

/** The queue named in the request, or all when none is. */
function asked(target: AmiTarget, request: AmiRequest): QueueLine[] {
  const name = request.headers.get('queue') ?? '';
  return name === '' ? target.switchboard.queues : target.switchboard.queues.filter((queue) => queue.name === name);
}

function queueNamed(target: AmiTarget, name: string): QueueLine | undefined {
  return target.switchboard.queues.find((queue) => queue.name === name);
}

function memberOf(queue: QueueLine, device: string): Member | undefined {
  return queue.members.find((member) => member.agent.interface === device);
}

function agentAt(target: AmiTarget, device: string): Agent | undefined {
  return target.switchboard.staff.agents.find((agent) => agent.interface === device);
}

/** Somebody who is not on the centre's staff; the model answers the phone for them too. */
function guest(target: AmiTarget, device: string, name: string): Agent {
  const { agents } = target.switchboard.staff;
  const agent = newAgent(agents.length, name === '' ? device : name, device.replace(/^.*\//, ''), {});
  agent.interface = device;
  agents.push(agent);
  return agent;
}

function isTrue(value: string | undefined): boolean {
  return ['1', 'true', 'yes', 'y', 't', 'on'].includes((value ?? '').toLowerCase());
}

function plain(value: string): string {
  return value === '<unknown>' ? 'unknown' : value;
}
