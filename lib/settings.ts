import type { ServiceLevelFormula } from './service-level/serviceLevel.ts';

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
