import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isPortFree } from './freePort.ts';

/** What is written down about a running installation, for `doctor` and other commands beside it. */
export interface Instance {
  pid: number;
  /** When that process began, in the system's own count; tells it from a later one with the same number. */
  began: string | null;
  startedAt: number;
  host: string;
  port: number;
  databasePort: number;
  /** Ports of the demo's AMI by centre; empty when there is no demo. */
  demoPorts: Readonly<Record<string, number>>;
}

const fileName = 'running.json';

/** The installation that runs in this data folder; null when none does. */
export function runningInstance(dataDir: string): Instance | null {
  const instance = readInstance(dataDir);
  return instance !== null && isAlive(instance) ? instance : null;
}

/** The parts of a supervisor that was killed end by themselves within so long. */
const formerEndsMs = 8_000;

/**
 * When the supervisor of this folder was killed, its parts are still ending: waits until they have let go of their
 * ports. @returns whether there was such a run
 */
export async function awaitFormer(dataDir: string, onWaiting: () => void): Promise<boolean> {
  const former = readInstance(dataDir);
  if (former === null || isAlive(former)) return false;
  const giveUpAt = Date.now() + formerEndsMs;
  const { host, port, databasePort, demoPorts } = former;
  const held = async () =>
    !(await isPortFree(port, host)) || !(await everyFree([databasePort, ...Object.values(demoPorts)]));
  for (let told = false; (await held()) && Date.now() < giveUpAt; await pause(50)) {
    if (!told) onWaiting();
    told = true;
  }
  return true;
}

async function everyFree(ports: readonly number[]): Promise<boolean> {
  for (const port of ports) if (!(await isPortFree(port))) return false;
  return true;
}

function readInstance(dataDir: string): Instance | null {
  try {
    return JSON.parse(readFileSync(join(dataDir, fileName), 'utf8')) as Instance;
  } catch {
    // Not there, or cut short by a full disk or a power cut: nothing that could be running is known.
    return null;
  }
}

/**
 * Takes the data folder for this process; null when taken, else the installation that has it. Release it when all
 * parts have ended.
 */
export function takeInstance(dataDir: string, about: Omit<Instance, 'pid' | 'began' | 'startedAt'>): Instance | null {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, fileName);
  const mine: Instance = { pid: process.pid, began: beganAt(process.pid), startedAt: Date.now(), ...about };
  for (let attempt = 0; ; attempt++) {
    try {
      // `wx` fails if the file exists, so of two that start at once only one gets it.
      writeFileSync(path, `${JSON.stringify(mine)}\n`, { flag: 'wx' });
      return null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 2) throw error;
      const other = runningInstance(dataDir);
      if (other) return other;
      rmSync(path, { force: true });
    }
  }
}

export function releaseInstance(dataDir: string): void {
  if (runningInstance(dataDir)?.pid === process.pid) rmSync(join(dataDir, fileName), { force: true });
}

/** Does this very process still run, and not a later one with its number? */
export function isAlive({ pid, began }: Pick<Instance, 'pid' | 'began'>): boolean {
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return began === beganAt(pid);
}

/** Boot and start time of a process on Linux, null when it has ended; null elsewhere, where its number has to do. */
export function beganAt(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold spaces; behind it stand the state and, as the 20th field, the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields[19];
    // Ended, and not asked for its exit code yet: where nobody does, as in some containers, it stays so.
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    return `${boot} ${ticks}`;
  } catch {
    return null;
  }
}
