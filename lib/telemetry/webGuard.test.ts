import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { guard, isOwnOrigin, securityHeaders } from './webGuard.ts';

let server: Server;
beforeAll(async () => {
  server = createServer((asked, answer) => {
    if (guard(asked, answer)) answer.end('page');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => server.close());

function ask(host: string): Promise<{ status: number | undefined; headers: Record<string, unknown> }> {
  const { port } = server.address() as AddressInfo;
  return new Promise((answered, failed) => {
    request({ port, host: '127.0.0.1', headers: { host } }, (answer) => {
      answer.resume();
      answered({ status: answer.statusCode, headers: answer.headers });
    })
      .on('error', failed)
      .end();
  });
}

it.each(['localhost:3000', '127.0.0.1', '[::1]:3000', 'wall.localhost'])('answers this machine as %s', async (host) => {
  const { status, headers } = await ask(host);
  expect(status).toBe(200);
  for (const [name, value] of Object.entries(securityHeaders)) expect(headers[name.toLowerCase()]).toBe(value);
});

it.each(['evil.example', '10.0.0.5:3000', 'localhost.evil.example', '127.0.0.1.evil.example'])(
  'refuses a page that reaches it as %s',
  async (host) => {
    expect((await ask(host)).status).toBe(421);
  },
);

it('opens sockets to its own pages and to processes only', () => {
  const host = 'localhost:3000';
  expect(isOwnOrigin({ headers: { host, origin: 'http://localhost:3000' } })).toBe(true);
  expect(isOwnOrigin({ headers: { host } })).toBe(true);
  expect(isOwnOrigin({ headers: { host, origin: 'http://localhost:4000' } })).toBe(false);
  expect(isOwnOrigin({ headers: { host, origin: 'null' } })).toBe(false);
});
