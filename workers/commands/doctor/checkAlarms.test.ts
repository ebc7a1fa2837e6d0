import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect, it } from 'vitest';
import { checkAlarms } from './checkAlarms.ts';

const mail = { host: '127.0.0.1', tls: false, user: null, password: null, from: 'santral@example.org' };

it('reaches the mail server, or says what hinders it', async () => {
  const server = new SMTPServer({ authOptional: true, disabledCommands: ['STARTTLS'] });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.server.address() as AddressInfo;
  expect(await checkAlarms({ ...mail, port })).toMatchObject([{ check: 'mail server', state: 'well', cure: null }]);
  await new Promise<void>((closed) => server.close(closed));
  expect(await checkAlarms({ ...mail, port })).toMatchObject([
    {
      state: 'wrong',
      said: expect.stringMatching(/^The mail server 127\.0\.0\.1:\d+ cannot be reached/),
      cure: 'check its address and the firewall',
    },
  ]);
});
