import { resolve } from 'node:path';
import type { Settings } from '#lib/settings.ts';
import { durationText } from '#lib/terminal/progressText.ts';
import type { TerminalView } from '#lib/terminal/terminalView.ts';
import { shownPath } from './shownPath.ts';

/** Where everything is, once the wall is live. */
export function printAddresses(
  settings: Settings,
  view: TerminalView,
  bold: (text: string) => string,
  tookMs: number,
): void {
  const at = `http://localhost:${settings.port}`;
  view.tell({
    live: { wall: `${at}/wall/all`, plan: `${at}/plan`, history: `${at}/history`, health: `${at}/healthz` },
  });
  const row = (name: string, path: string, about: string) =>
    `  ${name.padEnd(9)} ${bold(`${at}${path}`).padEnd(44)} ${about}`.trimEnd();
  view.print(`\n  ${bold('The wall is live')}, ${durationText(tookMs)} after the start.\n`);
  view.print(row('Wall', '/wall/all', 'all centres'));
  for (const centre of settings.centres) view.print(row('', `/wall/${encodeURIComponent(centre.id)}`, centre.label));
  view.print(row('Plan', '/plan', 'required agents from predicted demand'));
  view.print(row('History', '/history', 'service level, per interval and day'));
  view.print(row('Health', '/healthz', 'and /metrics for Prometheus'));
  view.print('');
  if (settings.demo) {
    view.print('  These are demo data: no exchange is configured. The README connects yours in three steps.');
  }
  view.print(`  Only this machine can open the pages (${settings.host}), until access control exists.`);
  view.print(`  Logs are in ${shownPath(resolve(settings.dataDir, 'log'))}. Ctrl-C stops everything.\n`);
}
