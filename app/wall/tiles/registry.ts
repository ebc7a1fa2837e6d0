import type { ComponentType } from 'react';
import type { TileKind } from '#lib/board/tileKind.ts';
import type { OptionsOf } from '#lib/board/tileOptions.ts';
import { AgentListTile } from './AgentListTile.tsx';
import { AgentsByStateTile } from './AgentsByStateTile.tsx';
import { AlarmsTile } from './AlarmsTile.tsx';
import { ClockTile } from './ClockTile.tsx';
import { DayCurveTile } from './DayCurveTile.tsx';
import { IvrContainmentTile } from './IvrContainmentTile.tsx';
import { LongestWaitTile } from './LongestWaitTile.tsx';
import { NumberTile } from './NumberTile.tsx';
import { OutOfScopeTile } from './OutOfScopeTile.tsx';
import { PictureTile } from './PictureTile.tsx';
import { QueueTableTile } from './QueueTableTile.tsx';
import { SeatMapTile } from './SeatMapTile.tsx';
import { ServiceLevelTile } from './ServiceLevelTile.tsx';
import { StaffingTile } from './StaffingTile.tsx';
import { TickerTile } from './TickerTile.tsx';
import type { TileProps } from './tileProps.ts';
import { WaitingListTile } from './WaitingListTile.tsx';

/** How each kind of tile looks. What it takes and needs stands in tileOptions.ts and tileFacts.ts of lib/board. */
const tileViews: { [K in TileKind]: ComponentType<TileProps<OptionsOf<K>>> } = {
  number: NumberTile,
  service_level: ServiceLevelTile,
  longest_wait: LongestWaitTile,
  waiting_list: WaitingListTile,
  queue_table: QueueTableTile,
  agents_by_state: AgentsByStateTile,
  agent_list: AgentListTile,
  seat_map: SeatMapTile,
  day_curve: DayCurveTile,
  staffing: StaffingTile,
  ivr_containment: IvrContainmentTile,
  out_of_scope: OutOfScopeTile,
  alarms: AlarmsTile,
  clock: ClockTile,
  ticker: TickerTile,
  picture: PictureTile,
};

/** undefined: of a newer build than this screen's. */
export function tileViewOf(kind: TileKind): ComponentType<TileProps> | undefined {
  return tileViews[kind] as ComponentType<TileProps> | undefined;
}
