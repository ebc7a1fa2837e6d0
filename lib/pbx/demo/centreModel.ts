/**
 * What people call the two demo centres about, and when. Yearly volumes and the share that the IVR serves are the
 * published ones; the split by subject, the curves and the times are assumptions that fit them.
 */

export interface Subject {
  name: string;
  /** Share of all calls; the shares of a centre add up to 1 before seasons are applied. */
  share: number;
  queue: string;
  /** Key pressed in the IVR menu. */
  key: string;
  /** Talk: lognormal, median in seconds and sigma of the logarithm. */
  talkSeconds: number;
  talkSigma: number;
  /** Not the centre's business: the agent turns the caller away. */
  outOfScope?: boolean;
  /** Share of these callers that the IVR serves alone. */
  contained: number;
  /** Factor of each month on the share, January first. */
  months?: readonly number[];
  /** Share of talks passed on blindly, and to which queue. */
  passedTo?: { queue: string; share: number };
}

export interface BurstModel {
  subject: string;
  /** How many a year, one after another or together. */
  perYear: number;
  /** Extra calls of one burst: smallest and largest. */
  calls: readonly [number, number];
  /** Time in which the rush halves. */
  halfLifeMinutes: number;
}

export interface CentreModel {
  subjects: readonly Subject[];
  /** Relative calls per hour of a working day and of a day off, midnight first. */
  workdayHours: readonly number[];
  dayOffHours: readonly number[];
  /** Factor of each weekday, Monday first. */
  weekdays: readonly number[];
  months: readonly number[];
  /** Factor by day of the month. */
  dayOfMonth: (day: number) => number;
  /** What is left of a day's calls on a whole public holiday. */
  holidayFactor: number;
  /** Standard deviation of the day level's logarithm, which no calendar explains, and how far it carries to the next day. */
  daySigma: number;
  dayMemory: number;
  burst: BurstModel;
  greetingSeconds: number;
  /** Share of callers who hang up while the IVR speaks. */
  leftInIvr: number;
  /** Queues that nobody serves outside office hours (local hours, from inclusive, to exclusive), and who takes them then. */
  officeQueues: readonly string[];
  officeHours: readonly [number, number];
  nightQueue: string;
  /** Which agents there are: the penalty in each queue, and how many parts of the staff have it. */
  skills: readonly { parts: number; penalties: Readonly<Record<string, number>> }[];
}

const workdayHours = [
  0.2, 0.13, 0.1, 0.09, 0.1, 0.17, 0.4, 0.85, 1.55, 2.05, 2.2, 2.1, 1.7, 1.85, 2.05, 1.95, 1.85, 1.6, 1.2, 0.95, 0.8,
  0.65, 0.5, 0.33,
];
const dayOffHours = [
  0.32, 0.22, 0.16, 0.13, 0.13, 0.18, 0.35, 0.6, 1.0, 1.45, 1.75, 1.8, 1.65, 1.6, 1.6, 1.6, 1.55, 1.5, 1.35, 1.2, 1.05,
  0.9, 0.72, 0.5,
];
/** Taps run dry at night, too: the water line sleeps less, and wakes earlier. */
const waterWorkdayHours = [
  0.26, 0.18, 0.14, 0.13, 0.16, 0.3, 0.65, 1.15, 1.75, 2.1, 2.1, 1.9, 1.55, 1.65, 1.75, 1.7, 1.65, 1.5, 1.35, 1.2, 1.0,
  0.8, 0.6, 0.4,
];

export const centreModels: Readonly<Record<string, CentreModel>> = {
  '153': {
    subjects: [
      {
        name: 'genel-bilgi',
        share: 0.25,
        queue: '153-genel',
        key: '0',
        talkSeconds: 158,
        talkSigma: 0.62,
        contained: 0.01,
        passedTo: { queue: '153-ulasim', share: 0.03 },
      },
      {
        name: 'hastane-randevusu',
        share: 0.06,
        queue: '153-genel',
        key: '0',
        talkSeconds: 38,
        talkSigma: 0.4,
        outOfScope: true,
        contained: 0,
      },
      {
        name: 'hukuk',
        share: 0.025,
        queue: '153-genel',
        key: '0',
        talkSeconds: 52,
        talkSigma: 0.45,
        outOfScope: true,
        contained: 0,
      },
      {
        name: 'elektrik-arizasi',
        share: 0.035,
        queue: '153-genel',
        key: '0',
        talkSeconds: 35,
        talkSigma: 0.4,
        outOfScope: true,
        contained: 0,
      },
      {
        name: 'dogalgaz',
        share: 0.025,
        queue: '153-genel',
        key: '0',
        talkSeconds: 36,
        talkSigma: 0.4,
        outOfScope: true,
        contained: 0,
      },
      {
        name: 'otobus-saatleri',
        share: 0.11,
        queue: '153-ulasim',
        key: '1',
        talkSeconds: 96,
        talkSigma: 0.5,
        contained: 0.36,
      },
      {
        name: 'ulasim-basvuru',
        share: 0.18,
        queue: '153-ulasim',
        key: '1',
        talkSeconds: 168,
        talkSigma: 0.58,
        contained: 0.05,
        passedTo: { queue: '153-genel', share: 0.04 },
      },
      {
        name: 'sosyal-hizmetler',
        share: 0.14,
        queue: '153-sosyal',
        key: '2',
        talkSeconds: 235,
        talkSigma: 0.6,
        contained: 0.02,
        passedTo: { queue: '153-genel', share: 0.05 },
      },
      {
        name: 'ilaclama',
        share: 0.055,
        queue: '153-ilaclama',
        key: '3',
        talkSeconds: 142,
        talkSigma: 0.5,
        contained: 0.04,
        months: [0.25, 0.3, 0.5, 0.9, 1.4, 2.1, 2.4, 2.2, 1.4, 0.7, 0.4, 0.25],
        passedTo: { queue: '153-genel', share: 0.03 },
      },
      {
        name: 'zabita',
        share: 0.12,
        queue: '153-zabita',
        key: '4',
        talkSeconds: 150,
        talkSigma: 0.55,
        contained: 0.01,
        passedTo: { queue: '153-genel', share: 0.04 },
      },
    ],
    workdayHours,
    dayOffHours,
    weekdays: [1.17, 1.08, 1.05, 1.04, 1.06, 0.84, 0.76],
    months: [1.02, 1.0, 1.0, 0.98, 1.0, 1.02, 1.0, 0.97, 1.04, 1.02, 0.99, 0.96],
    dayOfMonth: (day) => (day <= 5 ? 1.05 : day >= 26 ? 0.97 : 1),
    holidayFactor: 0.52,
    daySigma: 0.07,
    dayMemory: 0.5,
    burst: { subject: 'ulasim-basvuru', perYear: 9, calls: [90, 320], halfLifeMinutes: 55 },
    greetingSeconds: 8,
    leftInIvr: 0.025,
    officeQueues: ['153-sosyal', '153-ilaclama'],
    officeHours: [8, 22],
    nightQueue: '153-genel',
    skills: [
      { parts: 16, penalties: { '153-genel': 0, '153-ulasim': 1, '153-zabita': 1 } },
      { parts: 8, penalties: { '153-genel': 0, '153-sosyal': 1, '153-ilaclama': 1, '153-ulasim': 2 } },
      { parts: 12, penalties: { '153-ulasim': 0, '153-genel': 1, '153-sosyal': 2 } },
      { parts: 8, penalties: { '153-ulasim': 0, '153-genel': 1, '153-zabita': 2, '153-ilaclama': 2 } },
      { parts: 8, penalties: { '153-zabita': 0, '153-genel': 1, '153-ulasim': 2 } },
      { parts: 11, penalties: { '153-sosyal': 0, '153-genel': 1, '153-ilaclama': 2 } },
      { parts: 5, penalties: { '153-ilaclama': 0, '153-genel': 1, '153-ulasim': 2, '153-sosyal': 2 } },
    ],
  },
  '185': {
    subjects: [
      {
        name: 'su-kesintisi',
        share: 0.3,
        queue: '185-ariza',
        key: '1',
        talkSeconds: 112,
        talkSigma: 0.5,
        contained: 0.46,
      },
      {
        name: 'ariza-ihbari',
        share: 0.17,
        queue: '185-ariza',
        key: '1',
        talkSeconds: 178,
        talkSigma: 0.52,
        contained: 0.02,
        passedTo: { queue: '185-kanal', share: 0.05 },
      },
      {
        name: 'kanal-tikanikligi',
        share: 0.09,
        queue: '185-kanal',
        key: '2',
        talkSeconds: 185,
        talkSigma: 0.52,
        contained: 0,
        passedTo: { queue: '185-ariza', share: 0.05 },
      },
      {
        name: 'borc-sorgulama',
        share: 0.2,
        queue: '185-fatura',
        key: '4',
        talkSeconds: 105,
        talkSigma: 0.5,
        contained: 0.8,
      },
      {
        name: 'fatura-itirazi',
        share: 0.09,
        queue: '185-fatura',
        key: '4',
        talkSeconds: 240,
        talkSigma: 0.55,
        contained: 0.03,
        passedTo: { queue: '185-abone', share: 0.06 },
      },
      {
        name: 'abonelik',
        share: 0.09,
        queue: '185-abone',
        key: '3',
        talkSeconds: 225,
        talkSigma: 0.55,
        contained: 0.15,
        passedTo: { queue: '185-fatura', share: 0.05 },
      },
      {
        name: 'sayac',
        share: 0.04,
        queue: '185-abone',
        key: '3',
        talkSeconds: 190,
        talkSigma: 0.5,
        contained: 0.05,
        passedTo: { queue: '185-ariza', share: 0.08 },
      },
      {
        name: 'kapsam-disi',
        share: 0.02,
        queue: '185-ariza',
        key: '1',
        talkSeconds: 42,
        talkSigma: 0.4,
        outOfScope: true,
        contained: 0,
      },
    ],
    workdayHours: waterWorkdayHours,
    dayOffHours,
    weekdays: [1.2, 1.08, 1.04, 1.03, 1.04, 0.86, 0.75],
    months: [1.0, 0.95, 0.96, 0.97, 1.0, 1.05, 1.12, 1.1, 1.02, 0.98, 0.95, 0.98],
    dayOfMonth: (day) => (day <= 10 ? 1.06 : day >= 15 && day <= 20 ? 1.05 : 0.95),
    holidayFactor: 0.55,
    daySigma: 0.09,
    dayMemory: 0.45,
    burst: { subject: 'su-kesintisi', perYear: 26, calls: [120, 520], halfLifeMinutes: 45 },
    greetingSeconds: 7,
    leftInIvr: 0.02,
    officeQueues: ['185-fatura'],
    officeHours: [8, 21],
    nightQueue: '185-ariza',
    skills: [
      { parts: 10, penalties: { '185-ariza': 0, '185-kanal': 1, '185-abone': 2 } },
      { parts: 7, penalties: { '185-ariza': 0, '185-fatura': 1, '185-kanal': 2 } },
      { parts: 7, penalties: { '185-kanal': 0, '185-ariza': 1, '185-abone': 2 } },
      { parts: 9, penalties: { '185-abone': 0, '185-fatura': 1, '185-ariza': 2 } },
      { parts: 11, penalties: { '185-fatura': 0, '185-abone': 1, '185-ariza': 2 } },
    ],
  },
};

/** @throws RangeError for a centre that has no model. */
export function centreModelOf(id: string): CentreModel {
  const model = centreModels[id];
  if (!model)
    throw new RangeError(`The demo has no model of centre ${id}; it knows ${Object.keys(centreModels).join(', ')}.`);
  return model;
}
