import { type Replay, replayRecording } from '#lib/pbx/ami/replay.ts';

/** `santral replay`: 0 with a table (or JSON), 1 when a file cannot be read. */
export async function replayCommand(options: {
  stream: string;
  chunks?: string;
  queueLog?: string;
  json?: boolean;
}): Promise<number> {
  const notices = new Map<string, number>();
  const replay = await replayRecording(options.stream, {
    chunks: options.chunks ?? null,
    queueLog: options.queueLog ?? null,
    onNotice: (detail) => notices.set(detail, (notices.get(detail) ?? 0) + 1),
  });
  for (const [detail, times] of notices) process.stderr.write(`${detail}${times > 1 ? ` (${times} times)` : ''}\n`);
  process.stdout.write(options.json ? `${JSON.stringify(replay)}\n` : asTable(replay));
  return 0;
}

function asTable({ queues, gaps }: Replay): string {
  const figure = (value: number | null) => (value === null ? '–' : String(value));
  const rows = Object.entries(queues).map(([queue, counts]) => {
    const { answeredWithin, ...figures } = counts;
    const within = Object.entries(answeredWithin).map(([seconds, count]) => [`answered within ${seconds} s`, count]);
    return [queue, { ...figures, ...Object.fromEntries(within) }] as const;
  });
  if (rows.length === 0) return 'No queue was heard of in this recording.\n';
  const names = Object.keys(rows[0]?.[1] ?? {});
  const table = [['', ...rows.map(([queue]) => queue)]];
  for (const name of names) table.push([asWords(name), ...rows.map(([, counts]) => figure(counts[name] ?? null))]);
  const widths = table[0]?.map((_, nth) => Math.max(...table.map((line) => line[nth]?.length ?? 0))) ?? [];
  const lines = table.map((line) =>
    line.map((cell, nth) => (nth === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[nth] ?? 0))).join('  '),
  );
  for (const { from, to, reason } of gaps) lines.push(`Not observed from ${from} to ${to}: ${reason}.`);
  return `${lines.join('\n')}\n`;
}

/** `meanWaitSeconds` as "mean wait seconds". */
function asWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
