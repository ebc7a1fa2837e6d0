import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Principal } from '#lib/access/principal.ts';
import { alarmRuleSchema } from '#lib/alarm/alarmRule.ts';
import { floor, queue, source } from '#lib/board/sampleFloor.ts';
import { acknowledgeAlarm, readAlarmLog } from '#lib/database/alarmLog.ts';
import { addRecipient } from '#lib/database/alarmRecipients.ts';
import { createAlarmRule } from '#lib/database/alarmRules.ts';
import type { AlarmNow } from '#lib/feed/feedEvents.ts';
import { isSignedBy } from '#lib/notification/webhookSignature.ts';
import { type PartReport, reportPart } from '#lib/telemetry/reportPart.ts';
import { seeToAlarm } from '../app/api/alarms/[id]/acknowledge/seeToAlarm.ts';
import { openTestHall, type TestHall, type TestScreen } from './testHall.ts';

/** The alarm watch's process with the database, the feed, a screen, a mail server and a webhook, over their real sockets. */
const yaml = `centres:
  - id: merkez
    label: Merkez 153
    queues: [{ queue: genel, label: Genel }]
exchanges: [{ id: merkez, host: 127.0.0.1, port: 9, username: santral, login: plain }]
`;

let hall: TestHall;
let screen: TestScreen;
let exchange: PartReport;
let watch: ChildProcess;
let relay: Relay;
let mails: { server: SMTPServer; got: string[] };
let hook: Awaited<ReturnType<typeof openHook>>;
const ayse: Principal = { id: 'a', name: 'Ayşe Yıldız', username: 'ayse', role: 'supervisor' };
const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;

beforeAll(async () => {
  mails = await openMailServer();
  hook = await openHook();
  relay = await openRelay();
  hall = await openTestHall(
    yaml,
    {
      SANTRAL_SECRET_MERKEZ: 'sir',
      SANTRAL_SMTP: `smtp://127.0.0.1:${(mails.server.server.address() as AddressInfo).port}`,
      SANTRAL_WEBHOOK_HOSTS: `127.0.0.1:${hook.port}`,
    },
    (databaseUrl) => ({ DATABASE_URL: relay.to(databaseUrl) }),
  );
  screen = hall.screen('merkez');
  exchange = reportPart({ part: 'pbx:merkez', webUrl: hall.url, key: 'anahtar' });
  await once(exchange.socket as unknown as NodeJS.EventEmitter, 'connect');
});
afterAll(async () => {
  exchange?.close();
  await hall?.close();
  relay?.close();
  hook?.close();
  await new Promise<void>((closed) => (mails ? mails.server.close(closed) : closed()));
});

/** The exchange tells that so many wait. */
function tell(waiting: number, state: 'live' | 'stale' = 'live'): void {
  const since = Date.now();
  const one = queue('merkez', 'genel', { label: 'Genel', waiting, longestWaitingSince: waiting > 0 ? since : null });
  exchange.socket.emit('floor', 'merkez', {
    epoch: String(since),
    seq: 0,
    at: since,
    floor: { ...floor({ queues: [one], sources: [source('merkez', { state, lastHeardAt: since })] }), centres: {} },
  });
}
const alarms = (): AlarmNow[] => Object.values(screen.store.state().floor?.alarms ?? {});
const shown = () => alarms().map(({ kind, value, level }) => `${level} ${kind} ${value}`);
/** The machine may be busy. */
const soon = { timeout: 20_000 };
const log = () => readAlarmLog(hall.db, { limit: 100 });

test('a rule of the database raises an alarm on the wall, and clears it', async () => {
  const rule = alarmRuleSchema.parse({
    id: 'cok-bekleyen',
    name: 'Çok bekleyen',
    level: 'alarm',
    deliver: true,
    raiseAfterSeconds: 1,
    clearAfterSeconds: 1,
    condition: { kind: 'waiting', limit: 5, hysteresis: 2 },
  });
  await createAlarmRule(hall.db, rule, 'Ayşe');
  watch = hall.startAlarms();
  tell(0);
  await vi.waitFor(async () => expect(await hall.metrics()).toMatch(/santral_alarm_watch_linked\{.*\} 1/), soon);
  expect(alarms()).toEqual([]);
  tell(6);
  await vi.waitFor(() => expect(shown()).toEqual(['alarm waiting 6']), soon);
  expect(alarms()[0]).toMatchObject({ name: 'Çok bekleyen', centre: 'merkez', queue: null, limit: 5, sound: true });
  await vi.waitFor(
    async () => expect(await log()).toMatchObject([{ kind: 'waiting', value: 6, clearedAt: null }]),
    soon,
  );
  expect(await hall.metrics()).toMatch(/santral_alarms_standing\{level="alarm",part="alarms"\} 1/);
  tell(4);
  tell(2);
  await vi.waitFor(() => expect(shown()).toEqual([]), soon);
  await vi.waitFor(async () => expect(await log()).toMatchObject([{ worst: 6, endedBecause: 'over' }]), soon);
}, 60_000);

test('an acknowledgement reaches every screen, whether the watch is told or must look', async () => {
  tell(9);
  await vi.waitFor(() => expect(shown()).toEqual(['alarm waiting 9']), soon);
  const id = alarms()[0]?.id ?? '';
  await vi.waitFor(async () => expect((await log())[0]?.id).toBe(id), soon);
  const at = Date.now();
  expect(await acknowledgeAlarm(hall.db, { id, by: 'Ayşe Yıldız', at })).toMatchObject({ first: true });
  expect(await acknowledgeAlarm(hall.db, { id, by: 'Fatma', at })).toMatchObject({
    first: false,
    alarm: { acknowledgedBy: 'Ayşe Yıldız' },
  });
  hall.control.alarmAcknowledged({ id, by: 'Ayşe Yıldız', at });
  await vi.waitFor(
    () => expect(alarms()[0]).toMatchObject({ id, acknowledgedBy: 'Ayşe Yıldız', acknowledgedAt: at }),
    soon,
  );
}, 30_000);

test('a watch that falls neither forgets nor repeats, and the wall keeps what stands meanwhile', async () => {
  const [before] = alarms();
  watch.kill('SIGKILL');
  await once(watch, 'exit');
  expect(alarms()).toEqual([before]);
  const watched = () => screen.store.state().floor?.alarmWatch.alarms?.live;
  await vi.waitFor(() => expect(watched()).toBe(false), soon);
  watch = hall.startAlarms();
  await vi.waitFor(async () => expect(await hall.metrics()).toMatch(/santral_alarm_watch_linked\{.*\} 1/), soon);
  tell(10);
  await vi.waitFor(() => expect(alarms()).toMatchObject([{ ...before, value: 10 }]), soon);
  expect(watched()).toBe(true);
  expect(await log()).toHaveLength(2);
}, 60_000);

test('while the exchange is silent nothing turns', async () => {
  tell(0, 'stale');
  await vi.waitFor(() => expect(alarms()[0]?.value).toBeNull(), soon);
  expect(alarms()).toMatchObject([{ kind: 'waiting' }]);
  tell(0);
  await vi.waitFor(() => expect(alarms()).toEqual([]), soon);
}, 30_000);

test('mail and webhook are told once each, and of the end where they want it', async () => {
  await addRecipient(
    hall.db,
    {
      id: 'mail',
      recipient: {
        ...{ kind: 'email', address: 'nobetci@example.org', locale: 'tr', label: null },
        ...{ on: true, leastLevel: 'alarm', centres: [], onCleared: false },
      },
      secret: null,
    },
    'Ayşe',
  );
  await addRecipient(
    hall.db,
    {
      id: 'hook',
      recipient: {
        ...{ kind: 'webhook', url: `http://127.0.0.1:${hook.port}/alarm`, label: null },
        ...{ on: true, leastLevel: 'warn', centres: ['merkez'], onCleared: true },
      },
      secret,
    },
    'Ayşe',
  );
  // The receiver is not well at first.
  hook.answers = [500];
  tell(7);
  await vi.waitFor(() => expect(mails.got).toHaveLength(1), soon);
  expect(mails.got[0]).toMatch(/^To: nobetci@example\.org$/m);
  expect(mails.got[0]).toMatch(/^Auto-Submitted: auto-generated$/m);
  await vi.waitFor(() => expect(hook.got).toHaveLength(2), { timeout: 30_000 });
  await vi.waitFor(async () => expect((await log())[0]?.deliveries).toMatchObject({ sent: 2, waiting: 0 }), soon);
  const [first, second] = hook.got;
  expect(first?.headers['webhook-id']).toBe(second?.headers['webhook-id']);
  for (const { headers, body } of hook.got) {
    const message = { id: String(headers['webhook-id']), timestamp: Number(headers['webhook-timestamp']), body };
    expect(isSignedBy(secret, String(headers['webhook-signature']), message)).toBe(true);
    expect(isSignedBy(secret, String(headers['webhook-signature']), { ...message, body: `${body} ` })).toBe(false);
  }
  expect(JSON.parse(second?.body ?? '')).toMatchObject({
    type: 'alarm.raised',
    data: { kind: 'waiting', value: 7, centre: 'merkez', text: { tr: 'Merkez 153: 7 kişi bekliyor (sınır 5)' } },
  });
  tell(0);
  await vi.waitFor(() => expect(hook.got).toHaveLength(3), soon);
  expect(JSON.parse(hook.got[2]?.body ?? '')).toMatchObject({ type: 'alarm.cleared' });
  expect(mails.got).toHaveLength(1);
  expect(await hall.metrics()).toMatch(
    /santral_alarm_deliveries_total\{kind="webhook",result="again",part="alarms"\} 1/,
  );
}, 90_000);

test('without its database alarms show all the same, outlive a fall, and are written and told later', async () => {
  const logged = (await log()).length;
  relay.cut();
  tell(8);
  await vi.waitFor(() => expect(shown()).toEqual(['alarm waiting 8']), soon);
  const [standing] = alarms();
  // Nobody need wait until the log knows it, and one word is enough.
  const id = standing?.id ?? '';
  const see = () => seeToAlarm(hall.db, hall.control, { id, who: ayse, at: Date.now() });
  expect(await see()).toMatchObject({ acknowledgedBy: 'Ayşe Yıldız' });
  await vi.waitFor(() => expect(alarms()).toMatchObject([{ id, acknowledgedBy: 'Ayşe Yıldız' }]), soon);
  expect(await see()).toEqual({ acknowledgedBy: 'Ayşe Yıldız', acknowledgedAt: alarms()[0]?.acknowledgedAt });
  expect(await seeToAlarm(hall.db, hall.control, { id: 'none', who: ayse, at: 1 })).toBe('gone');
  watch.kill('SIGKILL');
  await once(watch, 'exit');
  expect(existsSync(join(hall.settings.dataDir, 'alarms.json'))).toBe(true);
  watch = hall.startAlarms();
  tell(9);
  await vi.waitFor(() => expect(alarms()).toMatchObject([{ id: standing?.id, value: 9 }]), soon);
  expect(await log()).toHaveLength(logged);
  relay.heal();
  const written = { id, value: 8, worst: 9, acknowledgedBy: 'Ayşe Yıldız' };
  await vi.waitFor(async () => expect((await log())[0]).toMatchObject(written), { timeout: 30_000 });
  const audited = await hall.db.selectFrom('audit_log').select('subject').where('action', '=', 'alarm.acknowledged');
  expect(await audited.execute()).toEqual([{ subject: 'Çok bekleyen' }]);
  await vi.waitFor(() => expect(mails.got).toHaveLength(2), soon);
  watch.kill('SIGTERM');
  expect(await once(watch, 'exit')).toEqual([0, null]);
}, 90_000);

async function openMailServer() {
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
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { server, got };
}

async function openHook() {
  const got: { headers: IncomingMessage['headers']; body: string }[] = [];
  const server = createHttpServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    got.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(opened.answers.shift() ?? 204).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const opened = {
    got,
    /** What it answers to the next ones; then 204. */
    answers: [] as number[],
    port: (server.address() as AddressInfo).port,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return opened;
}

interface Relay {
  /** The address behind which the database at `url` is reached. */
  to(url: string): string;
  cut(): void;
  heal(): void;
  close(): void;
}

/** Stands between the watch and its database, and can be cut as a network is. */
async function openRelay(): Promise<Relay> {
  let target = 0;
  let whole = true;
  const open = new Set<Socket>();
  const server: Server = createServer((near) => {
    if (!whole) return near.destroy();
    const far = connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    to(url) {
      const address = new URL(url);
      target = Number(address.port);
      address.port = String(port);
      return address.href;
    },
    cut() {
      whole = false;
      hangUp();
    },
    heal() {
      whole = true;
    },
    close() {
      hangUp();
      server.close();
    },
  };
}
