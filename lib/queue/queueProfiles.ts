import type { CentreSettings, ExchangeSettings } from '../settings.ts';

export interface QueueProfile {
  centre: string;
  label: string;
  thresholdSeconds: number;
}

/**
 * How each queue of an exchange is shown and measured. A queue that the settings do not name belongs to the exchange's
 * centre, under its own name and with that centre's threshold.
 */
export function queueProfiles(
  exchange: Pick<ExchangeSettings, 'id' | 'centre'>,
  centres: readonly CentreSettings[],
): (queue: string) => QueueProfile {
  const profiles = new Map<string, QueueProfile>();
  for (const centre of centres) {
    for (const { exchange: at, queue, label, thresholdSeconds } of centre.queues) {
      if (at === exchange.id) profiles.set(queue, { centre: centre.id, label, thresholdSeconds });
    }
  }
  const home = centres.find(({ id }) => id === exchange.centre);
  const thresholdSeconds = home?.target.thresholdSeconds ?? 20;
  return (queue) => profiles.get(queue) ?? { centre: exchange.centre, label: queue, thresholdSeconds };
}
