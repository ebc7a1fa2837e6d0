import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, isOwnChange, isOwnOrigin } from './webGuard.ts';

const host = 'localhost:3000';
const own = 'http://localhost:3000';

it('opens sockets to its own pages and to processes only', () => {
  expect(isOwnOrigin({ headers: { host, origin: own } })).toBe(true);
  expect(isOwnOrigin({ headers: { host } })).toBe(true);
  expect(isOwnOrigin({ headers: { host, origin: 'http://localhost:4000' } })).toBe(false);
  expect(isOwnOrigin({ headers: { host, origin: 'null' } })).toBe(false);
});

describe('a change is taken', () => {
  it.each([
    ['from our own page', { origin: own, 'content-type': 'application/json' }],
    ['behind a proxy that speaks https', { origin: 'https://localhost:3000', 'sec-fetch-site': 'same-origin' }],
    ['from a browser that says so without an origin', { 'sec-fetch-site': 'same-origin' }],
    ['with a picture', { origin: own, 'content-type': 'image/png' }],
  ])('%s', (_, headers) => expect(isOwnChange({ headers: { host, ...headers } })).toBe(true));
  it.each([
    ['from elsewhere', { origin: 'http://evil.example', 'content-type': 'application/json' }],
    ['from another port', { origin: 'http://localhost:4000' }],
    ['from a sandbox', { origin: 'null' }],
    ['from another site, whatever its origin says', { origin: own, 'sec-fetch-site': 'cross-site' }],
    ['from a sibling name', { 'sec-fetch-site': 'same-site' }],
    ['from who knows where', {}],
    ['as a form', { origin: own, 'content-type': 'application/x-www-form-urlencoded' }],
    ['as a form with files', { origin: own, 'content-type': 'multipart/form-data; boundary=x' }],
    ['as text, which a form can send', { origin: own, 'content-type': 'Text/Plain' }],
  ])('not %s', (_, headers) => expect(isOwnChange({ headers: { host, ...headers } })).toBe(false));
});

it('lets no script run that this answer did not write', () => {
  const policy = contentSecurityPolicy('abc', host, false);
  expect(policy).toContain("script-src 'self' 'nonce-abc';");
  expect(/script-src[^;]*unsafe/.test(policy)).toBe(false);
  expect(policy).toContain("object-src 'none'");
  expect(policy).toContain("base-uri 'none'");
});
