import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allows, decidedPaths, decisionOn, isPermission, type Method } from './pathAccess.ts';
import { may, type Role, roles } from './role.ts';

/** Every page and route that there is, as Next names it, with the methods that it answers. */
const app = resolve(import.meta.dirname, '..', '..', 'app');
const found = readdirSync(app, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
  const [, folder = '', kind] = /^(?:(.*)[/\\])?(page\.tsx|route\.ts)$/.exec(file) ?? [];
  if (kind === undefined) return [];
  const steps = folder.split(sep).filter((step) => step !== '' && !/^\(.*\)$/.test(step));
  const source = readFileSync(join(app, file), 'utf8');
  const exported = [...source.matchAll(/export (?:async function|const) (GET|POST|PUT|PATCH|DELETE)\b/g)];
  const methods = kind === 'page.tsx' ? ['GET'] : exported.map(([, method]) => method ?? '');
  return [{ path: `/${steps.join('/')}`, methods: methods as Method[] }];
});
/** `/wall/[board]` as somebody would type it. */
const typed = (path: string) => path.replaceAll(/\[(\.\.\.)?\w+\]/g, 'x1');
const everybody: (Role | null)[] = [null, ...roles];

/** What nobody signed in may reach: whoever adds to it does so here too, on purpose. */
const open = [
  '/signin',
  '/setup',
  '/tv',
  '/api/setup',
  '/api/pairing/code',
  '/api/pairing/token',
  '/api/pictures/[id]',
];

it('walks what there is', () => expect(found.length).toBeGreaterThan(20));

describe.each(found)('$path', ({ path, methods }) => {
  it('answers something', () => expect(methods.length).toBeGreaterThan(0));
  it.each(methods)('%s is decided, and open only on purpose', (method) => {
    const decision = decisionOn(typed(path), method);
    expect(decision, `add a line for ${method} ${path} in lib/access/pathAccess.ts`).not.toBeNull();
    expect(decision === 'open').toBe(open.includes(path));
    for (const role of everybody) {
      const wanted =
        decision === 'open' || (role !== null && decision !== null && (!isPermission(decision) || may(role, decision)));
      expect(allows(decision, role), `${role} ${method} ${path}`).toBe(wanted);
    }
  });
  it('answers no other method', () => {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      if (!methods.includes(method)) expect(decisionOn(typed(path), method), `${method} ${path}`).toBeNull();
    }
  });
});

it('decides on nothing that is not there', () => {
  const elsewhere = ['/icon.svg', '/manifest.webmanifest', '/metrics', '/healthz'];
  const there = new Set([...found.map(({ path }) => path), ...elsewhere]);
  const byBetterAuth = (path: string) => path.startsWith('/api/auth/');
  expect(decidedPaths.filter((path) => !there.has(path) && !byBetterAuth(path))).toEqual([]);
});

/** Written out by hand, so that a change of mind shows. */
describe.each([
  ['/', 'GET', 'viewer'],
  ['/wall/153', 'GET', 'viewer'],
  ['/history', 'GET', 'viewer'],
  ['/history/agents', 'GET', 'supervisor'],
  ['/plan', 'GET', 'supervisor'],
  ['/floor', 'GET', 'supervisor'],
  ['/boards', 'GET', 'supervisor'],
  ['/settings/sessions', 'GET', 'viewer'],
  ['/settings/screens', 'GET', 'supervisor'],
  ['/settings/audit', 'GET', 'manager'],
  ['/settings/people', 'GET', 'admin'],
  ['/password', 'GET', 'viewer'],
  ['/api/history', 'GET', 'viewer'],
  ['/api/history/agents', 'GET', 'supervisor'],
  ['/api/plan', 'GET', 'supervisor'],
  ['/api/boards', 'GET', 'viewer'],
  ['/api/boards', 'POST', 'supervisor'],
  ['/api/boards/153', 'PUT', 'supervisor'],
  ['/api/screens/abc', 'DELETE', 'supervisor'],
  ['/api/pairing/approve', 'POST', 'supervisor'],
  ['/api/tickers', 'POST', 'supervisor'],
  ['/api/audit', 'GET', 'manager'],
  ['/api/people', 'GET', 'admin'],
  ['/api/people', 'POST', 'admin'],
  ['/api/people/p1', 'PUT', 'admin'],
  ['/api/people/p1', 'DELETE', 'admin'],
  ['/api/people/p1/invitation', 'POST', 'admin'],
  ['/api/sessions/s1', 'DELETE', 'viewer'],
] as const)('%s %s', (path, method, least) => {
  it.each(everybody)(`from ${least} on: %s`, (role) => {
    const wanted = role !== null && roles.indexOf(role) >= roles.indexOf(least);
    expect(allows(decisionOn(path, method), role)).toBe(wanted);
  });
});

it.each([
  '/wall/',
  '//plan',
  '/plan/x',
  '/api',
  '/api/people/../boards',
  '/api/%70eople',
  '/settings/people.rsc',
  '/_next/image',
  '/_next/data/x',
  '/_next/static/',
  '/tv/x',
  '/_next/static/../../plan',
  '/_next/static/%2E%2e/plan',
  '/fonts//x',
  '/icons/..\\plan',
  '/icons/..%5cplan',
  '/api/pictures/..',
  '/api/pictures/.',
  '/api/pictures/..%2Fpeople',
  '/constructor',
  '/__proto__',
])('%s is shut, whatever Next would make of it', (path) => {
  for (const role of everybody) expect(allows(decisionOn(path, 'GET'), role)).toBe(false);
});
