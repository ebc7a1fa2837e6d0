import type { ExchangeSettings } from '#lib/settings.ts';
import { type FilePosition, FollowedFile } from './followedFile.ts';
import { FollowedTable, type TablePosition } from './followedTable.ts';
import type { QueueLogFollowerOptions } from './queueLogFollower.ts';
import { isTableAddress, tableAddress } from './tableAddress.ts';

export interface OpenFollowedLog {
  exchange: Pick<ExchangeSettings, 'queueLog' | 'queueLogZone'>;
  onNotice: (sentence: string) => void;
}

/**
 * The queue_log that an exchange's settings name, a file or a table, ready to be followed.
 *
 * @throws Error in one sentence when a table's address is none
 */
export function openFollowedLog({
  exchange,
  onNotice,
}: OpenFollowedLog): Pick<QueueLogFollowerOptions, 'log' | 'open'> {
  const place = exchange.queueLog ?? '';
  if (!isTableAddress(place))
    return {
      log: place,
      open: (kept) => new FollowedFile({ path: place, kept: kept as FilePosition | null, onNotice }),
    };
  const address = tableAddress(place);
  const zone = exchange.queueLogZone;
  return {
    log: address.name,
    open: (kept) => new FollowedTable({ address, zone, kept: kept as TablePosition | null, onNotice }),
  };
}
