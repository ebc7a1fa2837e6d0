import type { AdherenceFigures } from '#lib/adherence/adherenceFigures.ts';
import type { ActualNow } from '#lib/adherence/adherenceNow.ts';
import type { Unobserved } from '#lib/adherence/observedTime.ts';
import type { DayState } from '#lib/database/agentDay.ts';
import type { Stretch } from '#lib/roster/averageOnDuty.ts';
import type { RosterActivity } from '#lib/roster/rosteredShift.ts';
import type { PauseMeanings } from '#lib/staffing/shrinkageCause.ts';

/** What `/api/floor/roster` answers: the present day's roster and how far it was kept. Instants are epoch ms. */
export interface RosterToday {
  /** Until when the figures count. */
  asOf: number;
  centres: RosterCentre[];
  /** Whoever is rostered today. */
  agents: RosterAgent[];
}

export interface RosterCentre {
  id: string;
  /** Its present day. */
  day: Stretch;
  /** Of which time of it a roster says who works. */
  covered: Stretch[];
  /** What the settings say of its pause reasons. */
  pauseMeanings: PauseMeanings;
}

export interface RosterAgent {
  /** As in the live feed; null: no exchange of the centre has seen the one whom the roster names. */
  id: string | null;
  centre: string;
  name: string;
  entries: { startsAt: number; endsAt: number; activity: RosterActivity }[];
  /** As of `asOf`; null: not observed then. */
  actual: ActualNow | null;
  figures: AdherenceFigures;
}

/** What `/api/floor/agent` answers: one agent's day as rostered and as it was. */
export interface AgentDay extends RosterAgent {
  asOf: number;
  day: Stretch;
  zone: string;
  covered: Stretch[];
  states: DayState[];
  unobserved: Unobserved[];
  pauseMeanings: PauseMeanings;
}
