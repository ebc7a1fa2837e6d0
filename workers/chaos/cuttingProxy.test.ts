import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CuttingProxy } from './cuttingProxy.ts';

/** An exchange that says what it is told, and a client behind the line. */
let exchange: Server;
let said: Socket[];
let line: CuttingProxy;
let port: number;
const clients: Socket[] = [];

beforeEach(async () => {
  said = [];
  exchange = createServer((socket) => {
    socket.on('error', () => undefined);
    said.push(socket);
  });
  await new Promise<void>((listening) => exchange.listen(0, '127.0.0.1', listening));
  line = new CuttingProxy();
  port = await line.listen();
  line.target = (exchange.address() as { port: number }).port;
});
afterEach(async () => {
  for (const socket of [...clients.splice(0), ...said]) socket.destroy();
  await line.close();
  await new Promise((closed) => exchange.close(closed));
});

async function client(): Promise<{ heard: () => string; closed: () => boolean }> {
  const socket = connect(port, '127.0.0.1');
  clients.push(socket);
  let text = '';
  let closed = false;
  socket.on('data', (bytes) => {
    text += String(bytes);
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    closed = true;
  });
  return { heard: () => text, closed: () => closed };
}

test('cuts after just so many bytes, takes nobody while it is down, and everybody after', async () => {
  const one = await client();
  await vi.waitFor(() => expect(said).toHaveLength(1));
  const cut = line.cut(12, 800);
  said[0]?.write('Event: Hangup\r\n');
  await vi.waitFor(() => expect(one.closed()).toBe(true));
  expect(one.heard()).toBe('Event: Hangu');
  const refused = await client();
  await vi.waitFor(() => expect(refused.closed()).toBe(true));
  await cut;
  expect(said).toHaveLength(1);
  await client();
  await vi.waitFor(() => expect(said).toHaveLength(2));
});

test('what comes during a stall comes after it, in order', async () => {
  const one = await client();
  await vi.waitFor(() => expect(said).toHaveLength(1));
  said[0]?.write('a');
  await vi.waitFor(() => expect(one.heard()).toBe('a'));
  const stall = line.stall(100);
  said[0]?.write('b');
  await stall;
  said[0]?.write('c');
  await vi.waitFor(() => expect(one.heard()).toBe('abc'));
});

test('an exchange that is away ends the line', async () => {
  line.target = null;
  const one = await client();
  await vi.waitFor(() => expect(one.closed()).toBe(true));
});
