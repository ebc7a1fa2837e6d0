import { expect, it } from 'vitest';
import { logFilter, logQuery } from './logQuery.ts';

const zone = 'Europe/Istanbul';
const now = Date.UTC(2026, 10, 21, 22);

it('is the last seven days of the centre unless the address says otherwise', () => {
  expect(logFilter({}, zone, now)).toEqual({ from: '2026-11-16', to: '2026-11-22', centre: '', level: '' });
  const said = { from: '2026-11-30', to: '2026-11-01', centre: '153', level: 'alarm' };
  expect(logFilter(said, zone, now)).toEqual({ from: '2026-11-01', to: '2026-11-30', centre: '153', level: 'alarm' });
  expect(logFilter({ from: '2026-02-30', to: 'x', level: 'loud' }, zone, now)).toMatchObject({
    to: '2026-11-22',
    level: '',
  });
});

it('takes whole days of the centre’s clock', () => {
  const query = logQuery({ from: '2026-11-21', to: '2026-11-21', centre: '', level: '' }, zone, 10);
  expect(query).toEqual({ from: Date.UTC(2026, 10, 20, 21), to: Date.UTC(2026, 10, 21, 21), limit: 10 });
});
