import { styleText } from 'node:util';
import type { Settings } from '#lib/settings.ts';
import { SettingsError } from '#lib/settingsMistake.ts';
import { terminalView } from '#lib/terminal/terminalView.ts';
import { settingsBesideRunning } from './besideRunning.ts';
import { checkAlarms } from './doctor/checkAlarms.ts';
import { checkExchange } from './doctor/checkExchange.ts';
import { checkDatabase, checkParts, checkThisMachine } from './doctor/checkInstallation.ts';
import type { Finding } from './doctor/finding.ts';
import { findingsAbout } from './doctor/finding.ts';

/** `santral doctor`: 0 when nothing is wrong, 1 when something is, 2 on wrong usage. Changes nothing. */
export async function doctorCommand(options: { listen: string; json?: boolean }): Promise<number> {
  const listenMs = Number(options.listen) * 1000;
  if (!(listenMs >= 0 && listenMs <= 600_000)) {
    process.stderr.write(`--listen is "${options.listen}"; give seconds from 0 to 600.\n`);
    return 2;
  }
  const findings = await examine(listenMs, options.json ? () => {} : write);
  const wrong = findings.filter((finding) => finding.state === 'wrong').length;
  if (options.json) process.stdout.write(`${JSON.stringify({ ok: wrong === 0, checks: findings })}\n`);
  else
    process.stdout.write(
      `\n  ${wrong === 0 ? 'Nothing is wrong.' : wrong === 1 ? 'One thing is wrong.' : `${wrong} things are wrong.`}\n`,
    );
  return wrong === 0 ? 0 : 1;
}

/** Each group is shown as soon as it is known. */
async function examine(listenMs: number, show: (title: string, findings: Finding[]) => void): Promise<Finding[]> {
  let place: { settings: Settings; running: boolean };
  try {
    place = settingsBesideRunning();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const about = findingsAbout('settings');
    for (const { where, sentence } of error.mistakes) {
      const at = sentence.lastIndexOf('; ');
      about.wrong(where, at < 0 ? sentence : sentence.slice(0, at), at < 0 ? 'correct it' : sentence.slice(at + 2));
    }
    show('Settings', about.findings);
    return about.findings;
  }
  const { settings, running } = place;
  const all: Finding[] = [];
  const add = (title: string, findings: Finding[]) => {
    all.push(...findings);
    show(title, findings);
  };
  // All exchanges are listened to at the same time.
  const exchanges = settings.exchanges.map((exchange) =>
    exchange.demo && !running
      ? Promise.resolve(demoAsleep(exchange.id))
      : checkExchange(exchange, settings.centres, { listenMs }),
  );
  add('This machine', checkThisMachine(settings));
  add('Database', await checkDatabase(settings, running));
  add('Parts', await checkParts(settings, running));
  if (settings.alarms.mail !== null) add('Alarms', await checkAlarms(settings.alarms.mail));
  const view = terminalView(process.stderr);
  const step = process.stderr.isTTY ? view.step('Exchanges') : null;
  step?.detail('listening to what they let through');
  await Promise.all(exchanges);
  view.close();
  for (const [nth, exchange] of settings.exchanges.entries()) {
    add(
      `Exchange ${exchange.id}${exchange.label === exchange.id ? '' : `, ${exchange.label}`}`,
      (await exchanges[nth]) ?? [],
    );
  }
  return all;
}

function demoAsleep(id: string): Finding[] {
  const about = findingsAbout(id);
  about.unknown('reached', 'the demo exchange runs with npm start only');
  return about.findings;
}

function write(title: string, findings: Finding[]): void {
  const paint = (style: 'bold' | 'green' | 'red' | 'yellow' | 'dim', text: string) =>
    process.stdout.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text;
  const marks = { well: paint('green', '✓'), wrong: paint('red', '✗'), unknown: paint('yellow', '?') };
  const lines = findings.map(({ check, state, said, cure }) => {
    const line = `    ${marks[state]} ${check.padEnd(14)} ${said}`;
    return cure === null ? line : `${line}\n      ${' '.repeat(14)} ${paint('bold', `→ ${cure}`)}`;
  });
  process.stdout.write(`\n  ${paint('bold', title)}\n${lines.join('\n')}\n`);
}
