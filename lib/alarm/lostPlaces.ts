import type { AlarmRule } from './alarmRule.ts';

/** What a rule names and what is not there any more; `watched`: whether anything is left that it is held against. */
export interface LostPlaces {
  centres: string[];
  queues: string[];
  watched: boolean;
}

/** @param there the centres and queues that there are; a queue that is only remembered for its history is `gone` */
export function lostPlaces(
  { scope }: Pick<AlarmRule, 'scope'>,
  there: { centres: readonly { id: string }[]; queues: readonly { id: string; gone: boolean }[] },
): LostPlaces {
  const centres = scope.centres.filter((id) => !there.centres.some((centre) => centre.id === id));
  const queues = scope.queues.filter((id) => !there.queues.some((queue) => queue.id === id && !queue.gone));
  const left = (named: readonly string[], lost: readonly string[]) => named.length === 0 || lost.length < named.length;
  return { centres, queues, watched: left(scope.centres, centres) && left(scope.queues, queues) };
}
