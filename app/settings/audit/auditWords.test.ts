import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { messages } from '../../i18n/messages.ts';
import { auditAddress, auditFilter, auditQuery } from './auditQuery.ts';
import { actionText, detailText } from './auditWords.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');

it('has words for every action that is written anywhere', () => {
  const sources = ['app', 'lib', 'workers'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.includes('node_modules'))
      .map((path) => readFileSync(join(root, folder, path), 'utf8')),
  );
  const written = sources
    .filter((text) => text.includes('writeAudit'))
    .flatMap((text) => [...text.matchAll(/'([a-z_]+\.[a-z_]+)'/g)].map(([, action]) => action ?? ''));
  expect(written.length).toBeGreaterThan(10);
  const known = messages.tr.settings.audit.actions;
  // Names of files and columns look alike; their things are none of ours.
  const things = new Set(Object.keys(known).map((key) => key.split('_')[0]));
  const missing = written.filter(
    (action) => things.has(action.split(/[._]/)[0] ?? '') && actionText(action, { actions: known }) === action,
  );
  const columns =
    /\.(id|token|name|username|user_id|person_id|expires_at|created_at|updated_at|ip_address|user_agent|disabled_at)$/;
  expect(missing.filter((action) => !columns.test(action))).toEqual([]);
});

it('shows what was before and after, in words', () => {
  const { audit } = messages.tr.settings;
  expect(detailText({ role: ['viewer', 'admin'], sessions: 2, by: null }, audit)).toBe(
    'Görev: İzleyici → Sistem yöneticisi, Oturum: 2, Yol: –',
  );
  expect(detailText({ name: 'admin', reason: 'wait', address: '' }, audit)).toBe(
    'Ad: admin, Neden: çok fazla deneme, Adres: –',
  );
  expect(detailText({ grid: { columns: 3 } }, audit)).toBe('grid: {"columns":3}');
  expect(detailText(null, audit)).toBe('');
});

it('reads an address, takes days of the centre, and leaves out what is no filter', () => {
  const filter = auditFilter({ from: '2026-11-22', to: '2026-11-22', action: 'person.added', before: '7', person: '' });
  expect(auditQuery(filter, 'Europe/Istanbul', 10)).toEqual({
    limit: 10,
    from: Date.UTC(2026, 10, 21, 21),
    to: Date.UTC(2026, 10, 22, 21),
    action: 'person.added',
    beforeId: 7,
  });
  const odd = auditFilter({ from: '2026-02-31', to: 'x', action: "'; drop", before: '-1', text: ['a'] });
  expect(auditQuery(odd, 'Europe/Istanbul', 10)).toEqual({ limit: 10 });
  expect(auditAddress('/settings/audit', filter)).toBe(
    '/settings/audit?from=2026-11-22&to=2026-11-22&action=person.added',
  );
});
