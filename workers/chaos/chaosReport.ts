import { bytesText, durationText } from '#lib/terminal/progressText.ts';
import type { ChaosResult } from './chaosRun.ts';

/** The figures of a run, as people read them. */
export function chaosReport(result: ChaosResult): string[] {
  const { ledger, wall, times, spool } = result;
  const row = (name: string, text: string) => `  ${name.padEnd(44)} ${text}`;
  const count = (value: number) => value.toLocaleString('en-US');
  const lines = [
    '',
    `  ledger = queue_log: ${count(result.missing)} missing, ${count(result.double)} double, ${count(result.different)} different`,
  ];
  for (const [exchange, one] of Object.entries(ledger)) {
    lines.push(row(`exchange ${exchange}`, `${count(one.logged)} visits logged, ${count(one.rows)} rows kept`));
    for (const [how, visits] of Object.entries(one.outcomes).sort(([, a], [, b]) => b - a))
      lines.push(row(`    ${how}`, count(visits)));
    lines.push(
      row('    entered more than 2 s off', `${count(one.enteredOff)}, at most ${count(one.enteredOffMost)} s`),
      ...one.named.map((name) => `      ${name}`),
    );
  }
  for (const [exchange, one] of Object.entries(result.contacts)) {
    lines.push(row(`contacts of ${exchange}`, `${count(one.logged)} calls logged, ${count(one.rows)} rows kept`));
    for (const [fate, contacts] of Object.entries(one.fates).sort(([, a], [, b]) => b - a))
      lines.push(row(`    ${fate}`, count(contacts)));
    lines.push(row('    lost in the IVR by a power cut', count(one.lost)), ...one.named.map((name) => `      ${name}`));
  }
  if (result.completedByLog !== null) lines.push(row('visits that the log completed', count(result.completedByLog)));
  lines.push(row('alarms', `${count(result.alarms)} rang`));
  const broken = Object.entries(wall.broken);
  lines.push(
    '',
    `  wall: ${broken.length === 0 ? 'kept every promise' : 'broke its promises'} (${count(wall.checks)} frames)`,
  );
  for (const [promise, times] of broken) lines.push(row(`    ${promise}`, `${count(times)} times`));
  lines.push(...wall.named.map((name) => `      ${name}`));
  if (result.wallDiffers.length > 0) {
    lines.push(`  wall differs from the log at the end in ${count(result.wallDiffers.length)} figures`);
    lines.push(...result.wallDiffers.slice(0, 10).map((name) => `      ${name}`));
  }
  lines.push(
    '',
    `  faults: ${Object.entries(result.faults)
      .map(([kind, times]) => `${times} × ${kind}`)
      .join(', ')}`,
  );
  for (const [name, { count: times_, p50, max }] of Object.entries(times))
    lines.push(row(name, `p50 ${durationText(p50)}, max ${durationText(max)} (${times_})`));
  lines.push(
    row('spool at most', `${count(spool.rows)} rows, ${bytesText(spool.bytes)}`),
    row('parts started again', count(result.restarts)),
    '',
    `  seed ${result.seed}, ${durationText(result.lastsMs)} at ${result.callsPerSecond} calls a second: ${result.passed ? 'passed' : 'FAILED'}`,
    '',
  );
  return lines;
}
