import { emptyFloor } from './applyPatch.ts';
import { largeFloor } from './largeFloor.ts';
import { packedFrame } from './sharedFrames.ts';

/**
 * The first frame of a floor at the end of a full day: its bytes, the time of JSON at both ends, and what packing it once
 * for all screens takes and gives. Beside it, what the same day weighs when every queue's every quarter of an hour is told.
 */
const rounds = 9;

function median(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[rounds >> 1] as number;
}

function kB(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function weighed(name: string, what: unknown): string {
  const text = JSON.stringify(what);
  const writing = median(() => JSON.stringify(what)).toFixed(1);
  const reading = median(() => JSON.parse(text)).toFixed(1);
  const bytes = Buffer.from(text);
  const packing = median(() => packedFrame(bytes)).toFixed(1);
  const packed = kB(packedFrame(bytes)[1].length);
  return `${name}: ${kB(bytes.length)}, written in ${writing} ms, read in ${reading} ms; ${packed} packed, in ${packing} ms`;
}

async function run(): Promise<string[]> {
  return [8, 200, 1000].flatMap((queues) => {
    const made = largeFloor(queues);
    const { agents, contacts, days, intervals, queues: now } = made.floor;
    const parts = { agents, contacts, queues: now, days, intervals };
    return [
      `${queues} queues, ${Object.keys(agents).length} agents, ${Object.keys(contacts).length} contacts`,
      `  ${weighed('the whole floor', made.floor)}`,
      ...Object.entries(parts).map(([kind, entities]) => `    ${weighed(kind, entities)}`),
      `  ${weighed('with every interval of every queue', {
        ...emptyFloor(),
        ...{ agents, contacts, queues: now },
        intervals: Object.fromEntries(made.intervals),
      })}`,
    ];
  });
}

export default { name: 'the first frame of a floor', run };
