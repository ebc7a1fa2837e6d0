import { type Replay, replayRecording } from '#lib/pbx/ami/replay.ts';

/** `santral replay STREAM`: 0 with the counts of each queue, 1 when a file cannot be read. */
export async function replayCommand(
  stream: string,
  options: { chunks?: string; queueLog?: string; json?: boolean },
): Promise<number> {
  const replay = await replayRecording(stream, {
    chunks: options.chunks ?? null,
    queueLog: options.queueLog ?? null,
    onNotice: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  process.stdout.write(options.json ? `${JSON.stringify(replay)}\n` : asTable(replay));
  return 0;
}

/** One row a figure, one column a queue: figures are many, queues few. */
function asTable({ queues, gaps }: Replay): string {
  const names = Object.keys(queues);
  if (names.length === 0) return 'No queue is named in this stream.\n';
  const figures = new Set(names.flatMap((name) => Object.keys(queues[name] ?? {})));
  const rows = [...figures].map((figure) => [
    spaced(figure),
    ...names.map((name) => shown((queues[name] as unknown as Record<string, unknown>)[figure])),
  ]);
  const table = [['', ...names], ...rows];
  const widths = table[0]?.map((_, nth) => Math.max(...table.map((row) => row[nth]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row.map((cell, nth) => (nth === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[nth] ?? 0))).join('  '),
  );
  for (const { from, to, reason } of gaps) lines.push(`Not observed from ${from} to ${to}: ${reason}`);
  return `${lines.join('\n')}\n`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([seconds, count]) => `${count} in ${seconds} s`)
    .join(', ');
}

/** `meanWaitSeconds` → `mean wait seconds`. */
function spaced(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
