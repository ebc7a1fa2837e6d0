import type { CentreSettings, QueueSettings } from '#lib/settings.ts';

/** What a page is about: one queue, or all queues of a centre. */
export interface Scope {
  /** As it stands in the address: a centre's id, or `exchange:queue`. */
  id: string;
  label: string;
  centre: CentreSettings;
  /** The queues that count, one or all. */
  queues: readonly QueueSettings[];
  /** null: the whole centre. */
  queue: QueueSettings | null;
}

export function queueId({ exchange, queue }: Pick<QueueSettings, 'exchange' | 'queue'>): string {
  return `${exchange}:${queue}`;
}

/** The scope that an address names; null when there is none of that name. */
export function scopeOf(id: string, centres: readonly CentreSettings[]): Scope | null {
  for (const centre of centres) {
    if (centre.id === id) return { id, label: centre.label, centre, queues: centre.queues, queue: null };
    const queue = centre.queues.find((one) => queueId(one) === id);
    if (queue) return { id, label: queue.label, centre, queues: [queue], queue };
  }
  return null;
}

/** Shown when an address names none: the first centre, whole. */
export function firstScope(centres: readonly CentreSettings[]): Scope | null {
  const centre = centres[0];
  return centre ? scopeOf(centre.id, centres) : null;
}
