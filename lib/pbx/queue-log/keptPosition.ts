import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** How far a queue_log has been read, as it outlives the process. */
export interface KeptPosition {
  /** Of which log it speaks. */
  log: string;
  position: unknown;
  /** Since when nothing of it has been missed, epoch ms; null when that is not known. */
  coveredFrom: number | null;
}

/** Null when nothing was kept yet, or of another log. */
export function readKeptPosition(file: string, log: string): KeptPosition | null {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptPosition;
    return kept.log === log ? kept : null;
  } catch (error) {
    // a power cut may leave it empty: the log is read over again, which does no harm
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Whole or not at all. @throws Error when the disk does not take it */
export function writeKeptPosition(file: string, kept: KeptPosition): void {
  writeFileSync(`${file}.new`, JSON.stringify(kept));
  renameSync(`${file}.new`, file);
}
