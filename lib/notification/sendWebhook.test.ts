import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { networkAddresses } from '../telemetry/ownNames.ts';
import { sendWebhook } from './sendWebhook.ts';
import { testWebhook } from './webhookBody.ts';
import { isAllowedHost, isOpenAddress } from './webhookHost.ts';
import { isSignedBy, newWebhookSecret, webhookSignature } from './webhookSignature.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A receiver that answers with this status, or never. */
async function receiver(status: number | 'never', headers: Record<string, string> = {}): Promise<number> {
  const server = createServer((_, response) => {
    if (status !== 'never') response.writeHead(status, headers).end('thank you');
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}
const secret = newWebhookSecret();
const send = (url: string, allowedHosts: string[] = [], timeoutMs?: number) =>
  sendWebhook({ url, secret }, testWebhook('Ayşe', 0), {
    id: 'm1',
    allowedHosts,
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });

describe('a webhook', () => {
  it('is taken by whoever answers 2xx', async () => {
    const port = await receiver(204);
    await expect(send(`http://127.0.0.1:${port}/x`, [`127.0.0.1:${port}`])).resolves.toBeUndefined();
  });

  it('is not taken by a redirect, a refusal, or silence; the path stays unsaid', async () => {
    const moved = await receiver(302, { location: 'http://example.org/' });
    await expect(send(`http://127.0.0.1:${moved}/token`, ['127.0.0.1'])).rejects.toThrow(
      `127.0.0.1:${moved} answered 302; redirects are not followed: give the address that it leads to`,
    );
    const silent = await receiver('never');
    await expect(send(`http://127.0.0.1:${silent}/token`, ['127.0.0.1'], 50)).rejects.toThrow(
      `127.0.0.1:${silent} has not answered within 0.05 s`,
    );
    await expect(send('http://127.0.0.1:1/token', ['127.0.0.1'])).rejects.toThrow(/^127\.0\.0\.1:1 cannot be reached/);
  });

  it('does not reach this machine by itself, by number or by name', async () => {
    const port = await receiver(204);
    for (const host of [
      '127.0.0.1',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.1]',
      '0.0.0.0',
      '169.254.169.254',
      '2130706433',
    ])
      await expect(send(`http://${host}:${port}/`), host).rejects.toThrow(/is this machine or its own link/);
    await expect(send('http://other.example/', ['helpdesk.example'])).rejects.toThrow(
      'Webhooks may not go to other.example; add it to webhook_hosts',
    );
  });
});

it('addresses and hosts', () => {
  expect(['10.0.0.5', '192.168.1.9', '8.8.8.8', '2a00::1', 'fd00::5'].filter(isOpenAddress)).toHaveLength(5);
  expect(['127.9.9.9', '::1', '::', 'fe80::1%eth0', '::ffff:7f00:1', '224.0.0.1', 'x'].filter(isOpenAddress)).toEqual(
    [],
  );
  // what listens on all addresses is reached by each of them
  for (const own of networkAddresses()) expect(isOpenAddress(own), own).toBe(false);
  const url = new URL('https://Helpdesk.example/a');
  expect(isAllowedHost(url, ['helpdesk.example'])).toBe(true);
  expect(isAllowedHost(url, ['helpdesk.example:443'])).toBe(true);
  expect(isAllowedHost(url, ['helpdesk.example:8443'])).toBe(false);
});

it('the signature is that of Standard Webhooks', () => {
  // The example that the specification's libraries are tested with.
  const known = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
  expect(webhookSignature(known, message)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  expect(isSignedBy(known, `v1,nonsense ${webhookSignature(known, message)}`, message)).toBe(true);
});
