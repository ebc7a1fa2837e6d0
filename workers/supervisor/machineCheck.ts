import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { bytesText } from '#lib/terminal/progressText.ts';

/** Below this nothing starts; below the other one there is a warning. */
const leastFreeBytes = 200e6;
const comfortableFreeBytes = 2e9;
const oldestNode = 24;

export interface MachineCheck {
  /** Free bytes where the data lies. */
  freeBytes: number;
  warnings: string[];
}

/**
 * Looks whether this machine can run the installation.
 *
 * @throws Error with one sentence and the cure when it cannot
 */
export function checkMachine(dataDir: string): MachineCheck {
  if (Number.parseInt(process.versions.node, 10) < oldestNode) {
    throw new Error(
      `Node ${process.versions.node} is too old, ${oldestNode} is needed; start with "npm start", which brings its own`,
    );
  }
  try {
    makeFolder(dataDir);
    accessSync(dataDir, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The data folder ${dataDir} cannot be written (${why}); give it to this user or set SANTRAL_DATA`);
  }
  const { bavail, bsize } = statfsSync(dataDir);
  const freeBytes = bavail * bsize;
  if (freeBytes < leastFreeBytes) {
    throw new Error(
      `Only ${bytesText(freeBytes)} are free in ${dataDir}; free some space or set SANTRAL_DATA to another disk`,
    );
  }
  const warnings: string[] = [];
  if (freeBytes < comfortableFreeBytes) {
    warnings.push(`Only ${bytesText(freeBytes)} are free in ${dataDir}; a year of two centres takes about 1 GB`);
  }
  return { freeBytes, warnings };
}

/** Step by step: where folders cannot be made, as below /proc, Node's own way with `recursive` never comes to an end. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
