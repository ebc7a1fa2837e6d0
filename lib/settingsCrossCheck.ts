import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from './settingsEnvironment.ts';
import { isSecretKey, isVariable, secretVariable } from './settingsFile.ts';
import { nearestWord, type SettingsMistake } from './settingsMistake.ts';
import type { Locate, Path } from './settingsYaml.ts';

type Entry = Record<string, unknown>;

/**
 * What only shows across values: ids that are taken or do not exist, queues of two centres, exchanges that are one and the
 * same, secrets that the environment lacks, files that are not there. It looks at the file as it was read, so that a slip
 * in one value does not keep the mistakes between others for the next attempt.
 *
 * @param folder where relative paths begin
 */
export function crossCheck(content: unknown, folder: string, locate: Locate, env: Environment): SettingsMistake[] {
  const mistakes: SettingsMistake[] = [];
  const wrong = (path: Path, sentence: string) => mistakes.push({ where: locate(path), sentence });
  const file = isEntry(content) ? content : {};
  const centres = entriesOf(file.centres);
  const exchanges = entriesOf(file.exchanges);
  // Who comes in may be told of the demo too.
  const demo = file.access !== undefined && file.exchanges === undefined && file.centres === undefined;
  if (
    !demo &&
    isEntry(content) &&
    (file.exchanges === undefined || (Array.isArray(file.exchanges) && !exchanges.length))
  ) {
    wrong([], 'lists no exchange; add one under exchanges:, or remove the file to run the demo');
  }

  idsOnce(centres, 'centres', wrong);
  idsOnce(exchanges, 'exchanges', wrong);
  for (const [c, centre] of centres.entries()) {
    if (textOf(centre.id)?.toLowerCase() === 'all')
      wrong(['centres', c, 'id'], 'the id all is that of the board of every centre; choose another');
  }
  const known = { centres: idsOf(file.centres), exchanges: idsOf(file.exchanges) };

  const owner = new Map<string, string>();
  for (const [c, centre] of centres.entries()) {
    for (const [q, entry] of entriesOf(centre.queues).entries()) {
      const path = ['centres', c, 'queues', q];
      const queue = textOf(entry.queue) ?? '';
      const named = textOf(entry.exchange);
      const exchange = named ?? onlyOne(known.exchanges);
      if (queue === '') continue;
      if (exchange === null) wrong(path, `queue ${queue} does not say which exchange it is at; add exchange: ID`);
      else if (named !== null) refer([...path, 'exchange'], 'exchange', named, known.exchanges);
      if (!exchange) continue;
      const key = `${exchange}:${queue}`;
      const first = owner.get(key);
      if (first !== undefined)
        wrong(path, `queue ${queue} is already listed in centre ${first}; a queue has one centre`);
      else owner.set(key, textOf(centre.id) ?? String(c + 1));
    }
  }

  specialDays(file, { ...known, queuesOf: (centre) => queuesOf(centres, centre) }, wrong, refer);
  schoolTerms(centres, wrong);

  const asked = new Set(exchanges.map(({ id, secret_env }) => (secret_env ?? secretVariable(String(id))) as string));
  const spare = Object.keys(env).filter((name) => env[name] && name.startsWith('SANTRAL_SECRET_') && !asked.has(name));
  const peers = new Map<string, string>();
  const logs = new Map<string, string>();
  const variables = new Map<string, string>();
  for (const [e, exchange] of exchanges.entries()) {
    const path = ['exchanges', e];
    const id = textOf(exchange.id);
    const centre = textOf(exchange.centre);
    if (centre !== null) refer([...path, 'centre'], 'centre', centre, known.centres);
    else if (exchange.centre === undefined && onlyOne(known.centres) === null)
      wrong(path, `exchange ${id ?? e + 1} does not say which centre its queues belong to; add centre: ID`);
    if (id === null) continue;

    const host = textOf(exchange.host);
    const port = textOf(exchange.port) ?? (isTls(exchange.tls) ? '5039' : '5038');
    once(peers, host && `${host.toLowerCase()}:${port}`, id, (other) =>
      wrong([...path, 'host'], `${host}:${port} is exchange ${other} already; an exchange is listed once`),
    );
    const log = textOf(exchange.queue_log);
    once(logs, log && resolve(folder, log), id, (other) =>
      wrong(
        [...path, 'queue_log'],
        `this queue_log is read for exchange ${other} already; each exchange has a queue_log of its own`,
      ),
    );
    const ca = isEntry(exchange.tls) ? textOf(exchange.tls.ca) : null;
    if (ca !== null && !existsSync(/* turbopackIgnore: true */ resolve(folder, ca)))
      wrong([...path, 'tls', 'ca'], `${resolve(folder, ca)} does not exist; give the path of the CA's PEM file`);

    const named = isVariable(exchange.secret_env) ? exchange.secret_env : null;
    const variable = named ?? secretVariable(id);
    const secret = env[variable] ?? '';
    // Either is told as a mistake of its own, with the same cure.
    if ((exchange.secret_env !== undefined && named === null) || Object.keys(exchange).some(isSecretKey)) continue;
    if (secret === '') {
      const near = nearestWord(variable, spare);
      const instead = near === null ? '' : ` (${near} is set: is it meant?)`;
      wrong(path, `the AMI secret of exchange ${id} is not known; set ${variable} in the environment${instead}`);
    } else if (/\p{Cc}/u.test(secret)) {
      wrong(path, `${variable} holds a line break or another control character; set it to the secret alone`);
    }
    if (named === null)
      once(variables, variable, id, (other) =>
        wrong([...path, 'id'], `${variable} is the secret of exchange ${other} too; name one of each with secret_env:`),
      );
  }
  return mistakes;

  function refer(path: Path, what: string, id: string, ids: readonly string[] | null): void {
    if (ids === null || ids.includes(id)) return;
    const meant = nearestWord(id, ids);
    const cure = meant ? `did you mean ${meant}?` : `known: ${ids.join(', ') || 'none'}`;
    wrong(path, `there is no ${what} ${id}; ${cure}`);
  }
}

type Wrong = (path: Path, sentence: string) => void;

/** The centres and queues that they name, and dates named twice. One id may stand several times, as with other hours. */
function specialDays(
  file: Entry,
  known: { centres: string[] | null; queuesOf: (centre: string | null) => string[] },
  wrong: Wrong,
  refer: (path: Path, what: string, id: string, ids: readonly string[] | null) => void,
): void {
  for (const [d, day] of entriesOf(file.special_days).entries()) {
    const path = ['special_days', d];
    const centre = textOf(day.centre);
    if (centre !== null) refer([...path, 'centre'], 'centre', centre, known.centres);
    const queues = known.queuesOf(centre);
    for (const [q, entry] of listOf(day.queues).entries()) {
      const queue = textOf(entry);
      if (queue === null || queues.includes(queue)) continue;
      const meant = nearestWord(queue, queues);
      const cure = meant ? `did you mean ${meant}?` : 'list it under queues: of its centre first';
      const where = centre === null ? 'no centre lists' : `centre ${centre} does not list`;
      wrong(
        [...path, 'queues', q],
        `special day ${textOf(day.id) ?? d + 1} names queue ${queue}, which ${where}; ${cure}`,
      );
    }
    overlaps(listOf(day.dates), [...path, 'dates'], 'is named twice', wrong);
  }
}

function schoolTerms(centres: readonly Entry[], wrong: Wrong): void {
  for (const [c, centre] of centres.entries())
    overlaps(listOf(centre.school_terms), ['centres', c, 'school_terms'], 'lies in two terms', wrong);
}

/** The first date that two stretches share, each time at the later of the two. */
function overlaps(spans: readonly unknown[], path: Path, what: string, wrong: Wrong): void {
  const before: { from: string; to: string }[] = [];
  for (const [index, entry] of spans.entries()) {
    const [from = '', to = from] = String(entry)
      .split('..')
      .map((date) => date.trim());
    const other = before.find((span) => span.from <= to && from <= span.to);
    if (other) wrong([...path, index], `${[other.from, from].sort()[1]} ${what}; keep one`);
    before.push({ from, to });
  }
}

/** Names of the queues that a centre lists, or that any does. */
function queuesOf(centres: readonly Entry[], centre: string | null): string[] {
  return centres
    .filter(({ id }) => centre === null || id === centre)
    .flatMap(({ queues }) => entriesOf(queues).flatMap(({ queue }) => textOf(queue) ?? []));
}

/** Ids name files and addresses, which some systems do not tell apart by the case of letters. */
function idsOnce(entries: readonly Entry[], list: string, wrong: (path: Path, sentence: string) => void): void {
  const taken = new Map<string, string>();
  for (const [index, entry] of entries.entries()) {
    const id = textOf(entry.id);
    once(taken, id?.toLowerCase() ?? null, id ?? '', (other) => {
      const so = other === id ? '' : ` but for the case of its letters (${other})`;
      wrong([list, index, 'id'], `the id ${id} is taken by an earlier entry${so}; choose another`);
    });
  }
}

function once(seen: Map<string, string>, key: string | null, by: string, again: (first: string) => void): void {
  if (key === null) return;
  const first = seen.get(key);
  if (first === undefined) seen.set(key, by);
  else again(first);
}

/** null when an entry lacks its id or there is no list, so that nothing can be said of ids that seem to be missing. */
function idsOf(list: unknown): string[] | null {
  if (list !== undefined && !Array.isArray(list)) return null;
  const ids = entriesOf(list).map((entry) => textOf(entry.id));
  return ids.every((id) => id !== null) ? [...new Set(ids)] : null;
}

/** The only id there is; '' when ids are not known; null when there are none or several. */
function onlyOne(ids: readonly string[] | null): string | null {
  if (ids === null) return '';
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

function isTls(tls: unknown): boolean {
  return tls === 'true' || isEntry(tls);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function entriesOf(value: unknown): Entry[] {
  return Array.isArray(value) ? value.map((entry) => (isEntry(entry) ? entry : {})) : [];
}
