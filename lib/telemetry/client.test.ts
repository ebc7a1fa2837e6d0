import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { clientReader } from './client.ts';
import { networkAddresses, ownNames } from './ownNames.ts';

const asked = (remoteAddress: string, headers: IncomingHttpHeaders = {}) =>
  ({ socket: { remoteAddress }, headers: { host: 'santral:3000', ...headers } }) as IncomingMessage;

it('believes nobody but the proxies that are named', () => {
  const claims = {
    'x-forwarded-for': '198.51.100.7',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil.example',
  };
  const stranger = { address: '10.0.0.9', https: false, host: 'santral:3000', local: false };
  expect(clientReader([])(asked('10.0.0.9', claims))).toEqual(stranger);
  expect(clientReader(['10.0.0.5', 'fd00::/8'])(asked('::ffff:10.0.0.9', claims))).toEqual(stranger);
  expect(
    clientReader(['10.0.0.0/24'])(asked('10.0.0.9', { ...claims, 'x-forwarded-host': 'santral.example' })),
  ).toEqual({
    address: '198.51.100.7',
    https: true,
    host: 'santral.example',
    local: false,
  });
});

it('finds the client through several proxies, whatever the client wrote before them', () => {
  const read = clientReader(['10.0.0.0/24', '127.0.0.1']);
  const from = (chain: string) => read(asked('127.0.0.1', { 'x-forwarded-for': chain })).address;
  expect(from('127.0.0.1, 203.0.113.4, 10.0.0.7')).toBe('203.0.113.4');
  expect(from('[2001:db8::1]:4711, 10.0.0.7')).toBe('2001:db8::1');
  expect(from('203.0.113.4:5555')).toBe('203.0.113.4');
  expect(from('nonsense')).toBe('127.0.0.1');
});

it('takes nobody for local who comes by a proxy on this machine', () => {
  for (const proxies of [[], ['127.0.0.1']]) {
    const read = clientReader(proxies);
    // a proxy that says nothing of whom it serves
    expect(read(asked('127.0.0.1')).local).toBe(proxies.length === 0);
    expect(read(asked('::1')).local).toBe(true);
    expect(read(asked('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' })).local).toBe(false);
    expect(read(asked('10.0.0.9')).local).toBe(false);
  }
});

it.each(['localhost:3000', '127.0.0.1', '[::1]:3000', 'wall.localhost'])('answers as %s', (host) => {
  expect(ownNames('127.0.0.1', null)(host)).toBe(true);
});

it.each(['evil.example', '10.77.66.55:3000', 'localhost.evil.example', '127.0.0.1.evil.example', '', undefined])(
  'does not answer as %s',
  (host) => {
    expect(ownNames('127.0.0.1', null)(host)).toBe(false);
    expect(ownNames('0.0.0.0', 'https://santral.example')(host)).toBe(false);
  },
);

it('answers by this machine’s own names and addresses only where it listens on them, and by the address that is told', () => {
  for (const name of [
    hostname(),
    ...networkAddresses().map((at) => (at.includes(':') ? `[${at}]:3000` : `${at}:3000`)),
  ]) {
    expect(ownNames('0.0.0.0', null)(name), name).toBe(true);
    expect(ownNames('127.0.0.1', null)(name), name).toBe(false);
  }
  expect(ownNames('127.0.0.1', 'https://santral.example')('SANTRAL.example:443')).toBe(true);
});
