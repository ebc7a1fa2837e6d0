import type { CentreSettings } from '#lib/settings.ts';
import { formatsOf } from '../i18n/formats.ts';
import type { ScopeChoice } from './ScopeSelect.tsx';
import { queueId } from './scope.ts';

/** Centres in the order of the settings, queues by the alphabet. */
export function scopeChoices(centres: readonly CentreSettings[]): ScopeChoice[] {
  const { compare } = formatsOf('tr');
  return centres.map(({ id, label, queues }) => ({
    centre: { id, label },
    queues: queues
      .map((queue) => ({ id: queueId(queue), label: queue.label }))
      .sort((a, b) => compare(a.label, b.label)),
  }));
}
