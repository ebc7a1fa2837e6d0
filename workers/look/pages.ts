import { globSync } from 'node:fs';
import { resolve } from 'node:path';

export interface LookedAtPage {
  /** As Next names it. */
  route: string;
  /** The address opened. */
  path: string;
  /** What is there once the page has something to show. */
  ready: string;
  /** Pressed when that is there; then `opens` comes. */
  press?: { what: string; opens: string };
  /** Without a session. */
  stranger?: true;
}

/** Every page as a person finds it, with something on it. Of the demo. */
export const pages: readonly LookedAtPage[] = [
  { route: '/', path: '/', ready: 'main' },
  { route: '/signin', path: '/signin', ready: 'form', stranger: true },
  { route: '/setup', path: '/setup?token=none', ready: 'main', stranger: true },
  { route: '/password', path: '/password', ready: 'form' },
  { route: '/no-access', path: '/no-access', ready: 'main' },
  { route: '/wall/[board]', path: '/wall/all', ready: '[data-link="live"] output[data-metric]' },
  { route: '/wall', path: '/wall', ready: '[data-link="live"] output[data-metric]' },
  { route: '/tv', path: '/tv', ready: 'main', stranger: true },
  { route: '/floor', path: '/floor', ready: 'tbody tr' },
  {
    ...{ route: '/floor', path: '/floor?search=', ready: '[data-testid="queues"] tbody th button' },
    press: { what: '[data-testid="queues"] tbody th button', opens: '[data-testid="queue-detail"]' },
  },
  {
    ...{ route: '/floor', path: '/floor?agents=all', ready: '[data-testid="agents"] tbody th button' },
    press: { what: '[data-testid="agents"] tbody th button', opens: '[data-testid="agent-detail"]' },
  },
  { route: '/history', path: '/history', ready: 'main table' },
  { route: '/history/agents', path: '/history/agents', ready: 'main table' },
  { route: '/plan', path: '/plan', ready: '[data-testid="week-table"]' },
  { route: '/plan/accuracy', path: '/plan/accuracy', ready: 'main table' },
  { route: '/boards', path: '/boards', ready: '[data-tile]' },
  { route: '/boards/new', path: '/boards/new', ready: 'main' },
  { route: '/boards/messages', path: '/boards/messages', ready: 'main' },
  { route: '/boards/[board]', path: '/boards/153', ready: '[data-tile]' },
  { route: '/settings', path: '/settings', ready: 'main' },
  { route: '/settings/people', path: '/settings/people', ready: 'main table' },
  { route: '/settings/sessions', path: '/settings/sessions', ready: 'main table' },
  { route: '/settings/audit', path: '/settings/audit', ready: 'main table' },
  { route: '/settings/screens', path: '/settings/screens', ready: 'main' },
  { route: '/settings/screens/pair', path: '/settings/screens/pair', ready: 'main form' },
  { route: '/settings/alarms', path: '/settings/alarms', ready: 'main' },
  { route: '/settings/alarms/log', path: '/settings/alarms/log', ready: 'main' },
  { route: '/settings/alarms/recipients', path: '/settings/alarms/recipients', ready: 'main' },
  { route: '/settings/alarms/rules/[rule]', path: '/settings/alarms/rules/long-wait', ready: 'main form' },
];

/** The routes of all pages that there are. */
export function pageRoutes(): string[] {
  const app = resolve(import.meta.dirname, '../../app');
  return globSync('**/page.tsx', { cwd: app }).map((file) => `/${file.replace(/\/?page\.tsx$/, '')}`);
}
