import { describe, expect, it } from 'vitest';
import { type ClaimRoles, roleFromClaims } from './claimRole.ts';
import { passwordFault } from './passwordRule.ts';
import { fromPrincipalHeader, toPrincipalHeader } from './principalHeader.ts';
import { returnPath } from './returnPath.ts';
import { SignInLimit } from './signInLimit.ts';
import { isUsername, normalUsername, usernameFrom } from './username.ts';

describe('username', () => {
  it('is the same whatever the keyboard', () => {
    expect(normalUsername(' AYŞE ')).toBe('ayşe');
    for (const typed of ['ISMAIL', 'İSMAİL', 'ismail', 'ısmaıl']) expect(normalUsername(typed)).toBe('ismail');
  });
  it.each(['ayse', 'a.yilmaz', '153', 'x_1-y'])('may be %s', (name) => expect(isUsername(name)).toBe(true));
  it.each(['a', '', '.ayse', 'ayse.', 'ay se', 'ayşe', `${'a'.repeat(41)}`, 'a\nb'])('may not be %j', (name) =>
    expect(isUsername(name)).toBe(false),
  );
  it('is made of what a directory says', () => {
    expect(usernameFrom('Ayşe.Çağlı@izmit.bel.tr')).toBe('ayse.cagli');
    expect(usernameFrom('KOCAELI\\mehmet')).toBe('kocaeli.mehmet');
    for (const odd of ['', '@', '李', '..', 'x'.repeat(99)]) expect(isUsername(usernameFrom(odd)), odd).toBe(true);
  });
});

describe('password', () => {
  it.each([
    ['kisa', 'too_short'],
    ['x'.repeat(200), 'too_long'],
    ['aaaaaaaaaaaa', 'too_simple'],
    ['Password123!', 'too_simple'],
    ['ayse.yilmaz1', 'names_you'],
    ['dört mevsim bir ada', null],
    ['kırk katır 7', null],
  ])('%s: %s', (password, fault) => expect(passwordFault(password, ['ayse.yilmaz', 'Ayşe'])).toBe(fault));
});

describe('role by claim', () => {
  const rules: ClaimRoles = {
    claim: 'realm_access.roles',
    values: { viewer: ['wall'], admin: ['it', 'head'] },
    otherwise: null,
  };
  it.each([
    [{ realm_access: { roles: ['wall', 'it'] } }, 'admin'],
    [{ realm_access: { roles: 'wall' } }, 'viewer'],
    [{ 'realm_access.roles': ['head'] }, 'admin'],
    [{ realm_access: { roles: ['WALL', 7, null] } }, null],
    [{ realm_access: null }, null],
    [null, null],
    [{ constructor: ['it'] }, null],
  ])('%j: %s', (claims, role) => expect(roleFromClaims(claims, rules)).toBe(role));
  it('is the one for the rest, where there is one', () => {
    expect(roleFromClaims({}, { ...rules, otherwise: 'viewer' })).toBe('viewer');
    expect(roleFromClaims({ toString: 1 }, { ...rules, claim: 'toString.name' })).toBe(null);
  });
});

describe('the way back after signing in', () => {
  it.each(['/plan?week=2026-W47#day', '/wall/153', '/'])('keeps %s', (to) => expect(returnPath(to)).toBe(to));
  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/..//evil.example',
    'javascript:alert(1)',
    'plan',
    '',
    null,
    ['/plan'],
    '/signin?to=/plan',
    '/api/auth/sign-out',
    '/setup',
    '/\n/evil.example',
    '/./\\evil.example',
  ])('does not follow %j', (to) => expect(returnPath(to)).toBe('/'));
});

describe('sign-in limit', () => {
  const fail = (limit: SignInLimit, name: string, from: string) => {
    const wait = limit.begin(name, from);
    if (wait === null) limit.failed(name, from);
    return wait;
  };
  const mayTry = (limit: SignInLimit, name: string, from: string) => {
    const wait = limit.begin(name, from);
    if (wait === null) limit.gaveUp(name, from);
    return wait === null;
  };

  it('lets some mistakes pass, then doubles the wait up to a quarter of an hour', () => {
    let now = 0;
    const limit = new SignInLimit(() => now);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 14; attempt += 1) {
      expect(fail(limit, 'ayse', '10.0.0.1')).toBe(null);
      const until = limit.begin('ayse', '10.0.0.1')?.until ?? null;
      if (until === null) limit.gaveUp('ayse', '10.0.0.1');
      waits.push(until === null ? 0 : (until - now) / 1000);
      now = until ?? now;
    }
    expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900, 900]);
  });
  it('shuts nobody out from elsewhere, and slows an address down whatever names it tries', () => {
    const limit = new SignInLimit(() => 0);
    for (let attempt = 0; attempt < 5; attempt += 1) fail(limit, 'ayse', '10.0.0.1');
    expect(mayTry(limit, 'ayse', '10.0.0.1')).toBe(false);
    expect(mayTry(limit, 'ayse', '10.0.0.2')).toBe(true);
    expect(mayTry(limit, 'ali', '10.0.0.1')).toBe(true);
    for (let attempt = 0; attempt < 25; attempt += 1) fail(limit, `name${attempt}`, '10.0.0.1');
    expect(mayTry(limit, 'ali', '10.0.0.1')).toBe(false);
  });
  it('slows an account down that is guessed from everywhere', () => {
    const limit = new SignInLimit(() => 0);
    for (let attempt = 0; attempt < 50; attempt += 1) fail(limit, 'ayse', `10.0.1.${attempt}`);
    expect(mayTry(limit, 'ayse', '10.9.9.9')).toBe(false);
  });
  it('forgives after a success, and after a while', () => {
    let now = 0;
    const limit = new SignInLimit(() => now);
    for (let attempt = 0; attempt < 4; attempt += 1) fail(limit, 'ayse', 'a');
    expect(limit.begin('ayse', 'a')).toBe(null);
    limit.succeeded('ayse', 'a');
    for (let attempt = 0; attempt < 4; attempt += 1) expect(fail(limit, 'ayse', 'a')).toBe(null);
    now = 61 * 60_000;
    fail(limit, 'ayse', 'a');
    expect(mayTry(limit, 'ayse', 'a')).toBe(true);
  });
  it('lets no more be tried at once than one after another, and one that was never answered end by itself', () => {
    let now = 0;
    const limit = new SignInLimit(() => now);
    const begun = Array.from({ length: 100 }, () => limit.begin('ayse', 'a'));
    expect(begun.filter((wait) => wait === null)).toHaveLength(5);
    expect(begun.at(-1)).toEqual({ until: 2_000, first: false });
    for (let attempt = 0; attempt < 5; attempt += 1) limit.failed('ayse', 'a');
    now = 30_000;
    expect([limit.begin('ayse', 'a'), limit.begin('ayse', 'a')]).toEqual([null, { until: 32_000, first: false }]);
    now = 60_000;
    expect(mayTry(limit, 'ayse', 'a')).toBe(true);
  });
  it('says of each wait once that it is the first refusal in it', () => {
    let now = 0;
    const limit = new SignInLimit(() => now);
    for (let attempt = 0; attempt < 5; attempt += 1) fail(limit, 'ayse', 'a');
    expect([1, 2, 3].map(() => limit.begin('ayse', 'a')?.first)).toEqual([true, false, false]);
    now = 30_000;
    fail(limit, 'ayse', 'a');
    expect([1, 2].map(() => limit.begin('ayse', 'a')?.first)).toEqual([true, false]);
  });
  it('keeps no more than some records, however many names are invented', () => {
    const limit = new SignInLimit(() => 0);
    for (let attempt = 0; attempt < 5; attempt += 1) fail(limit, 'n1', 'a1');
    expect(mayTry(limit, 'n1', 'a1')).toBe(false);
    for (let attempt = 0; attempt < 8_000; attempt += 1) fail(limit, `n${attempt}x`, `a${attempt}x`);
    expect(mayTry(limit, 'n1', 'a1')).toBe(true);
  });
});

it('tells the pages who asks, whatever the letters', () => {
  const who = { id: 'p1', name: 'Şükrü Ağaoğlu 李', username: 'sukru', role: 'manager' as const };
  expect(fromPrincipalHeader(toPrincipalHeader(who))).toEqual(who);
  for (const wrong of [
    null,
    '',
    'x',
    Buffer.from('{"id":"p","name":"","username":"","role":"root"}').toString('base64url'),
  ])
    expect(fromPrincipalHeader(wrong)).toBe(null);
});
