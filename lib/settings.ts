import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { demoCentres } from './pbx/demo/demoCentres.ts';
import type { ServiceLevelFormula } from './service-level/serviceLevel.ts';
import { type Environment, type FromEnvironment, readEnvironment } from './settingsEnvironment.ts';
import { type Locate, readSettingsFile, type SettingsFile, secretVariable } from './settingsFile.ts';
import { SettingsError, type SettingsMistake } from './settingsMistake.ts';

/** One frozen object for every process, from the environment and santral.yaml. */
export interface Settings {
  /** Where everything of ours lies: database, spools, logs, demo files. SANTRAL_DATA, default ./data. */
  dataDir: string;
  /** PORT, default 3000; HOST, default 127.0.0.1 (loopback until access control exists). */
  port: number;
  host: string;
  /** Postgres URL from DATABASE_URL; null: the embedded database. */
  databaseUrl: string | null;
  /** Loopback port of the embedded database. */
  databasePort: number;
  /** The key that workers show on /ingest; made anew at each start by the supervisor. */
  ingestKey: string;
  /** No exchange is configured: the demo exchange stands in. */
  demo: DemoSettings | null;
  centres: CentreSettings[];
  exchanges: ExchangeSettings[];
}
export interface DemoSettings {
  seed: number;
  /** 1 is real speed. SANTRAL_DEMO_SPEED. */
  speed: number;
  /** Days of history to make and import on first start. SANTRAL_DEMO_HISTORY_DAYS, default 365. */
  historyDays: number;
}
export interface CentreSettings {
  id: string;
  label: string;
  /** IANA zone. */
  zone: string;
  serviceLevelFormula: ServiceLevelFormula;
  /** Default service level target: share 0–1 within seconds. */
  target: { ratio: number; thresholdSeconds: number };
  queues: QueueSettings[];
}
export interface QueueSettings {
  exchange: string;
  /** The queue's name at the exchange. */
  queue: string;
  label: string;
  thresholdSeconds: number;
}
export interface ExchangeSettings {
  id: string;
  label: string;
  /** The centre that queues not named in any centre's list belong to. */
  centre: string;
  host: string;
  port: number;
  username: string;
  secret: string;
  login: 'md5' | 'plain';
  tls: false | { rejectUnauthorized: boolean; ca: string | null; servername: string | null };
  /** Path of the exchange's queue_log if this machine can read it; else null. */
  queueLog: string | null;
  /** Dialplan contexts in which citizens' calls arrive, for IVR figures; empty: not known. */
  inboundContexts: string[];
  /** The exchange's after-contact work in seconds per queue (AMI does not tell it). */
  wrapUpSeconds: number;
  demo: boolean;
}

/**
 * Reads the environment and, if there is one, the settings file. No exchange configured: the demo's two centres.
 *
 * @throws SettingsError naming every mistake with its place and cure, all at once
 */
export function loadSettings(env: Environment = process.env, cwd: string = process.cwd()): Settings {
  const mistakes: SettingsMistake[] = [];
  const environment = readEnvironment(env, cwd, mistakes);
  const file = openFile(env, cwd, mistakes);
  const configured = file ? fromFile(file.settings, file.folder, file.locate, env, mistakes) : null;
  if (mistakes.length > 0) throw new SettingsError(mistakes);

  const { dataDir, port, host, databaseUrl, databasePort, ingestKey } = environment;
  const base = { dataDir, port, host, databaseUrl, databasePort, ingestKey };
  if (configured && configured.exchanges.length > 0) return frozen({ ...base, demo: null, ...configured });
  return frozen({ ...base, ...demoInstallation(environment) });
}

function openFile(env: Environment, cwd: string, mistakes: SettingsMistake[]) {
  const named = env.SANTRAL_CONFIG?.trim();
  // Set, yet empty: no file at all, not even the usual one.
  if (named === '') return null;
  const path = resolve(cwd, named || 'santral.yaml');
  if (!existsSync(/* turbopackIgnore: true */ path)) {
    if (named) {
      mistakes.push({ where: 'environment', sentence: `SANTRAL_CONFIG names ${path}, which does not exist` });
    }
    return null;
  }
  let text: string;
  try {
    text = readFileSync(/* turbopackIgnore: true */ path, 'utf8');
  } catch (error) {
    mistakes.push({ where: basename(path), sentence: `cannot be read: ${(error as Error).message}` });
    return null;
  }
  const read = readSettingsFile(text, basename(path));
  mistakes.push(...read.mistakes);
  return read.settings && { settings: read.settings, folder: dirname(path), locate: read.locate };
}

/** Checks across values (ids that must exist, secrets, paths) and the defaults that depend on other values. */
function fromFile(
  file: SettingsFile,
  folder: string,
  locate: Locate,
  env: Environment,
  mistakes: SettingsMistake[],
): Pick<Settings, 'centres' | 'exchanges'> {
  const wrong = (path: (string | number)[], sentence: string) => mistakes.push({ where: locate(path), sentence });
  if (file.exchanges.length === 0) {
    wrong([], 'lists no exchange; add one under exchanges:, or remove the file to run the demo');
  }
  const centreIds = file.centres.map((centre) => centre.id);
  const exchangeIds = file.exchanges.map((exchange) => exchange.id);
  const twice = (ids: string[], list: string) => {
    for (const [index, id] of ids.entries()) {
      if (ids.indexOf(id) < index)
        wrong([list, index, 'id'], `the id ${id} is taken by an earlier entry; choose another`);
    }
  };
  twice(centreIds, 'centres');
  twice(exchangeIds, 'exchanges');

  const owner = new Map<string, string>();
  const centres = file.centres.map((centre, c): CentreSettings => {
    const queues = centre.queues.map((queue, q): QueueSettings => {
      const path = ['centres', c, 'queues', q];
      const exchange = queue.exchange ?? (new Set(exchangeIds).size === 1 ? exchangeIds[0] : undefined) ?? '';
      if (!queue.exchange && exchange === '') {
        wrong(path, `queue ${queue.queue} does not say which exchange it is at; add exchange: ID`);
      } else if (!exchangeIds.includes(exchange)) {
        wrong([...path, 'exchange'], `there is no exchange ${exchange}; known: ${exchangeIds.join(', ') || 'none'}`);
      }
      const key = `${exchange}:${queue.queue}`;
      const first = owner.get(key);
      if (first) wrong(path, `queue ${queue.queue} is already listed in centre ${first}; a queue has one centre`);
      else owner.set(key, centre.id);
      return {
        exchange,
        queue: queue.queue,
        label: queue.label ?? queue.queue,
        thresholdSeconds: queue.threshold_seconds ?? centre.target.thresholdSeconds,
      };
    });
    return {
      id: centre.id,
      label: centre.label ?? centre.id,
      zone: centre.zone,
      serviceLevelFormula: centre.service_level,
      target: centre.target,
      queues,
    };
  });

  const exchanges = file.exchanges.map((exchange, e): ExchangeSettings => {
    const path = ['exchanges', e];
    const centre = exchange.centre ?? (new Set(centreIds).size === 1 ? centreIds[0] : undefined) ?? '';
    if (!exchange.centre && centre === '') {
      wrong(path, `exchange ${exchange.id} does not say which centre its queues belong to; add centre: ID`);
    } else if (!centreIds.includes(centre)) {
      wrong([...path, 'centre'], `there is no centre ${centre}; known: ${centreIds.join(', ') || 'none'}`);
    }
    const variable = exchange.secret_env ?? secretVariable(exchange.id);
    const secret = env[variable] ?? '';
    if (secret === '') {
      wrong(path, `the AMI secret of exchange ${exchange.id} is not known; set ${variable} in the environment`);
    }
    const tls = exchange.tls === true ? { reject_unauthorized: true } : exchange.tls || null;
    const ca = tls?.ca ? resolve(folder, tls.ca) : null;
    if (ca && !existsSync(/* turbopackIgnore: true */ ca))
      wrong([...path, 'tls', 'ca'], `${ca} does not exist; give the path of the CA's PEM file`);
    return {
      id: exchange.id,
      label: exchange.label ?? exchange.id,
      centre,
      host: exchange.host,
      port: exchange.port ?? (tls ? 5039 : 5038),
      username: exchange.username,
      secret,
      login: exchange.login,
      tls: tls ? { rejectUnauthorized: tls.reject_unauthorized, ca, servername: tls.servername ?? null } : false,
      queueLog: exchange.queue_log ? resolve(folder, exchange.queue_log) : null,
      inboundContexts: exchange.inbound_contexts,
      wrapUpSeconds: exchange.wrap_up_seconds,
      demo: false,
    };
  });
  return { centres, exchanges };
}

/** The demo's two centres as an installation of their own. */
function demoInstallation(environment: FromEnvironment): Pick<Settings, 'demo' | 'centres' | 'exchanges'> {
  return {
    demo: {
      seed: environment.demoSeed,
      speed: environment.demoSpeed,
      historyDays: environment.demoHistoryDays,
    },
    centres: demoCentres.map((centre) => ({
      id: centre.id,
      label: centre.label,
      zone: centre.zone,
      serviceLevelFormula: 'of_offered_less_abandoned_in_time',
      target: { ratio: 0.8, thresholdSeconds: 20 },
      queues: centre.queues.map((queue) => ({
        exchange: centre.id,
        queue: queue.queue,
        label: queue.label,
        thresholdSeconds: queue.serviceLevelSeconds,
      })),
    })),
    exchanges: demoCentres.map((centre) => ({
      id: centre.id,
      label: centre.label,
      centre: centre.id,
      host: '127.0.0.1',
      port: environment.demoPorts[centre.id] ?? centre.port,
      username: centre.account.username,
      secret: centre.account.secret,
      login: 'md5',
      tls: false,
      queueLog: resolve(environment.dataDir, 'demo', centre.id, 'queue_log'),
      inboundContexts: [...centre.inboundContexts],
      // at N times real speed the demo's people work N times as fast
      wrapUpSeconds: centre.wrapUpSeconds / environment.demoSpeed,
      demo: true,
    })),
  };
}

function frozen<T extends object>(value: T): T {
  for (const entry of Object.values(value)) if (typeof entry === 'object' && entry !== null) frozen(entry);
  return Object.freeze(value);
}

/** Where processes reach the database, the embedded one or the server that DATABASE_URL names. */
export function databaseAddress(settings: Pick<Settings, 'databaseUrl' | 'databasePort'>): string {
  return settings.databaseUrl ?? `postgres://postgres@127.0.0.1:${settings.databasePort}/postgres`;
}
