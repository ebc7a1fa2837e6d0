/** How far something is. `of` null: the whole is not known. */
export interface Progress {
  done: number;
  of: number | null;
  /** What is counted, such as `days`. */
  unit: string;
}

/**
 * `████████░░░░░░░░  43 %  157 of 365 days, 2 min left`, as people read it.
 *
 * @param counted for how long it has been counted, and from where: tells the time that is left, once there is something
 * to go by
 */
export function progressText(progress: Progress, counted: { ms: number; from: number }, width = 20): string {
  const { done, of, unit } = progress;
  if (of === null || of <= 0) return `${count(done)} ${unit}`;
  const share = Math.min(1, Math.max(0, done / of));
  const filled = Math.round(share * width);
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
  const made = done - counted.from;
  const telling = made > (of - counted.from) * 0.02 && share < 1 && counted.ms > 2000;
  const left = telling ? `, ${durationText((counted.ms / made) * (of - done))} left` : '';
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${count(done)} of ${count(of)} ${unit}${left}`;
}

/** `0.4 s`, `12 s`, `3 min`, `2 h 10 min`. */
export function durationText(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `3.4 GB`: decimal, as disks are sold. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${size < 10 && unit > 0 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}
