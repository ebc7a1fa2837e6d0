import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import { DemoExchange } from '#lib/pbx/demo/demoExchange.ts';
import { type ExchangeSettings, loadSettings } from '#lib/settings.ts';
import { checkExchange } from './checkExchange.ts';
import type { Finding } from './finding.ts';

let dataDir: string;
let demo: DemoExchange;
const servers: Server[] = [];
const quick = { listenMs: 100, connectMs: 1_000 };
const { centres, exchanges } = loadSettings({ SANTRAL_CONFIG: '' });
const settingsOf153 = exchanges[0] as ExchangeSettings;
const account = demoCentres[0]?.readonlyAccount ?? { username: '', secret: '' };

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'santral-doctor-'));
  const centre = demoCentres[0];
  if (!centre) throw new Error('the demo has no centre');
  demo = new DemoExchange({ centre, dataDir, seed: 1, speed: 1, port: 0 });
  await demo.start();
});
afterAll(async () => {
  await demo.stop();
  for (const server of servers) server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

function exchange(changed: Partial<ExchangeSettings>): ExchangeSettings {
  return { ...settingsOf153, queueLog: null, port: demo.port, ...changed };
}
async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}
const line = ({ check, state, said, cure }: Finding) => `${state} ${check}: ${said}${cure ? ` → ${cure}` : ''}`;
const wrong = (findings: Finding[]) => findings.filter((finding) => finding.state === 'wrong').map(line);

describe('an exchange that answers', () => {
  it('is well for the account of the README', async () => {
    const findings = await checkExchange(exchange({}), centres, quick);
    expect(wrong(findings)).toEqual([]);
    const checks = findings.filter((finding) => finding.state === 'well').map((finding) => finding.check);
    expect(checks).toEqual(expect.arrayContaining(['reached', 'sign-in', 'queues', 'calls', 'permissions']));
  });

  it('refuses a wrong secret', async () => {
    const [reached, signIn] = await checkExchange(exchange({ secret: 'yanlis' }), centres, quick);
    expect(reached?.state).toBe('well');
    expect(signIn && line(signIn)).toContain('check username, secret and permit in manager.conf');
  });

  it('has no queue of a name that is misspelt', async () => {
    const misspelt = centres.map((centre) => ({
      ...centre,
      queues: [{ exchange: '153', queue: '153-genell', label: 'Genel', thresholdSeconds: 20 }],
    }));
    const found = wrong(await checkExchange(exchange({}), misspelt, quick));
    expect(found[0]).toContain('the exchange has no queue 153-genell');
    expect(found[0]).toContain('153-genel,');
  });

  it('tells what it cannot know of an account that may only look', async () => {
    const findings = await checkExchange(exchange({ ...account }), centres, quick);
    const unknown = findings.filter((finding) => finding.state === 'unknown');
    expect(unknown.at(-1)?.said).toContain('dialplan');
    expect(unknown.at(-1)?.cure).toBe('in [readonly] of manager.conf: read = system,call,agent,dialplan');
  });

  it('has a queue_log that cannot be read', async () => {
    const there = join(dataDir, 'queue_log');
    writeFileSync(there, '');
    const well = await checkExchange(exchange({ queueLog: there }), centres, quick);
    expect(well.at(-1)).toMatchObject({ check: 'queue_log', state: 'well' });
    expect(wrong(await checkExchange(exchange({ queueLog: `${there}.1` }), centres, quick))).toEqual([
      `wrong queue_log: ${there}.1 does not exist → correct queue_log in santral.yaml, or let this user read the file`,
    ]);
  });
});

describe('a port that is no exchange', () => {
  it('is closed', async () => {
    const server = createServer();
    const port = await portOf(server);
    await new Promise((closed) => server.close(closed));
    expect(wrong(await checkExchange(exchange({ port }), centres, quick))).toEqual([
      `wrong reached: 127.0.0.1:${port} refuses connections → start Asterisk and set enabled = yes, port and bindaddr in manager.conf`,
    ]);
  });

  it('is a web server', async () => {
    const port = await portOf(createHttpServer());
    const [found] = wrong(await checkExchange(exchange({ port }), centres, quick));
    expect(found).toBe(
      `wrong reached: 127.0.0.1:${port} is a web server → give the AMI port of manager.conf, usually 5038`,
    );
  });

  it('says nothing', async () => {
    const port = await portOf(createServer(() => {}));
    const [found] = wrong(await checkExchange(exchange({ port }), centres, quick));
    expect(found).toContain('said nothing within 1 s');
  });
});
