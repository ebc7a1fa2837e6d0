import { styleText } from 'node:util';
import { loadSettings, type Settings } from '#lib/settings.ts';
import { SettingsError } from '#lib/settingsMistake.ts';
import type { PartReport } from '#lib/telemetry/reportPart.ts';
import { jsonView } from '#lib/terminal/jsonView.ts';
import { type TerminalView, terminalView } from '#lib/terminal/terminalView.ts';
import { BackgroundProgress } from './supervisor/backgroundProgress.ts';
import { writeDemoHistory } from './supervisor/demoHistory.ts';
import { reportFleet } from './supervisor/fleetMetrics.ts';
import { releaseInstance } from './supervisor/instanceLock.ts';
import { PartFleet } from './supervisor/partFleet.ts';
import { printAddresses } from './supervisor/printAddresses.ts';
import { thinRepeats } from './supervisor/repeats.ts';
import { settle } from './supervisor/settle.ts';
import { setUpLink } from './supervisor/setUpLink.ts';
import { startParts } from './supervisor/startParts.ts';
import { stopSignal } from './supervisor/stopSignal.ts';

/**
 * The supervisor behind `npm start`: checks the machine, builds the pages when they are not, starts every part, says
 * where things are, and keeps the parts running until it is told to stop.
 *
 * @returns the exit code: 0 stopped by the user, 1 could not start, 2 the settings are wrong
 */
export async function start(options: { json?: boolean } = {}): Promise<number> {
  const began = Date.now();
  const view = options.json ? jsonView() : terminalView();
  const bold = (text: string) => (process.stdout.isTTY && !process.env.NO_COLOR ? styleText('bold', text) : text);
  view.print(`\n  ${bold('Santral')}\n`);

  let settings: Settings;
  try {
    settings = await settle(loadSettings(), view);
  } catch (error) {
    view.error(sentenceOf(error));
    return error instanceof SettingsError ? 2 : 1;
  }

  const stopping = new AbortController();
  const background = new BackgroundProgress(view);
  const fleet = new PartFleet({
    settings,
    onSentence: thinRepeats((sentence) => view.warn(sentence)),
    onProgress: (part, what, progress) => background.show(part, what, progress),
    onLife: (part, life, pid) => view.tell({ part, life, pid }),
  });
  const asked = stopSignal(() => fleet.kill());
  asked.then(() => stopping.abort());

  let code = 0;
  let report: PartReport | null = null;
  try {
    await Promise.race([startParts(settings, view, fleet, stopping.signal), asked]);
    if (!stopping.signal.aborted) {
      printAddresses(settings, view, bold, Date.now() - began, await setUpLink(settings));
      background.begin();
      report = reportFleet(settings, fleet);
      await Promise.race([makePast(settings, view, fleet), asked]);
      await asked;
    }
  } catch (error) {
    if (!stopping.signal.aborted) {
      view.error(sentenceOf(error));
      code = 1;
    }
  }

  background.end();
  view.close();
  report?.close();
  const step = view.step('Stopping');
  await fleet.stop();
  releaseInstance(settings.dataDir);
  step.done('every process has ended');
  view.close();
  return code;
}

/** The demo's past is made once the wall is live; the history part imports its files as they appear. */
async function makePast(settings: Settings, view: TerminalView, fleet: PartFleet): Promise<void> {
  try {
    await writeDemoHistory(settings, (days, until) =>
      fleet.run('demo-history', 'demoPbx.ts', 'history', '--days', String(days), '--until', until),
    );
  } catch (error) {
    view.warn(`The demo's history could not be written (${sentenceOf(error)}); the next start tries again`);
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
