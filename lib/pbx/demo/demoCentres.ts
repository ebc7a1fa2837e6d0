/**
 * The two centres of the demo exchange, as plain data: what settings, the model and the AMI face all read. The volumes
 * are those that the two centres of Kocaeli publish; names of people are made up elsewhere. Imports nothing heavy.
 */

import { amiClasses } from './amiClasses.ts';

/** How Asterisk's app_queue picks the member to ring. */
export type QueueStrategy = 'rrmemory' | 'leastrecent' | 'ringall' | 'random' | 'fewestcalls' | 'linear';

export interface DemoQueue {
  /** The queue's name at the exchange. */
  queue: string;
  /** What people call it, in Turkish. */
  label: string;
  strategy: QueueStrategy;
  /** Seconds that one member rings before the next one is tried (queues.conf `timeout`). */
  ringSeconds: number;
  /** Seconds between ringing rounds (queues.conf `retry`). */
  retrySeconds: number;
  /** After-contact work that the exchange grants after each talk, in seconds (queues.conf `wrapuptime`). */
  wrapUpSeconds: number;
  /** Longest line; 0 is without limit (queues.conf `maxlen`). */
  maxWaiting: number;
  /** Seconds after which the caller leaves the line by itself (Queue()'s timeout). */
  maxWaitSeconds: number;
  /** May one enter, or stay, when nobody serves the queue? */
  joinEmpty: boolean;
  leaveWhenEmpty: boolean;
  /** Seconds of the exchange's own service level figure (queues.conf `servicelevel`). */
  serviceLevelSeconds: number;
  /** Share of waiting callers who press the key for a call back instead of going on waiting, 0–1. */
  callbackShare: number;
}

/** An account in the demo exchange's manager.conf. */
export interface DemoAccount {
  username: string;
  secret: string;
  /** Class names as in manager.conf. */
  read: readonly string[];
  write: readonly string[];
}

export interface DemoCentre {
  /** Id of the centre and of its exchange. */
  id: string;
  label: string;
  /** IANA zone of the centre's days. */
  zone: string;
  /** Loopback port of its AMI unless another one is set. */
  port: number;
  /** The account that Santral signs in with; `readonly` is for wallboards of others. */
  account: DemoAccount;
  readonlyAccount: DemoAccount;
  /** Dialplan contexts in which citizens' calls arrive. */
  inboundContexts: readonly string[];
  /** Names of its model's subjects that are not its business. */
  outOfScopeSubjects: readonly string[];
  /** After-contact work in seconds, the same in all queues of the exchange. */
  wrapUpSeconds: number;
  /** Agents employed. */
  agents: number;
  /** Calls a year that reach the exchange, those that the IVR serves alone among them. */
  callsPerYear: number;
  queues: readonly DemoQueue[];
}

/** Queue() with `joinempty=yes` keeps people waiting at night; these two centres never close, so few lines empty. */
const usual = {
  ringSeconds: 18,
  retrySeconds: 1,
  maxWaiting: 0,
  maxWaitSeconds: 300,
  joinEmpty: true,
  leaveWhenEmpty: false,
  serviceLevelSeconds: 20,
  callbackShare: 0.02,
} as const;

function accounts(secret: string): Pick<DemoCentre, 'account' | 'readonlyAccount'> {
  return {
    account: { username: 'santral', secret, read: amiClasses, write: amiClasses },
    readonlyAccount: {
      username: 'readonly',
      secret: `${secret}-readonly`,
      read: ['system', 'call', 'agent', 'reporting'],
      write: ['reporting', 'system'],
    },
  };
}

export const demoCentres: readonly DemoCentre[] = [
  {
    id: '153',
    label: 'Büyükşehir 153',
    zone: 'Europe/Istanbul',
    port: 15038,
    ...accounts('demo-153'),
    inboundContexts: ['from-trunk'],
    outOfScopeSubjects: ['hastane-randevusu', 'hukuk', 'elektrik-arizasi', 'dogalgaz'],
    wrapUpSeconds: 10,
    agents: 68,
    // 1,275,000 contacts in 2023, of which 27,387 came by social media; the mobile app's share is not published.
    callsPerYear: 1_240_000,
    queues: [
      { ...usual, queue: '153-genel', label: 'Genel Bilgi', strategy: 'rrmemory', wrapUpSeconds: 10 },
      { ...usual, queue: '153-ulasim', label: 'Ulaşım', strategy: 'leastrecent', wrapUpSeconds: 10 },
      {
        ...usual,
        queue: '153-sosyal',
        label: 'Sosyal Hizmetler',
        strategy: 'ringall',
        wrapUpSeconds: 10,
        maxWaiting: 8,
        joinEmpty: false,
        leaveWhenEmpty: true,
      },
      {
        ...usual,
        queue: '153-ilaclama',
        label: 'İlaçlama',
        strategy: 'rrmemory',
        wrapUpSeconds: 10,
        leaveWhenEmpty: true,
      },
      { ...usual, queue: '153-zabita', label: 'Zabıta', strategy: 'leastrecent', wrapUpSeconds: 10 },
    ],
  },
  {
    id: '185',
    label: 'İSU Alo 185',
    zone: 'Europe/Istanbul',
    port: 15185,
    ...accounts('demo-185'),
    inboundContexts: ['from-trunk'],
    outOfScopeSubjects: ['kapsam-disi'],
    wrapUpSeconds: 15,
    // Its true staff is not published: this is what the load asks for at the service level of such a centre.
    agents: 44,
    // 1,073,711 calls in 2025, of which about 335,000 were served by the IVR alone.
    callsPerYear: 1_073_711,
    queues: [
      { ...usual, queue: '185-ariza', label: 'Arıza', strategy: 'random', wrapUpSeconds: 15, maxWaitSeconds: 420 },
      { ...usual, queue: '185-kanal', label: 'Kanalizasyon', strategy: 'rrmemory', wrapUpSeconds: 15 },
      { ...usual, queue: '185-abone', label: 'Abone İşleri', strategy: 'leastrecent', wrapUpSeconds: 15 },
      {
        ...usual,
        queue: '185-fatura',
        label: 'Fatura ve Borç',
        strategy: 'rrmemory',
        wrapUpSeconds: 15,
        maxWaiting: 25,
        leaveWhenEmpty: true,
      },
    ],
  },
];
