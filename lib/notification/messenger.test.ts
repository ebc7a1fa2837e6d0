import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import { alarmSettings } from '#lib/settingsAlarms.ts';
import { type Addressee, Messenger } from './messenger.ts';

const servers: SMTPServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await new Promise<void>((closed) => server.close(closed));
});

async function mailServer(options: SMTPServerOptions = {}): Promise<{ port: number; got: string[] }> {
  const got: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        got.push(Buffer.concat(parts).toString().replaceAll('\r', ''));
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { port: (server.server.address() as AddressInfo).port, got };
}

const settings = (smtp: string | null, secret: string | null = null) =>
  alarmSettings(undefined, { smtp, secret, from: 'Santral <santral@example.org>', webhookHosts: [] });
const messenger = (smtp: string | null, secret?: string) =>
  new Messenger({ ...settings(smtp, secret), url: 'https://santral.example.org' });
const to: Addressee = {
  ...{ kind: 'email', address: 'nobetci@example.org', locale: 'tr', label: null, on: true },
  ...{ leastLevel: 'warn', centres: [], onCleared: true, secret: null },
};
const alarm: AlarmEntry = {
  ...{ id: 'a1', rule: 'r', name: 'Uzun bekleme', kind: 'longest_wait', level: 'alarm', target: 'centre:153' },
  ...{ centre: '153', queue: null, source: null, raisedAt: Date.UTC(2026, 10, 21, 10, 5, 9), value: 320, worst: 380 },
  ...{ limit: 300, deliver: true, acknowledgedAt: null, acknowledgedBy: null, clearedAt: null, endedBecause: null },
};
const labels = { centres: { 153: 'Büyükşehir 153' }, queues: {}, sources: {} };
const surroundings = { id: 'd1', labels, zone: 'Europe/Istanbul', now: 0 };
const decoded = (mail: string) =>
  Buffer.from(
    mail
      .slice(mail.indexOf('\n\n'))
      .replaceAll('=\n', '')
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString();

describe('mail', () => {
  it('says where, what, since when, and where to look, in the recipient’s language', async () => {
    const { port, got } = await mailServer();
    const sender = messenger(`smtp://127.0.0.1:${port}`);
    await sender.tell(to, alarm, 'raised', surroundings);
    await sender.tell(
      { ...to, locale: 'en' } as Addressee,
      { ...alarm, clearedAt: alarm.raisedAt + 60_000 },
      'cleared',
      surroundings,
    );
    expect(got).toHaveLength(2);
    const [turkish = '', english = ''] = got.map(decoded);
    expect(turkish).toContain('Büyükşehir 153: en uzun bekleme 5 dk 20 sn (sınır 5 dk)');
    expect(turkish).toMatch(/Başladı: 21 Kasım 2026 13:05:09/);
    expect(turkish).toContain('https://santral.example.org/wall/153');
    expect(english).toMatch(/Over: 21 November 2026 at 13:06:09 \(stood 1 min\)/);
    // The same message on each try bears the same id.
    expect(got[0]).toMatch(/^Message-ID: <d1@example\.org>$/im);
  });

  it('says what is wrong: no server, none there, sign-in refused', async () => {
    await expect(messenger(null).test(to, { id: 't', by: 'Ayşe', now: 0 })).rejects.toThrow(/^No mail server is set/);
    await expect(messenger('smtp://127.0.0.1:1').test(to, { id: 't', by: 'Ayşe', now: 0 })).rejects.toThrow(
      /^The mail server 127\.0\.0\.1:1 cannot be reached/,
    );
    const { port } = await mailServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _, done) =>
        auth.password === 'dogru' ? done(null, { user: auth.username }) : done(new Error('wrong')),
    });
    await expect(
      messenger(`smtp://santral@127.0.0.1:${port}`, 'yanlis').test(to, { id: 't', by: 'Ayşe', now: 0 }),
    ).rejects.toThrow(/refuses the sign-in \(535\); check its user and SANTRAL_SMTP_SECRET/);
    await expect(
      messenger(`smtp://santral@127.0.0.1:${port}`, 'dogru').test(to, { id: 't', by: 'Ayşe', now: 0 }),
    ).resolves.toBeUndefined();
  });
});
