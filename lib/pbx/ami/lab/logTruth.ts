/** What a queue_log alone says of one queue, in the words of a replay. */
export interface LogTruth {
  offered: number;
  answered: number;
  abandoned: number;
  timedOut: number;
  leftByKey: number;
  leftEmpty: number;
  withdrawn: number;
  lostInOutage: number;
  answeredWithin20: number;
  ringNoAnswer: number;
  pauses: number;
}

const figureOf: Readonly<Record<string, keyof LogTruth>> = {
  ENTERQUEUE: 'offered',
  CONNECT: 'answered',
  ABANDON: 'abandoned',
  EXITWITHTIMEOUT: 'timedOut',
  EXITWITHKEY: 'leftByKey',
  EXITEMPTY: 'leftEmpty',
  WITHDRAW: 'withdrawn',
  RINGNOANSWER: 'ringNoAnswer',
  PAUSE: 'pauses',
};
const waitEnds = new Set(['CONNECT', 'ABANDON', 'EXITWITHTIMEOUT', 'EXITWITHKEY', 'EXITEMPTY', 'WITHDRAW']);

/**
 * Counts rows, apart from the product's own reader of the same file. A caller who entered and has no end row was lost with
 * the exchange.
 */
export function logTruth(log: string): Record<string, LogTruth> {
  const queues: Record<string, LogTruth> = {};
  const waiting = new Map<string, number>();
  for (const line of log.split('\n')) {
    const [, callId = '', queue = '', , event = '', first = ''] = line.split('|');
    const figure = figureOf[event];
    if (figure === undefined || queue === 'NONE') continue;
    const counts = queues[queue] ?? noneOf();
    queues[queue] = counts;
    counts[figure]++;
    const place = `${callId}|${queue}`;
    if (event === 'ENTERQUEUE') waiting.set(place, (waiting.get(place) ?? 0) + 1);
    if (waitEnds.has(event)) waiting.set(place, (waiting.get(place) ?? 0) - 1);
    if (event === 'CONNECT' && Number(first) <= 20) counts.answeredWithin20++;
  }
  for (const [place, open] of waiting) {
    const counts = queues[place.slice(place.indexOf('|') + 1)];
    if (counts !== undefined) counts.lostInOutage += open;
  }
  return queues;
}

function noneOf(): LogTruth {
  return {
    ...{ offered: 0, answered: 0, abandoned: 0, timedOut: 0, leftByKey: 0, leftEmpty: 0, withdrawn: 0 },
    ...{ lostInOutage: 0, answeredWithin20: 0, ringNoAnswer: 0, pauses: 0 },
  };
}
