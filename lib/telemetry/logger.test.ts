import { expect, it } from 'vitest';
import { createLogger } from './logger.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLogger('pbx:153', { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

it('writes one JSON line with part, level, time and sentence', () => {
  const [entry] = logged((log) =>
    log.warn({ queue: '153-genel' }, 'The exchange at 10.0.0.5:5038 refuses the connection'),
  );
  expect(entry).toMatchObject({ level: 40, part: 'pbx:153', queue: '153-genel' });
  expect(entry?.msg).toBe('The exchange at 10.0.0.5:5038 refuses the connection');
  expect(entry?.time).toMatch(/^\d{4}-.*Z$/);
});

it('hides secrets and caller numbers, wherever they stand', () => {
  const text = JSON.stringify(
    logged((log) => {
      log.info({ exchange: { secret: 'gizli', CallerIDNum: '05321234567', CallerIDName: 'Ayşe' } }, 'joined');
      log.error(new Error('no answer from postgres://santral:gizli@db:5432/santral'));
      log.error({ err: new Error('password=x for +905321234567') }, 'caller 5321234567 of 05321234567');
    }),
  );
  for (const secret of ['gizli', '5321234567', 'Ayşe']) expect(text).not.toContain(secret);
  expect(text).toContain('[hidden]');
});

it('keeps ids and times that only look like numbers', () => {
  const [entry] = logged((log) => log.info({ callId: '1795286211.5321' }, 'at 1795286211000 call 1795286211.532'));
  expect(entry).toMatchObject({ callId: '1795286211.5321', msg: 'at 1795286211000 call 1795286211.532' });
});
