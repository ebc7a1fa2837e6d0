import type { Locale } from './locale.ts';
import enAccess from './messages/en/access.json';
import enAccuracy from './messages/en/accuracy.json';
import enAgents from './messages/en/agents.json';
import enAlarmBanner from './messages/en/alarmBanner.json';
import enAlarms from './messages/en/alarms.json';
import enBoards from './messages/en/boards.json';
import enFloor from './messages/en/floor.json';
import enFrame from './messages/en/frame.json';
import enHistory from './messages/en/history.json';
import enPlan from './messages/en/plan.json';
import enScreens from './messages/en/screens.json';
import enSettings from './messages/en/settings.json';
import enTiles from './messages/en/tiles.json';
import enTv from './messages/en/tv.json';
import enWall from './messages/en/wall.json';
import trAccess from './messages/tr/access.json';
import trAccuracy from './messages/tr/accuracy.json';
import trAgents from './messages/tr/agents.json';
import trAlarmBanner from './messages/tr/alarmBanner.json';
import trAlarms from './messages/tr/alarms.json';
import trBoards from './messages/tr/boards.json';
import trFloor from './messages/tr/floor.json';
import trFrame from './messages/tr/frame.json';
import trHistory from './messages/tr/history.json';
import trPlan from './messages/tr/plan.json';
import trScreens from './messages/tr/screens.json';
import trSettings from './messages/tr/settings.json';
import trTiles from './messages/tr/tiles.json';
import trTv from './messages/tr/tv.json';
import trWall from './messages/tr/wall.json';

/** Every text of every screen, one file per area and language. */
export const messages = {
  tr: {
    access: trAccess,
    settings: trSettings,
    screens: trScreens,
    tv: trTv,
    alarmBanner: trAlarmBanner,
    alarms: trAlarms,
    boards: trBoards,
    floor: trFloor,
    frame: trFrame,
    wall: trWall,
    tiles: trTiles,
    history: trHistory,
    plan: trPlan,
    agents: trAgents,
    accuracy: trAccuracy,
  },
  en: {
    access: enAccess,
    settings: enSettings,
    screens: enScreens,
    tv: enTv,
    alarmBanner: enAlarmBanner,
    alarms: enAlarms,
    boards: enBoards,
    floor: enFloor,
    frame: enFrame,
    wall: enWall,
    tiles: enTiles,
    history: enHistory,
    plan: enPlan,
    agents: enAgents,
    accuracy: enAccuracy,
  },
} satisfies Record<Locale, Record<string, object>>;

export type Messages = (typeof messages)['tr'];
export type Area = keyof Messages;

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: Messages;
  }
}
