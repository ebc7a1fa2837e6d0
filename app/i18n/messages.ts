import type { Locale } from './locale.ts';
import enAccuracy from './messages/en/accuracy.json';
import enAgents from './messages/en/agents.json';
import enBoards from './messages/en/boards.json';
import enFrame from './messages/en/frame.json';
import enHistory from './messages/en/history.json';
import enPlan from './messages/en/plan.json';
import enWall from './messages/en/wall.json';
import trAccuracy from './messages/tr/accuracy.json';
import trAgents from './messages/tr/agents.json';
import trBoards from './messages/tr/boards.json';
import trFrame from './messages/tr/frame.json';
import trHistory from './messages/tr/history.json';
import trPlan from './messages/tr/plan.json';
import trWall from './messages/tr/wall.json';

/** Every text of every screen, one file per area and language. */
export const messages = {
  tr: {
    boards: trBoards,
    frame: trFrame,
    wall: trWall,
    history: trHistory,
    plan: trPlan,
    agents: trAgents,
    accuracy: trAccuracy,
  },
  en: {
    boards: enBoards,
    frame: enFrame,
    wall: enWall,
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
