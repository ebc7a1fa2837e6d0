/** One thing wrong with the settings: where it stands and one sentence that says what, and the cure. */
export interface SettingsMistake {
  /** `santral.yaml:12`, or `environment`. */
  where: string;
  sentence: string;
}

/** Every mistake found, at once; its message is ready for a terminal. */
export class SettingsError extends Error {
  readonly mistakes: readonly SettingsMistake[];

  constructor(mistakes: readonly SettingsMistake[]) {
    const lines = mistakes.map((mistake) => `${mistake.where}: ${mistake.sentence}`);
    super(
      lines.length === 1 ? lines[0] : `${lines.length} settings are wrong:\n${lines.map((l) => `  ${l}`).join('\n')}`,
    );
    this.name = 'SettingsError';
    this.mistakes = mistakes;
  }
}

/** The known word at most two letters away from `word`, or null: for "did you mean". */
export function nearestWord(word: string, known: readonly string[]): string | null {
  let nearest: string | null = null;
  let best = 3;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** Levenshtein's distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
