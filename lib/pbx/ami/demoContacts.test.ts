import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Contact, contactFate } from '../../contact/contact.ts';
import { subjectList } from '../../contact/subject.ts';
import type { ContactDay } from '../../feed/feedEvents.ts';
import { LiveExchange } from '../../floor/liveExchange.ts';
import { until } from '../demo/amiProbe.ts';
import { type DemoCentre, demoCentres } from '../demo/demoCentres.ts';
import { DemoExchange } from '../demo/demoExchange.ts';
import { heardEvents } from './heardEvents.ts';
import { AmiSession } from './session.ts';
import { AmiTranslation } from './translation.ts';

const centre = demoCentres[1] as DemoCentre;
const ivr = { inboundContexts: centre.inboundContexts, containedContexts: [] };
const folder = mkdtempSync(join(tmpdir(), 'demo-contacts-'));
const exchange = new DemoExchange({
  ...{ centre, dataDir: folder, seed: 11, speed: 60, port: 0 },
  scenario: { callsPerSecond: 1.5, agents: 110, breaks: false },
});

/** What an account hears, through the product's own session with its filters at the exchange. */
function listen(account: DemoCentre['account']) {
  const live = new LiveExchange({
    exchange: centre.id,
    profileOf: (queue) => ({ centre: centre.id, label: queue, thresholdSeconds: 20 }),
    outOfScopeOf: () => subjectList(centre.outOfScopeSubjects),
    wrapUpSeconds: 0,
  });
  live.floor.contactDays.observed((from) => from);
  const contacts = new Map<string, Contact>();
  const translation = new AmiTranslation({
    ...ivr,
    onEvent: (event) => {
      for (const { after } of live.apply(event).contacts) contacts.set(after.contactId, after);
    },
  });
  const session = new AmiSession({
    peer: { host: '127.0.0.1', port: exchange.port, ...account, login: 'plain', tls: false },
    ...heardEvents(ivr),
    onState: ({ state }) => {
      if (state === 'live') translation.linkUp(Date.now());
    },
    onMessage: (message, receivedAt) => translation.message(message, receivedAt),
  });
  session.start();
  return { live, contacts, session };
}

/** Every call of the run by its id, as the queue_log tells it: its own row, and whether it entered a queue. */
function logged() {
  const rows = readFileSync(exchange.queueLogPath, 'utf8').trimEnd().split('\n');
  const queued = new Set<string>();
  const calls = new Map<string, { fate: string; subject: string | null }>();
  for (const [, callId = '', , , event, , contained, subject] of rows.map((row) => row.split('|'))) {
    if (event === 'ENTERQUEUE') queued.add(callId);
    if (event !== 'SANTRALCONTACT') continue;
    const fate = queued.has(callId) ? 'to_queue' : contained === '1' ? 'contained' : 'left_in_ivr';
    calls.set(callId, { fate, subject: subject || null });
  }
  return calls;
}

let whole: ReturnType<typeof listen>;
let readonly: ReturnType<typeof listen>;
let truth: ReturnType<typeof logged>;

beforeAll(async () => {
  await exchange.start();
  exchange.switchboard?.close();
  await until(() => expect(exchange.switchboard?.calls.size).toBe(0));
  const early = new Set(logged().keys());
  whole = listen(centre.account);
  readonly = listen(centre.readonlyAccount);
  await until(() => expect(whole.session.live && readonly.session.live).toBe(true));
  exchange.switchboard?.reopen();
  const outOfScope = ({ subject }: Contact) => centre.outOfScopeSubjects.includes(subject ?? '');
  await until(() => {
    expect(whole.contacts.size).toBeGreaterThan(180);
    // Rare at this centre: the run goes on until the day holds one of each kind.
    expect([...whole.contacts.values()].some(outOfScope)).toBe(true);
  });
  exchange.switchboard?.close();
  await until(() => expect(exchange.switchboard?.calls.size).toBe(0));
  truth = logged();
  for (const callId of early) truth.delete(callId);
  for (const { contacts } of [whole, readonly])
    await until(() => expect([...contacts.values()].every(({ endedAt }) => endedAt !== null)).toBe(true));
}, 60_000);
afterAll(async () => {
  await Promise.all([whole.session.stop(), readonly.session.stop()]);
  await exchange.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('every contact that the demo made is known, none twice, with what became of it and what it was about', () => {
  const known = [...whole.contacts.values()].map((contact): [string, unknown] => [
    contact.contactId,
    { fate: contactFate(contact), subject: contact.subject },
  ]);
  expect(new Map(known)).toEqual(truth);
  const fates = new Set([...truth.values()].map(({ fate }) => fate));
  expect(fates).toEqual(new Set(['to_queue', 'contained', 'left_in_ivr']));
});

test('the day says the same', () => {
  const days: ContactDay[] = Object.values(whole.live.floor.floor.contactDays);
  const sum = (of: (day: ContactDay) => number) => days.reduce((all, day) => all + of(day), 0);
  const like = (test: (call: { fate: string; subject: string | null }) => boolean) =>
    [...truth.values()].filter(test).length;
  expect({
    contacts: sum((day) => day.contacts),
    contained: sum((day) => day.contained),
    leftInIvr: sum((day) => day.leftInIvr),
    toQueue: sum((day) => day.toQueue),
    unknown: sum((day) => day.unknown),
    withSubject: sum((day) => day.withSubject),
    outOfScope: sum((day) => day.outOfScope),
  }).toEqual({
    contacts: truth.size,
    contained: like(({ fate }) => fate === 'contained'),
    leftInIvr: like(({ fate }) => fate === 'left_in_ivr'),
    toQueue: like(({ fate }) => fate === 'to_queue'),
    unknown: 0,
    withSubject: like(({ subject }) => subject !== null),
    outOfScope: like(({ subject }) => centre.outOfScopeSubjects.includes(subject ?? '')),
  });
  expect(sum((day) => day.outOfScope)).toBeGreaterThan(0);
});

test('an account that may not hear the dialplan knows who called, and guesses nothing', () => {
  expect(new Set(readonly.contacts.keys())).toEqual(new Set(truth.keys()));
  for (const contact of readonly.contacts.values()) {
    const queued = truth.get(contact.contactId)?.fate === 'to_queue';
    expect([contactFate(contact), contact.subject]).toEqual([queued ? 'to_queue' : 'unknown', null]);
  }
});
