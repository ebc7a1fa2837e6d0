'use client';

import { useTranslations } from 'use-intl';
import type { AgentNow } from '#lib/feed/feedEvents.ts';

export interface AgentWords {
  /** Beside the name: the reason of the pause, the queue, or the state itself. */
  why: string;
  /** All that is known, for the tooltip. */
  hint: string;
}

/** What an agent does, in words; `labels` of the board's queues by their ids. */
export function useAgentWords(): (agent: AgentNow, labels: ReadonlyMap<string, string>) => AgentWords {
  const t = useTranslations('wall');
  return (agent, labels) => {
    const { state, onQueue, pauseReason, pausedIn, queues, suspect } = agent;
    const named = (ids: readonly string[]) =>
      ids.map((id) => labels.get(id) ?? id.slice(id.indexOf(':') + 1)).join(', ');
    const stateWord = t(`state.${state}`);
    const onCall = state === 'ringing' || state === 'on_contact' || state === 'on_hold';
    const partly = pausedIn.length > 0 && pausedIn.length < queues.length;
    let why = stateWord;
    if (state === 'paused') why = pauseReason ?? stateWord;
    else if (onQueue !== null) why = named([onQueue]);
    else if (onCall) why = t('agents.outside');
    else if (partly) why = t('agents.pausedIn', { queues: named(pausedIn) });
    const hints = [stateWord];
    if (onQueue !== null || state === 'paused' || onCall) hints.push(why);
    if (partly) hints.push(t('agents.pausedIn', { queues: named(pausedIn) }));
    if (onCall && pausedIn.length > 0 && !partly)
      hints.push(pauseReason === null ? t('agents.pausedAfter') : t('agents.pausedAfterFor', { reason: pauseReason }));
    if (suspect) hints.push(t(`agents.why.${suspect.reason}`));
    return { why, hint: [...new Set(hints)].join(' · ') };
  };
}
