import { isFree, type Member, type QueueLine } from './callFlow.ts';
import type { SeededRandom } from './seededRandom.ts';

/** Whom the queue's strategy rings next: one member, or several for ringall; only the lowest penalty that is free. */
export function memberToRing(queue: QueueLine, random: SeededRandom): Member[] {
  const free = lowestPenalty(queue.members);
  if (free.length === 0) return free;
  switch (queue.config.strategy) {
    case 'ringall':
      return free;
    case 'random':
      return [random.pick(free)];
    case 'leastrecent':
      return [least(free, (member) => member.lastCallAt)];
    case 'fewestcalls':
      return [least(free, (member) => member.callsTaken)];
    case 'linear':
      return free.slice(0, 1);
    case 'rrmemory':
      return [inTurn(queue, free)];
  }
}

function lowestPenalty(members: readonly Member[]): Member[] {
  let found: Member[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  for (const member of members) {
    if (member.penalty > lowest || !isFree(member)) continue;
    if (member.penalty < lowest) found = [];
    lowest = member.penalty;
    found.push(member);
  }
  return found;
}

function inTurn(queue: QueueLine, free: readonly Member[]): Member {
  const next = free.find((member) => queue.members.indexOf(member) > queue.turn) ?? (free[0] as Member);
  queue.turn = queue.members.indexOf(next);
  return next;
}

function least(members: readonly Member[], value: (member: Member) => number): Member {
  return members.reduce((best, each) => (value(each) < value(best) ? each : best));
}
