import type { CentreSettings, ExchangeSettings } from '../settings.ts';

export interface QueueProfile {
  centre: string;
  label: string;
  thresholdSeconds: number;
}

/**
 * How each queue of an exchange is shown and measured. A queue that the settings do not name belongs to the exchange's
 * centre, under its own name and with that centre's threshold.
 *
 * @param onUnnamed one sentence, once, about each queue that the settings leave out though they name others
 */
export function queueProfiles(
  exchange: Pick<ExchangeSettings, 'id' | 'centre'>,
  centres: readonly CentreSettings[],
  onUnnamed: (sentence: string) => void = () => {},
): (queue: string) => QueueProfile {
  const profiles = new Map<string, QueueProfile>();
  for (const centre of centres) {
    for (const { exchange: at, queue, label, thresholdSeconds } of centre.queues) {
      if (at === exchange.id) profiles.set(queue, { centre: centre.id, label, thresholdSeconds });
    }
  }
  const home = centres.find(({ id }) => id === exchange.centre);
  const thresholdSeconds = home?.target.thresholdSeconds ?? 20;
  const namesQueues = profiles.size > 0;
  return (queue) => {
    const known = profiles.get(queue);
    if (known) return known;
    const profile = { centre: exchange.centre, label: queue, thresholdSeconds };
    profiles.set(queue, profile);
    if (namesQueues)
      onUnnamed(
        `Queue ${queue} of ${exchange.id} is not in santral.yaml: it counts for centre ${exchange.centre} under its own name; ` +
          'list it under queues: to give it a label and a threshold',
      );
    return profile;
  };
}
