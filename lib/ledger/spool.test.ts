import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, expect, test } from 'vitest';
import type { Contact } from '../contact/contact.ts';
import { type Visit, waitingVisit } from '../contact/visit.ts';
import { Spool } from './spool.ts';

const directories: string[] = [];
afterEach(() => {
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
});

test('the latest state of a visit is taken once, and gone when confirmed', () => {
  const spool = new Spool(newPath());
  spool.put([visit(1)], []);
  spool.put([answered(1)], []);
  const batch = spool.take(10);
  expect(batch.visits).toEqual([answered(1)]);
  spool.confirm(batch);
  expect(spool.size()).toBe(0);
  expect(spool.take(10).visits).toEqual([]);
  spool.close();
});

test('a row that changed while it was being written waits on', () => {
  const spool = new Spool(newPath());
  spool.put([visit(1)], []);
  const batch = spool.take(10);
  spool.put([ended(1)], []);
  spool.confirm(batch);
  expect(spool.take(10).visits).toEqual([ended(1)]);
  spool.close();
});

test('rows come in the order in which they were put, contacts among them', () => {
  const spool = new Spool(newPath());
  spool.put([ended(1), ended(2)], [contact(1)]);
  expect(spool.take(2).visits.map(({ callId }) => callId)).toEqual(['call.1', 'call.2']);
  spool.confirm(spool.take(2));
  expect(spool.take(2)).toMatchObject({ visits: [], contacts: [contact(1)] });
  spool.close();
});

test('open visits and contacts outlive their confirmation and a restart; ended ones do not', () => {
  const path = newPath();
  const spool = new Spool(path);
  spool.put([visit(1), answered(2), ended(3)], [contact(1), { ...contact(3), endedAt: 9 }]);
  spool.confirm(spool.take(10));
  spool.close();
  const again = new Spool(path);
  expect(again.size()).toBe(0);
  expect(again.openVisits()).toEqual([visit(1), answered(2)]);
  expect(again.openContacts()).toEqual([contact(1)]);
  again.put([ended(1), ended(2)], [{ ...contact(1), endedAt: 9 }]);
  expect(again.openVisits()).toEqual([]);
  again.confirm(again.take(10));
  expect(again.take(10).revisions).toEqual([]);
  again.close();
});

test('a closed visit stays for a restart until its contact has ended, since the call may enter the queue again', () => {
  const path = newPath();
  const spool = new Spool(path);
  spool.put([ended(1), ended(2)], [contact(1), contact(2)]);
  spool.confirm(spool.take(10));
  spool.close();
  const again = new Spool(path);
  expect(again.size()).toBe(0);
  expect(again.openVisits()).toEqual([ended(1), ended(2)]);
  again.put([], [{ ...contact(1), endedAt: 9 }]);
  expect(again.openVisits()).toEqual([ended(2)]);
  again.put([ended(2)], [{ ...contact(2), endedAt: 9 }]);
  expect(again.openVisits()).toEqual([]);
  expect(again.waitingVisits()).toEqual([ended(2)]);
  again.confirm(again.take(10));
  expect(again.size()).toBe(0);
  again.close();
  expect(rowsIn(path)).toBe(0);
});

test('a talk that ends behind its contact is kept no longer than it takes to reach the database', () => {
  const path = newPath();
  const spool = new Spool(path);
  spool.put([answered(1)], [contact(1)]);
  spool.put([], [{ ...contact(1), endedAt: 9 }]);
  expect(spool.openVisits()).toEqual([answered(1)]);
  spool.put([ended(1)], []);
  expect(spool.openVisits()).toEqual([]);
  spool.confirm(spool.take(10));
  spool.close();
  expect(rowsIn(path)).toBe(0);
});

test('a spool of before, without the contacts of its rows, is read on', () => {
  const path = newPath();
  const file = new DatabaseSync(path);
  file.exec(`create table spooled (
    kind text not null, key text not null, revision integer not null, open integer not null,
    waiting integer not null default 1, body text not null, primary key (kind, key)
  ) without rowid`);
  const old = file.prepare('insert into spooled (kind, key, revision, open, body) values (?, ?, ?, 1, ?)');
  old.run('visit', 'x|call.1|q|1', 1, JSON.stringify(visit(1)));
  old.run('contact', `${contact(1).exchange}|${contact(1).contactId}`, 2, JSON.stringify(contact(1)));
  file.close();
  const spool = new Spool(path);
  expect(spool.openVisits()).toEqual([visit(1)]);
  expect(spool.openContacts()).toEqual([contact(1)]);
  spool.close();
});

test('a second process is told that the spool is in use', () => {
  const path = newPath();
  const spool = new Spool(path);
  spool.put([visit(1)], []);
  expect(() => new Spool(path)).toThrow(`The spool ${path} is in use by another process: stop that Santral first`);
  spool.close();
});

test('a damaged file is set aside and said so', () => {
  const path = newPath();
  writeFileSync(path, 'this is no database, whatever its name says '.repeat(200));
  const spool = new Spool(path);
  expect(spool.problem).toBe(
    `The spool was damaged and set aside as ${path}.damaged: rows in it that had not reached the database are missing`,
  );
  spool.put([visit(1)], []);
  expect(spool.size()).toBe(1);
  spool.close();
});

test('a full disk: one sentence, rows stay in memory and reach the database, and the disk when it has room', () => {
  const path = newPath();
  const spool = new Spool(path, { maxPages: 12 });
  let put = 0;
  while (spool.problem === null) spool.put([visit(++put)], []);
  expect(spool.problem).toMatch(
    /^The disk of .* is full: 1 rows are kept in memory \(at most 100000\) until there is room/,
  );
  spool.put([ended(1)], []);
  expect(spool.size()).toBe(put);
  // All of them can be taken, the held ones too, and none twice.
  const calls = new Map<string, Visit>();
  for (let batch = spool.take(7); batch.revisions.length > 0; batch = spool.take(7)) {
    for (const taken of batch.visits) {
      expect(calls.has(taken.callId)).toBe(false);
      calls.set(taken.callId, taken);
    }
    spool.confirm(batch);
  }
  expect(calls.size).toBe(put);
  expect(calls.get('call.1')).toEqual(ended(1));
  expect(spool.openVisits()).toHaveLength(put - 1);
  spool.close();

  const roomy = new Spool(path);
  roomy.put([visit(0)], []);
  expect(roomy.problem).toBeNull();
  roomy.close();
});

test('more than the memory may hold: the oldest are lost and counted', () => {
  const spool = new Spool(newPath(), { maxPages: 12, mostHeld: 5 });
  let put = 0;
  while (spool.lost === 0) spool.put([visit(++put)], []);
  expect(spool.problem).toMatch(/5 rows are kept in memory \(at most 5\), 1 are lost until there is room/);
  spool.close();
});

test('what put took in outlives a kill', async () => {
  const path = newPath();
  const child = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `const { Spool } = await import(${JSON.stringify(new URL('./spool.ts', import.meta.url).href)});
     const spool = new Spool(${JSON.stringify(path)});
     const made = ${JSON.stringify(visit(0))};
     for (let i = 1; ; i++) {
       spool.put([{ ...made, callId: 'call.' + i }], []);
       if (i % 50 === 0) await new Promise((resolve) => process.stdout.write(i + '\\n', resolve));
     }`,
  ]);
  let said = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    said = Number(line);
    if (said >= 500) break;
  }
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('exit', resolve));
  const spool = new Spool(path);
  expect(said).toBeGreaterThanOrEqual(500);
  const visits = spool.openVisits();
  expect(visits.length).toBeGreaterThanOrEqual(said);
  expect(visits.map(({ callId }) => callId)).toEqual(visits.map((_, i) => `call.${i + 1}`));
  spool.close();
});

function newPath(): string {
  const directory = mkdtempSync(join(tmpdir(), 'spool-'));
  directories.push(directory);
  return join(directory, 'spool.sqlite');
}

function visit(n: number): Visit {
  return waitingVisit({
    exchange: '153',
    callId: `call.${n}`,
    queue: 'genel',
    nth: 1,
    contactId: `call.${n}`,
    channel: 'voice',
    offeredAt: 1_795_280_119_000 + n,
    position: 1,
  });
}

function answered(n: number): Visit {
  return { ...visit(n), outcome: 'answered', waitEndedAt: 1_795_280_121_000, waitSeconds: 2, agentName: 'Ayşe Yılmaz' };
}

function ended(n: number): Visit {
  return { ...answered(n), talkEnd: 'by_agent', talkSeconds: 120 };
}

function contact(n: number): Contact {
  return {
    exchange: '153',
    contactId: `call.${n}`,
    channel: 'voice',
    startedAt: 1,
    endedAt: null,
    visits: 1,
    firstQueue: 'genel',
    contained: null,
    subject: null,
  };
}

function rowsIn(path: string): number {
  const file = new DatabaseSync(path);
  const { count } = file.prepare('select count(*) as count from spooled').get() as { count: number };
  file.close();
  return count;
}
