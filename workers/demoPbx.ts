import { parseArgs } from 'node:util';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import { DemoExchange } from '#lib/pbx/demo/demoExchange.ts';
import { writeHistory } from '#lib/pbx/demo/history.ts';
import { scenarioNamed } from '#lib/pbx/demo/scenarios.ts';
import { partMetrics } from '#lib/telemetry/partMetrics.ts';
import { reportToSupervised } from '#lib/telemetry/reportPart.ts';

/**
 * The demo exchanges as a process of their own: `node workers/demoPbx.ts` serves both until SIGTERM or SIGINT and prints one JSON
 * line when the ports are open (`serve 153` serves one); at SIGUSR2 no more calls come to them; `node workers/demoPbx.ts history --days 365` writes the past and prints JSON lines of progress.
 *
 * SANTRAL_DATA (./data), SANTRAL_DEMO_SEED (1), SANTRAL_DEMO_SPEED (1), SANTRAL_DEMO_SCENARIO (none; tidy, busy),
 * SANTRAL_DEMO_PORT_153, SANTRAL_DEMO_PORT_185.
 */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { days: { type: 'string', default: '365' }, until: { type: 'string' } },
  });
  const dataDir = process.env.SANTRAL_DATA || 'data';
  const seed = numberSetting('SANTRAL_DEMO_SEED', process.env.SANTRAL_DEMO_SEED, 1, 0);
  const [command = 'serve', ...ids] = positionals;
  if (command === 'history') {
    const days = numberSetting('--days', values.days, 365, 1);
    const until = values.until === undefined ? undefined : Date.parse(values.until);
    if (Number.isNaN(until)) throw new RangeError(`--until must be a date like 2026-11-21, not ${values.until}.`);
    let told = 0;
    const files = await writeHistory({
      dataDir,
      days,
      seed,
      ...(until === undefined ? {} : { until }),
      onProgress: (progress) => {
        if (progress.doneDays < progress.totalDays && performance.now() - told < 250) return;
        told = performance.now();
        const { doneDays, totalDays, ...more } = progress;
        say({ progress: 'Demo history', done: doneDays, of: totalDays, unit: 'centre days', ...more });
      },
    });
    say({ done: 'demoHistory', files });
  } else if (command === 'serve') await serve(dataDir, seed, ids);
  else throw new RangeError(`demoPbx knows the commands serve and history, not ${command}.`);
}

async function serve(dataDir: string, seed: number, ids: readonly string[]): Promise<void> {
  const speed = numberSetting('SANTRAL_DEMO_SPEED', process.env.SANTRAL_DEMO_SPEED, 1, 0.1);
  const scenario = scenarioNamed(process.env.SANTRAL_DEMO_SCENARIO);
  const unknown = ids.find((id) => !demoCentres.some((centre) => centre.id === id));
  if (unknown !== undefined) throw new RangeError(`The demo has no exchange ${unknown}.`);
  const centres = demoCentres.filter(({ id }) => ids.length === 0 || ids.includes(id));
  const exchanges = centres.map((centre) => {
    const name = `SANTRAL_DEMO_PORT_${centre.id}`;
    const port = numberSetting(name, process.env[name], centre.port, 0);
    return new DemoExchange({ centre, dataDir, seed, speed, port, scenario, onFailure: fail });
  });
  const stop = (): void => {
    Promise.all(exchanges.map((exchange) => exchange.stop())).then(
      () => process.exit(0),
      (error: Error) => fail(error),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.on('SIGUSR2', () => {
    for (const exchange of exchanges) exchange.closeLines();
  });
  await Promise.all(exchanges.map((exchange) => exchange.start()));
  reportToSupervised('demo', partMetrics('demo'));
  say({
    ready: 'demoPbx',
    ports: Object.fromEntries(exchanges.map((exchange) => [exchange.centre.id, exchange.port])),
  });
}

function numberSetting(name: string, text: string | undefined, usual: number, least: number): number {
  if (text === undefined || text === '') return usual;
  const value = Number(text);
  if (!Number.isFinite(value) || value < least)
    throw new RangeError(`${name} must be a number of at least ${least}, not ${text}.`);
  return value;
}

function say(line: unknown): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function fail(error: Error): never {
  console.error(error.message);
  process.exit(error instanceof RangeError ? 2 : 1);
}

main().catch(fail);
