import type { ArrivalOptions } from './arrivals.ts';
import { contactUserEvent, containedVariable, subjectVariable } from './contactMarks.ts';
import type { FewEvents } from './eventFilter.ts';
import { queueVariables } from './sessionOptions.ts';
import { readEvents } from './translation.ts';

/** What a session is to ask of an exchange, so that nothing comes that nobody reads; steps of the dialplan where they tell of citizens' calls. */
export function heardEvents({
  inboundContexts,
  containedContexts,
}: Pick<ArrivalOptions, 'inboundContexts' | 'containedContexts'>): { wanted: ReadonlySet<string>; few: FewEvents } {
  const marks = [containedVariable, subjectVariable].flatMap((name) => [name, `_${name}`, `__${name}`]);
  const wanted = new Set(readEvents);
  if (inboundContexts.length === 0) wanted.delete('Newexten');
  return {
    wanted,
    few: {
      variables: [...queueVariables, ...marks],
      userEvents: [contactUserEvent],
      contexts: { arrival: inboundContexts, whole: containedContexts.map((place) => place.replace(/\/.*$/, '')) },
    },
  };
}
