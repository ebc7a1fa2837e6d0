import type { AgentState } from '#lib/agent/agentState.ts';
import type {
  AgentNow,
  AlarmNow,
  ContactDay,
  ContactNow,
  Floor,
  OutlookNow,
  QueueNow,
  StaffingNow,
} from '#lib/feed/feedEvents.ts';
import type { QueueInterval } from '#lib/floor/dayFigures.ts';
import { agent, centre, dayStart, floor, interval, queue, source } from './sampleFloor.ts';

/** Six minutes past two in the afternoon. */
export const hallNow = dayStart + (14 * 60 + 6) * 60_000 + 12_000;

export const hallStates = ['busy', 'quiet', 'stale', 'disconnected', 'alarm', 'empty'] as const;
export type HallState = (typeof hallStates)[number];

const quarterMs = 15 * 60_000;
const queueNames: Readonly<Record<string, readonly string[]>> = {
  '153': ['Genel Başvuru', 'Ulaşım', 'Sosyal Hizmetler', 'Çevre ve İlaçlama', 'Zabıta', 'İngilizce Destek'],
  '185': ['Su Arıza', 'Kanalizasyon', 'Fatura ve Abonelik', 'Geri Dönüş Birimi'],
};
const people = [
  'Ayşe Öztürk',
  'Çağrı Işık',
  'Şule Güneş',
  'İbrahim Ünal',
  'Gökçe Yıldız',
  'Ömer Çınar',
  'Fatma Şahin',
  'Uğur Ağaoğlu',
  'Zeynep Kılıç',
  'Iraz Doğan',
  'Müge Aydın',
  'Kadir Güçlü',
];
const states: readonly AgentState[] = [
  'on_contact',
  'on_contact',
  'available',
  'wrap_up',
  'on_contact',
  'paused',
  'ringing',
];
const reasons = ['Yemek', 'Çay', 'Eğitim', null];

/** Both centres at one moment of one afternoon, for tests of what a board looks like; the same at every call. */
export function sampleHall(state: HallState): Floor {
  if (state === 'empty') {
    return floor({
      centres: centres(),
      sources: ['153', '185'].map((id) => source(id, { label: labelOf(id), lastHeardAt: hallNow })),
    });
  }
  const quiet = state === 'quiet';
  const unheard = state === 'stale';
  const unheardMs = unheard ? 134_000 : 0;
  const queues = Object.entries(queueNames).flatMap(([id, names]) =>
    names.map((name, nth): QueueNow => {
      const waiting = quiet ? 0 : (nth * 3 + Number(id)) % 5;
      return queue(id, `${id}-${nth}`, {
        label: name,
        thresholdSeconds: id === '185' ? 30 : 20,
        waiting,
        longestWaitingSince: waiting > 0 ? hallNow - (12 + nth * 19) * 1000 - (id === '185' ? unheardMs : 0) : null,
      });
    }),
  );
  const contacts = queues.flatMap((of) =>
    Array.from({ length: of.waiting }, (_, nth): ContactNow => {
      const since = (of.longestWaitingSince ?? hallNow) + nth * 3000;
      return { id: `${of.id}|${nth}`, queue: of.id, centre: of.centre, state: 'waiting', since };
    }),
  );
  return floor({
    centres: centres(),
    queues,
    contacts,
    agents: agentsOf(queues, quiet),
    intervals: quiet ? [] : queues.flatMap(intervalsOf),
    outlooks: ['153', '185'].map((id) => outlook(id)),
    staffing: ['153', '185'].map((id) => staffing(id)),
    contactDays: ['153', '185'].map((id) => contactDay(id, quiet)),
    sources: [
      source('153', { label: labelOf('153'), lastHeardAt: hallNow }),
      source('185', {
        label: labelOf('185'),
        lastHeardAt: hallNow - unheardMs,
        state: unheard ? 'stale' : 'live',
        cause: unheard ? 'silent' : null,
      }),
    ],
    alarms: state === 'alarm' ? alarms() : [],
  });
}

function labelOf(id: string): string {
  return id === '153' ? 'Büyükşehir 153' : 'İSU Alo 185';
}

function centres() {
  return ['153', '185'].map((id) => centre(id, { label: labelOf(id), targetRatio: 0.8 }));
}

function agentsOf(queues: readonly QueueNow[], quiet: boolean): AgentNow[] {
  return Array.from({ length: 34 }, (_, nth) => {
    const id = nth % 3 === 0 ? '185' : '153';
    const serves = queues.filter((one) => one.exchange === id).map((one) => one.id);
    const state: AgentState = quiet
      ? nth % 9 === 0
        ? 'paused'
        : 'available'
      : (states[nth % states.length] ?? 'available');
    const name = `${people[nth % people.length]}${nth >= people.length ? ` ${'ABC'[Math.floor(nth / people.length) - 1]}.` : ''}`;
    const onQueue = state === 'on_contact' || state === 'ringing' ? (serves[nth % serves.length] ?? null) : null;
    return agent(id, name, {
      state,
      since: hallNow - (7 + ((nth * 53) % 900)) * 1000,
      queues: serves,
      pauseReason: state === 'paused' ? (reasons[nth % reasons.length] ?? null) : null,
      onQueue,
      suspect: nth === 6 && state === 'ringing' ? { since: hallNow - 60_000, reason: 'ringing_too_long' } : null,
    });
  });
}

/** A morning that swells, and a lull at noon. */
function loadAt(quarter: number): number {
  return Math.round(14 * Math.exp(-(((quarter - 42) / 16) ** 2)) + 8 * Math.exp(-(((quarter - 62) / 12) ** 2)));
}

function intervalsOf(of: QueueNow, nth: number): QueueInterval[] {
  const quarters = Math.floor((hallNow - dayStart) / quarterMs) + 1;
  return Array.from({ length: quarters }, (_, quarter) => {
    const offered = loadAt(quarter) + ((quarter * 7 + nth * 5) % 4);
    const abandoned = Math.round(offered * (0.04 + 0.05 * ((quarter + nth) % 3)));
    const answered = Math.max(0, offered - abandoned - (quarter % 11 === 0 ? 1 : 0));
    return interval(of, dayStart + quarter * quarterMs, {
      offered,
      answered,
      abandoned,
      timedOut: offered - abandoned - answered,
      answeredInTime: Math.round(answered * (quarter % 5 === 0 ? 0.7 : 0.84)),
      waitSecondsAnswered: answered * 17,
      waitsAnswered: answered,
      talkSeconds: answered * 142,
      talks: answered,
    });
  }).filter(({ offered }) => offered > 0);
}

function outlook(id: string): OutlookNow {
  const queues = queueNames[id]?.length ?? 0;
  const expected = Array.from({ length: 96 }, (_, quarter) => (loadAt(quarter) + 1.4) * queues);
  const past = Math.floor((hallNow - dayStart) / quarterMs);
  const open = (of: (mean: number) => number) => expected.map((mean, quarter) => (quarter < past ? null : of(mean)));
  const mean = expected.reduce((sum, one) => sum + one, 0);
  return {
    id: `${id}@${dayStart}`,
    centre: id,
    queue: null,
    start: dayStart,
    madeAt: hallNow - 6 * 60_000,
    mean,
    p10: mean * 0.94,
    p90: mean * 1.06,
    expected,
    low: open((one) => one * 0.7),
    high: open((one) => one * 1.35),
  };
}

/** Rostered from seven in the morning on, a little less than what is asked for at the peak. */
function staffing(id: string): StaffingNow {
  const most = id === '153' ? 18 : 9;
  const required = Array.from({ length: 96 }, (_, quarter) => Math.ceil((loadAt(quarter) / 22) * most) + 1);
  const planned = required.map((agents, quarter) => (quarter < 28 ? 3 : Math.min(most - 1, agents + (quarter % 3))));
  return { id: `${id}@${dayStart}`, centre: id, start: dayStart, madeAt: hallNow - 6 * 60_000, required, planned };
}

function contactDay(id: string, quiet: boolean): ContactDay {
  const contacts = quiet ? 0 : id === '153' ? 3900 : 2750;
  const share = (part: number) => Math.round(contacts * part);
  return {
    ...{ id: `${id}/${id}@${dayStart}`, exchange: id, centre: id, start: dayStart, contacts },
    ...{ contained: share(0.24), leftInIvr: share(0.03), toQueue: share(0.72), unknown: share(0.01) },
    ...{ withSubject: share(0.66), outOfScope: share(0.09), observedSince: dayStart },
  };
}

function alarms(): AlarmNow[] {
  const of = {
    centre: '153',
    queue: null,
    source: null,
    limit: 10,
    sound: true,
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
  return [
    {
      ...of,
      id: 'a1',
      rule: 'r1',
      name: 'Bekleyen 10 çağrıyı geçti',
      kind: 'waiting',
      level: 'alarm',
      raisedAt: hallNow - 95_000,
      value: 14,
    },
    {
      ...of,
      id: 'a2',
      rule: 'r2',
      name: 'Hizmet seviyesi düşük',
      kind: 'service_level',
      level: 'warn',
      raisedAt: hallNow - 640_000,
      value: 0.74,
      limit: 0.8,
      acknowledgedAt: hallNow - 500_000,
      acknowledgedBy: 'Ayşe Öztürk',
    },
  ];
}
