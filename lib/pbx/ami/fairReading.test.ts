import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, test } from 'vitest';
import { readFairly } from './fairReading.ts';

test('a flood leaves others their turn, loses nothing and keeps its order', async () => {
  const words = Array.from({ length: 400_000 }, (_, i) => `word ${i}\r\n`).join('');
  const server = createServer((socket) => socket.end(words));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const read: Buffer[] = [];
  let atOnce = 0;
  let most = 0;
  const turns = setInterval(() => {
    atOnce = 0;
  }, 1);
  readFairly(socket, (bytes) => {
    // a pause in the flood without a turn of the timers would let the count grow
    most = Math.max(most, ++atOnce);
    read.push(bytes);
    const until = performance.now() + 3;
    while (performance.now() < until);
  });
  await once(socket, 'close');
  clearInterval(turns);
  server.close();
  expect(Buffer.concat(read).toString()).toBe(words);
  expect(read.length).toBeGreaterThan(30);
  // 8 ms of chunks that take 3 ms each, and what was on its way when it was told to pause
  expect(most).toBeLessThanOrEqual(8);
}, 20_000);
