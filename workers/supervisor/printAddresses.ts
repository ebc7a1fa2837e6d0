import { resolve } from 'node:path';
import type { Settings } from '#lib/settings.ts';
import { isReachedFromElsewhere } from '#lib/settingsEnvironment.ts';
import { networkAddresses } from '#lib/telemetry/ownNames.ts';
import { webUrl } from '#lib/telemetry/reportPart.ts';
import { durationText } from '#lib/terminal/progressText.ts';
import type { TerminalView } from '#lib/terminal/terminalView.ts';
import { shownPath } from './shownPath.ts';

/**
 * Where everything is, once the wall is live.
 *
 * @param setUp path of the link that makes the first admin; null: there are persons already
 */
export function printAddresses(
  settings: Settings,
  view: TerminalView,
  bold: (text: string) => string,
  tookMs: number,
  setUp: string | null,
): void {
  const at = ownAddress(settings);
  view.tell({
    live: { wall: `${at}/wall/all`, plan: `${at}/plan`, history: `${at}/history`, health: `${at}/healthz` },
    ...(setUp === null ? {} : { setUp: `${at}${setUp}` }),
  });
  const row = (name: string, path: string, about: string) =>
    `  ${name.padEnd(9)} ${bold(`${at}${path}`).padEnd(44)} ${about}`.trimEnd();
  view.print(`\n  ${bold('The wall is live')}, ${durationText(tookMs)} after the start.\n`);
  if (setUp !== null) {
    view.print('  Nobody can sign in yet. Open this link, once, to make the first administrator:\n');
    view.print(`  ${bold(`${settings.access.url ?? at}${setUp}`)}\n`);
  }
  view.print(row('Wall', '/wall/all', 'all centres'));
  for (const centre of settings.centres) view.print(row('', `/wall/${encodeURIComponent(centre.id)}`, centre.label));
  view.print(row('TV', '/tv', 'for a television in the hall: shows a code to approve'));
  view.print(row('Plan', '/plan', 'required agents from predicted demand'));
  view.print(row('History', '/history', 'service level, per interval and day'));
  view.print(row('Health', '/healthz', 'and /metrics for Prometheus'));
  view.print('');
  if (settings.demo) {
    view.print('  These are demo data: no exchange is configured. The README connects yours in three steps.');
  }
  for (const sentence of reach(settings)) view.print(`  ${sentence}`);
  view.print(`  Logs are in ${shownPath(resolve(settings.dataDir, 'log'))}. Ctrl-C stops everything.\n`);
}

/** As this machine itself reaches the pages. */
function ownAddress({ host, port }: Settings): string {
  const everywhere = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host);
  return everywhere ? `http://localhost:${port}` : webUrl({ host, port });
}

/** From where else the pages can be opened. */
function reach({ host, port, access }: Settings): string[] {
  const told = access.url === null ? [] : [`People open ${access.url}.`];
  if (!isReachedFromElsewhere(host)) {
    const cure = access.url === null ? '; HOST=0.0.0.0 lets the network in' : '';
    return [...told, `Only this machine can open the pages directly (${host})${cure}.`];
  }
  const addresses = ['0.0.0.0', '::'].includes(host) ? networkAddresses() : [host];
  const shown = addresses.slice(0, 4).map((address) => webUrl({ host: address, port }));
  return [...told, ...(shown.length > 0 ? [`From the network: ${shown.join('  ')}`] : [])];
}
