import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { embeddedAddress } from './database/embeddedAddress.ts';
import { countryOfZone } from './forecast/holidays/holidayPlaces.ts';
import type { DateSpan } from './forecast/holidays/schoolTerms.ts';
import type { SpecialDay } from './forecast/specialDays.ts';
import { demoCentres } from './pbx/demo/demoCentres.ts';
import { isTableAddress, withPassword } from './pbx/queue-log/tableAddress.ts';
import type { ServiceLevelFormula } from './service-level/serviceLevel.ts';
import { type AccessSettings, accessSettings } from './settingsAccess.ts';
import { type AlarmDeliverySettings, alarmSettings } from './settingsAlarms.ts';
import { crossCheck } from './settingsCrossCheck.ts';
import { type Environment, type FromEnvironment, readEnvironment } from './settingsEnvironment.ts';
import { queueLogSecretVariable, readSettingsFile, type SettingsFile, secretVariable } from './settingsFile.ts';
import { SettingsError, type SettingsMistake } from './settingsMistake.ts';
import type { CauseShare } from './staffing/shrinkage.ts';
import type { PauseMeanings } from './staffing/shrinkageCause.ts';

/** One frozen object for every process, from the environment and santral.yaml. */
export interface Settings {
  /** Where everything of ours lies: database, spools, logs, demo files. SANTRAL_DATA, default ./data. */
  dataDir: string;
  /** PORT, default 3000; HOST, default 127.0.0.1: this machine alone. */
  port: number;
  host: string;
  /** Postgres URL from DATABASE_URL; null: the embedded database. */
  databaseUrl: string | null;
  /** Loopback port of the embedded database. */
  databasePort: number;
  /** The key that workers show on /ingest; made anew at each start by the supervisor. */
  ingestKey: string;
  /** Who comes in, and from where. */
  access: AccessSettings;
  alarms: AlarmDeliverySettings;
  /** No exchange is configured: the demo exchange stands in. */
  demo: DemoSettings | null;
  centres: CentreSettings[];
  exchanges: ExchangeSettings[];
  /** What the forecast knows of each centre's dates ahead of time, by the centre's id. */
  calendars: CalendarSettings[];
  /** What is told of each centre's agents who take no contacts, by the centre's id. */
  shrinkages: ShrinkageSettings[];
}
export interface ShrinkageSettings {
  /** The centre's id. */
  centre: string;
  /** Shares set by hand; they stand instead of what the history of agents' states says of the same cause. */
  causes: CauseShare[];
  /** What the exchange's reasons of pauses mean, where their words do not say it. */
  pauseMeanings: PauseMeanings;
}
export interface CalendarSettings {
  /** The centre's id. */
  centre: string;
  /** Whose public holidays hold: ISO 3166 code of a country, or of a state (`DE-BY`); null: none are known. */
  country: string | null;
  /** The site's own school terms; empty: those that are known of the country. */
  schoolTerms: DateSpan[];
  /** The site's own special days that hold for the centre or queues of it. */
  specialDays: SpecialDay[];
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
  /** Subjects of contacts, as the exchange tells them, that are not the centre's business. */
  outOfScopeSubjects: string[];
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
  /** Path of the exchange's queue_log, or the address of the table (with its password) if it is written there; else null. */
  queueLog: string | null;
  /** IANA zone of the exchange's clock: a table tells its local time. */
  queueLogZone: string;
  /** Dialplan contexts in which citizens' calls arrive, for IVR figures; empty: not known. */
  inboundContexts: string[];
  /** `context` or `context/extension` of the dialplan that only callers reach whom the IVR has served. */
  containedContexts: string[];
  /** The exchange's after-contact work in seconds per queue (AMI does not tell it). */
  wrapUpSeconds: number;
  /** Seconds after which an agent's ringing or wrap-up is suspect; null: the usual. */
  suspicionLimits: { ringingSeconds: number | null; wrapUpSeconds: number | null };
  /** Callers' numbers are read, for the desks; false: they never enter this installation. */
  callerNumbers: boolean;
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
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  const configured = file?.settings ? fromFile(file.settings, file.folder, env) : null;
  const access = accessSettings(file?.settings?.access, environment.access, env);
  const alarms = alarmSettings(file?.settings?.alarms, environment.alarms);

  const { dataDir, port, host, databaseUrl, databasePort, ingestKey } = environment;
  const base = { dataDir, port, host, databaseUrl, databasePort, ingestKey, access, alarms };
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
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(/* turbopackIgnore: true */ path);
  } catch (error) {
    mistakes.push({ where: basename(path), sentence: `cannot be read: ${(error as Error).message}` });
    return null;
  }
  const { settings, content, locate, ...read } = readSettingsFile(bytes, basename(path));
  const folder = dirname(path);
  mistakes.push(...read.mistakes, ...(content === null ? [] : crossCheck(content, folder, locate, env)));
  return { settings, folder };
}

/** Fills in what depends on other values; everything is checked by now. */
function fromFile(
  file: SettingsFile,
  folder: string,
  env: Environment,
): Pick<Settings, 'centres' | 'exchanges' | 'calendars' | 'shrinkages'> {
  const onlyCentre = file.centres[0]?.id ?? '';
  const onlyExchange = file.exchanges[0]?.id ?? '';
  const centres = file.centres.map((centre): CentreSettings => {
    const queues = centre.queues.map((queue): QueueSettings => {
      return {
        exchange: queue.exchange ?? onlyExchange,
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
      outOfScopeSubjects: centre.out_of_scope_subjects,
      queues,
    };
  });

  const zones = new Map(centres.map(({ id, zone }) => [id, zone]));
  const exchanges = file.exchanges.map((exchange): ExchangeSettings => {
    const tls = exchange.tls === true ? { reject_unauthorized: true } : exchange.tls || null;
    const ca = tls?.ca ? resolve(folder, tls.ca) : null;
    return {
      id: exchange.id,
      label: exchange.label ?? exchange.id,
      centre: exchange.centre ?? onlyCentre,
      host: exchange.host,
      port: exchange.port ?? (tls ? 5039 : 5038),
      username: exchange.username,
      secret: env[exchange.secret_env ?? secretVariable(exchange.id)] ?? '',
      login: exchange.login,
      tls: tls ? { rejectUnauthorized: tls.reject_unauthorized, ca, servername: tls.servername ?? null } : false,
      queueLog: queueLogOf(exchange, folder, env),
      queueLogZone: exchange.queue_log_zone ?? zones.get(exchange.centre ?? onlyCentre) ?? 'UTC',
      inboundContexts: exchange.inbound_contexts,
      containedContexts: exchange.contained_contexts,
      wrapUpSeconds: exchange.wrap_up_seconds,
      suspicionLimits: {
        ringingSeconds: exchange.ringing_limit_seconds ?? null,
        wrapUpSeconds: exchange.wrap_up_limit_seconds ?? null,
      },
      callerNumbers: exchange.caller_numbers,
      demo: false,
    };
  });
  return { centres, exchanges, calendars: calendarsOf(file), shrinkages: shrinkagesOf(file) };
}

function calendarsOf(file: SettingsFile): CalendarSettings[] {
  const specialDays = file.special_days.map(
    (day): SpecialDay => ({
      id: day.id,
      label: day.label ?? day.id,
      centre: day.centre ?? null,
      queues: day.queues ?? null,
      dates: day.dates,
      ...day.hours,
      ratio: day.effect,
    }),
  );
  return file.centres.map((centre) => ({
    centre: centre.id,
    country: centre.country ?? countryOfZone(centre.zone),
    schoolTerms: centre.school_terms,
    specialDays: specialDays.filter((day) => day.centre === null || day.centre === centre.id),
  }));
}

function shrinkagesOf(file: SettingsFile): ShrinkageSettings[] {
  return file.centres.map(({ id, shrinkage, pause_reasons }) => ({
    centre: id,
    causes: shrinkage,
    pauseMeanings: pause_reasons,
  }));
}

/** The demo's two centres as an installation of their own. */
function demoInstallation(
  environment: FromEnvironment,
): Pick<Settings, 'demo' | 'centres' | 'exchanges' | 'calendars' | 'shrinkages'> {
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
      outOfScopeSubjects: [...centre.outOfScopeSubjects],
      queues: centre.queues.map((queue) => ({
        exchange: centre.id,
        queue: queue.queue,
        label: queue.label,
        thresholdSeconds: queue.serviceLevelSeconds,
      })),
    })),
    calendars: demoCentres.map(({ id, zone }) => ({
      centre: id,
      country: countryOfZone(zone),
      schoolTerms: [],
      specialDays: [],
    })),
    shrinkages: demoCentres.map(({ id }) => ({ centre: id, causes: [], pauseMeanings: {} })),
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
      queueLogZone: centre.zone,
      inboundContexts: [...centre.inboundContexts],
      containedContexts: [],
      // at N times real speed the demo's people work N times as fast
      wrapUpSeconds: centre.wrapUpSeconds / environment.demoSpeed,
      suspicionLimits: { ringingSeconds: null, wrapUpSeconds: null },
      callerNumbers: true,
      demo: true,
    })),
  };
}

function queueLogOf(
  { id, queue_log }: Pick<SettingsFile['exchanges'][number], 'id' | 'queue_log'>,
  folder: string,
  env: Environment,
): string | null {
  if (queue_log === undefined) return null;
  return isTableAddress(queue_log)
    ? withPassword(queue_log, env[queueLogSecretVariable(id)])
    : resolve(folder, queue_log);
}

function frozen<T extends object>(value: T): T {
  for (const entry of Object.values(value)) if (typeof entry === 'object' && entry !== null) frozen(entry);
  return Object.freeze(value);
}

/** Where processes reach the database, the embedded one or the server that DATABASE_URL names. */
export function databaseAddress({
  databaseUrl,
  dataDir,
  databasePort,
}: Pick<Settings, 'databaseUrl' | 'dataDir' | 'databasePort'>): string {
  return databaseUrl ?? embeddedAddress(dataDir, databasePort);
}
