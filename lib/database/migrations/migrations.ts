import type { Migration } from 'kysely/migration';
import * as visitsAndRollups from './0001VisitsAndRollups.ts';
import * as loggedSpans from './0002LoggedSpans.ts';
import * as agentHistory from './0003AgentHistory.ts';
import * as forecasts from './0004Forecasts.ts';
import * as roster from './0005Roster.ts';
import * as access from './0006Access.ts';
import * as boards from './0007Boards.ts';
import * as screens from './0008Screens.ts';
import * as alarms from './0009Alarms.ts';
import * as contacts from './0010Contacts.ts';
import * as alarmPlaces from './0011AlarmPlaces.ts';
import * as pictureNeed from './0012PictureNeed.ts';

/** In order of their names; a released one never changes. */
export const migrations: Record<string, Migration> = {
  '0001VisitsAndRollups': visitsAndRollups,
  '0002LoggedSpans': loggedSpans,
  '0003AgentHistory': agentHistory,
  '0004Forecasts': forecasts,
  '0005Roster': roster,
  '0006Access': access,
  '0007Boards': boards,
  '0008Screens': screens,
  '0009Alarms': alarms,
  '0010Contacts': contacts,
  '0011AlarmPlaces': alarmPlaces,
  '0012PictureNeed': pictureNeed,
};
