import type { ExchangeSettings } from '#lib/settings.ts';
import { type FilePosition, FollowedFile } from './followedFile.ts';
import type { QueueLogFollowerOptions } from './queueLogFollower.ts';

export interface OpenFollowedLog {
  exchange: ExchangeSettings;
  onNotice: (sentence: string) => void;
}

/** The queue_log that an exchange's settings name, ready to be followed. */
export function openFollowedLog({
  exchange,
  onNotice,
}: OpenFollowedLog): Pick<QueueLogFollowerOptions, 'log' | 'open'> {
  const path = exchange.queueLog ?? '';
  return { log: path, open: (kept) => new FollowedFile({ path, kept: kept as FilePosition | null, onNotice }) };
}
