/** A warning or worse from a line of a part's log, as one plain sentence; null for all else. */
export function sentenceIn(line: string): string | null {
  if (!line.startsWith('{')) return null;
  try {
    const { level, msg } = JSON.parse(line) as { level?: unknown; msg?: unknown };
    return typeof level === 'number' && level >= 40 && typeof msg === 'string' ? oneLine(msg) : null;
  } catch {
    return null;
  }
}

/** Why a process ended, from the last lines it wrote: the error's own line where there is one. */
export function lastWords(lines: readonly string[]): string | null {
  const spoken = lines.filter((line) => line.trim() !== '' && !/^\(node:\d+\)|^\(Use `node|^Node\.js v/.test(line));
  const error = spoken.findLast((line) => /^(?:Uncaught )?\w*(?:Error|Exception|Failed)\b.*: /.test(line));
  const plain = spoken.findLast((line) => !/^\s|^[{}^]/.test(line));
  const words = error ?? plain ?? spoken.at(-1);
  return words === undefined ? null : oneLine(words);
}

function oneLine(text: string): string {
  const line = text.split('\n', 1)[0]?.trim() ?? '';
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
