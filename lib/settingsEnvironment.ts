import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { demoCentres } from './pbx/demo/demoCentres.ts';
import { scenarioNamed } from './pbx/demo/scenarios.ts';
import { type AccessSettings, isAddressRange, isOrigin } from './settingsAccess.ts';
import { type AlarmEnvironment, alarmEnvironment } from './settingsAlarms.ts';
import { nearestWord, type SettingsMistake } from './settingsMistake.ts';

export type Environment = Record<string, string | undefined>;

/** The variables that settings come from, each with what it is, for `doctor`, documents and misspellings. */
export const environmentVariables: Readonly<Record<string, string>> = {
  PORT: 'port of the pages, 3000; 0 picks a free one',
  HOST: 'address that the pages listen on, 127.0.0.1; 0.0.0.0 for the whole network',
  SANTRAL_URL: 'the address that people open, as https://santral.example.org',
  SANTRAL_TRUSTED_PROXIES: 'addresses of reverse proxies, with commas between; none',
  SANTRAL_ACCESS_KEY: 'what sessions are signed with; made at the first start and kept in the data folder',
  SANTRAL_METRICS_TOKEN: 'whoever shows it reads /metrics and all of /healthz from elsewhere; none',
  SANTRAL_OIDC_SECRET: "the OpenID client's secret",
  DATABASE_URL: 'a PostgreSQL to use instead of the embedded database',
  SANTRAL_DATA: 'folder for all that is kept, ./data',
  SANTRAL_CONFIG: 'the settings file, ./santral.yaml',
  SANTRAL_DATABASE_PORT: 'loopback port of the embedded database, 15432',
  SANTRAL_INGEST_KEY: 'key between our own processes, made anew at each start',
  ...Object.fromEntries(
    demoCentres.map(({ id, port, label }) => [demoPortVariable(id), `loopback port of the demo's ${label}, ${port}`]),
  ),
  SANTRAL_DEMO_SPEED: 'how many times faster than real the demo runs, 1',
  SANTRAL_DEMO_SEED: 'seed of the demo, 153',
  SANTRAL_DEMO_SCENARIO:
    "a plain load instead of the demo's days: tidy, busy, or CALLS_PER_SECOND/AGENTS such as 1.5/270; none",
  SANTRAL_DEMO_HISTORY_DAYS: 'days of history that the demo makes on first start, 365',
  SANTRAL_DEV: '1 runs the pages in development mode',
  SANTRAL_LOG_FILE: 'write the log to this file instead of standard error',
  SANTRAL_MAIL_FROM: 'sender of e-mails about alarms, such as Santral <santral@example.org>',
  SANTRAL_SMTP: 'mail server for alarms, smtp://USER@HOST:587 or smtps://USER@HOST:465; none',
  SANTRAL_SMTP_SECRET: 'password at the mail server',
  SANTRAL_WEBHOOK_HOSTS: 'the only hosts that webhooks may go to, with commas between; any but this machine',
  SANTRAL_LOG_LEVEL: 'debug, info, warn or error; info',
};

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

export interface FromEnvironment {
  dataDir: string;
  port: number;
  host: string;
  databaseUrl: string | null;
  databasePort: number;
  ingestKey: string;
  access: Pick<AccessSettings, 'url' | 'trustedProxies' | 'key' | 'metricsToken'>;
  alarms: AlarmEnvironment;
  /** By centre. */
  demoPorts: Readonly<Record<string, number>>;
  demoSpeed: number;
  demoSeed: number;
  demoHistoryDays: number;
}

/** Reads what the environment says; mistakes are added to `mistakes`, and the default stands in meanwhile. */
export function readEnvironment(env: Environment, cwd: string, mistakes: SettingsMistake[]): FromEnvironment {
  const wrong = (sentence: string) => mistakes.push({ where: 'environment', sentence });

  const number = (name: string, fallback: number, low: number, high: number, whole = true): number => {
    const text = env[name]?.trim();
    if (!text) return fallback;
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (value >= low && value <= high && (!whole || Number.isInteger(value))) return value;
    wrong(`${name} is "${text}"; give a${whole ? ' whole' : ''} number from ${low} to ${high}`);
    return fallback;
  };

  for (const name of Object.keys(env)) {
    if (!name.startsWith('SANTRAL_') || name in environmentVariables) continue;
    const meant = nearestWord(name, Object.keys(environmentVariables));
    if (meant) wrong(`${name} is not a setting; did you mean ${meant}?`);
  }

  const oneOf = (name: string, words: readonly string[]) => {
    const text = env[name]?.trim();
    if (text && !words.includes(text)) wrong(`${name} is "${text}"; give one of ${words.join(', ')}`);
  };
  oneOf('SANTRAL_LOG_LEVEL', logLevels);
  oneOf('SANTRAL_DEV', ['0', '1']);
  try {
    scenarioNamed(env.SANTRAL_DEMO_SCENARIO);
  } catch (error) {
    wrong((error as Error).message.replace(/ must be .*?(?=one of)/, ' is not known; give ').replace(/\.$/, ''));
  }

  const read = {
    dataDir: resolve(cwd, env.SANTRAL_DATA?.trim() || 'data'),
    port: number('PORT', 3000, 0, 65535),
    host: readHost(env.HOST?.trim(), wrong),
    databaseUrl: readDatabaseUrl(env.DATABASE_URL?.trim(), wrong),
    databasePort: number('SANTRAL_DATABASE_PORT', 15432, 0, 65535),
    ingestKey: env.SANTRAL_INGEST_KEY?.trim() || randomBytes(24).toString('base64url'),
    access: readAccess(env, wrong),
    alarms: alarmEnvironment(env, wrong),
    demoPorts: Object.fromEntries(
      demoCentres.map(({ id, port }) => [id, number(demoPortVariable(id), port, 0, 65535)]),
    ),
    demoSpeed: number('SANTRAL_DEMO_SPEED', 1, 0.1, 100, false),
    demoSeed: number('SANTRAL_DEMO_SEED', 153, 0, 2 ** 31 - 1),
    demoHistoryDays: number('SANTRAL_DEMO_HISTORY_DAYS', 365, 0, 1500),
  };
  portsOnce(read, wrong);
  return read;
}

/** Two of our own servers on one port: whichever came second could not start. 0 is the system's pick. */
function portsOnce({ port, databasePort, demoPorts }: FromEnvironment, wrong: (sentence: string) => void): void {
  const taken = new Map<number, string>();
  const ports: [string, number][] = [
    ['PORT', port],
    ['SANTRAL_DATABASE_PORT', databasePort],
    ...Object.entries(demoPorts).map(([centre, at]): [string, number] => [demoPortVariable(centre), at]),
  ];
  for (const [name, at] of ports) {
    const first = taken.get(at);
    if (at !== 0 && first) wrong(`${name} and ${first} are both ${at}; give ${name} another port`);
    taken.set(at, first ?? name);
  }
}

/** The variable that moves a demo centre's AMI to another port. */
export function demoPortVariable(centre: string): string {
  return `SANTRAL_DEMO_PORT_${centre}`;
}

/** Is this address reached from this machine alone? */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function readHost(host: string | undefined, wrong: (sentence: string) => void): string {
  if (!host || host === 'localhost') return '127.0.0.1';
  if (isIP(host) === 0) wrong(`HOST is "${host}"; give an address of this machine, or 0.0.0.0 for all of them`);
  return host;
}

/** Will somebody on another machine reach what listens there? */
export function isReachedFromElsewhere(host: string): boolean {
  return !isLoopback(host);
}

function readAccess(env: Environment, wrong: (sentence: string) => void): FromEnvironment['access'] {
  const url = env.SANTRAL_URL?.trim() || null;
  const sound = url === null || isOrigin(url);
  if (!sound) wrong(`SANTRAL_URL is "${url}"; give the address that people open, as https://santral.example.org`);
  const trustedProxies = (env.SANTRAL_TRUSTED_PROXIES ?? '').split(/[\s,]+/).filter(Boolean);
  for (const range of trustedProxies) {
    if (!isAddressRange(range))
      wrong(`SANTRAL_TRUSTED_PROXIES holds "${range}"; give addresses or ranges, as 10.0.0.5, 10.0.0.0/24`);
  }
  // The values themselves stay unsaid.
  const secret = (name: string): string | null => {
    const value = env[name]?.trim() || null;
    if (value !== null && value.length < 24) wrong(`${name} is too short to be a secret; give 24 characters or more`);
    return value;
  };
  return {
    url: url !== null && sound ? new URL(url).origin : null,
    trustedProxies,
    key: secret('SANTRAL_ACCESS_KEY'),
    metricsToken: secret('SANTRAL_METRICS_TOKEN'),
  };
}

function readDatabaseUrl(url: string | undefined, wrong: (sentence: string) => void): string | null {
  if (!url) return null;
  const parsed = URL.parse(url);
  if (!parsed || !['postgres:', 'postgresql:'].includes(parsed.protocol) || parsed.pathname.length < 2) {
    // The value itself stays unsaid: it holds a password.
    wrong('DATABASE_URL is no PostgreSQL address; write it as postgres://USER:PASSWORD@HOST:5432/DATABASE');
    return null;
  }
  return url;
}
