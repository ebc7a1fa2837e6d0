import { hashPassword } from 'better-auth/crypto';
import { type PasswordFault, passwordFault, passwordLength } from '#lib/access/passwordRule.ts';
import { type Role, roles } from '#lib/access/role.ts';
import { isUsername, normalUsername } from '#lib/access/username.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import type { Database } from '#lib/database/database.ts';
import { invite } from '#lib/database/invitations.ts';
import { addPerson, changePerson, PersonRefused, personNamed, readPeople, setPassword } from '#lib/database/people.ts';
import { endSessionsOf } from '#lib/database/sessions.ts';
import type { Settings } from '#lib/settings.ts';
import { webUrl } from '#lib/telemetry/reportPart.ts';
import { askPassword } from './askPassword.ts';
import { settingsBesideRunning, withDatabase } from './besideRunning.ts';

export interface PersonOptions {
  name?: string;
  role?: string;
  /** Ask for the password rather than make a link. */
  password?: boolean;
  enable?: boolean;
  json?: boolean;
}

/** What was done: by link or by password. */
type Done = { username: string; link: string; expiresAt: number } | { username: string };

/** What cannot be done, as one sentence. */
class Refused extends Error {
  override name = 'Refused';
}

/** `santral person add USERNAME`: 0 done, 1 refused, 2 wrong usage. Whoever sits at the machine may do this. */
export async function addPersonCommand(given: string, options: PersonOptions): Promise<number> {
  const username = normalUsername(given);
  if (!isUsername(username)) {
    return wrong(`"${given}" is no username; give 2 to 40 of a–z, digits, dot, underscore and hyphen`);
  }
  const role = options.role ?? 'viewer';
  if (!isRole(role)) return wrong(`--role is "${role}"; give one of ${roles.join(', ')}`);
  const name = options.name?.trim() || username;
  return run(options, async (db, password) => {
    const hash = password === null ? null : await hashPassword(sound(password, [username, ...name.split(/\s+/)]));
    return db.transaction().execute(async (transaction) => {
      const id = await addPerson(transaction, { name, username, role }, hash, false);
      const detail = { name, role, by: hash === null ? 'link' : 'password' };
      await writeAudit(transaction, { who: null, action: 'person.added', subject: username, detail });
      return hash === null ? { username, ...(await linkFor(transaction, id)) } : { username };
    });
  });
}

/** `santral person reset USERNAME`: a new link, or a new password; `--enable` lets a disabled account in again. */
export async function resetPersonCommand(given: string, options: PersonOptions): Promise<number> {
  const username = normalUsername(given);
  return run(options, (db, password) =>
    db.transaction().execute(async (transaction): Promise<Done> => {
      const person = await personNamed(transaction, username);
      if (person === null) throw new Refused(`There is no ${username}; santral person list names everybody`);
      if (options.enable) {
        await changePerson(transaction, person.id, { disabled: false });
        await writeAudit(transaction, { who: null, action: 'person.enabled', subject: username });
      }
      if (password === null) {
        await writeAudit(transaction, { who: null, action: 'person.invited', subject: username });
        return { username, ...(await linkFor(transaction, person.id)) };
      }
      const hash = await hashPassword(sound(password, [username, ...person.name.split(/\s+/)]));
      await setPassword(transaction, person.id, hash, false);
      await endSessionsOf(transaction, person.id);
      await writeAudit(transaction, { who: null, action: 'person.password_set', subject: username });
      return { username };
    }),
  );
}

/** `santral person list`: who may sign in. */
export async function listPeopleCommand(options: { json?: boolean }): Promise<number> {
  const people = await withDatabase(settingsBesideRunning(), readPeople);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(people)}\n`);
    return 0;
  }
  for (const { username, role, name, disabledAt } of people) {
    process.stdout.write(
      `${username.padEnd(24)} ${role.padEnd(10)} ${name}${disabledAt === null ? '' : '  (disabled)'}\n`,
    );
  }
  if (people.length === 0) process.stdout.write('Nobody yet; npm start prints the link that makes the first admin.\n');
  return 0;
}

async function run(
  options: PersonOptions,
  work: (db: Database, password: string | null) => Promise<Done>,
): Promise<number> {
  const place = settingsBesideRunning();
  const password = options.password ? await askPassword() : null;
  try {
    const done = await withDatabase(place, (db) => work(db, password));
    process.stdout.write(options.json ? `${JSON.stringify(done)}\n` : told(done, place.settings));
    return 0;
  } catch (error) {
    const sentence = refusalOf(error);
    if (sentence === null) throw error;
    process.stderr.write(`${sentence}\n`);
    return 1;
  }
}

function told(done: Done, { access, host, port }: Settings): string {
  if (!('link' in done)) return `${done.username} signs in with the new password.\n`;
  const at = access.url ?? webUrl({ host, port });
  const until = new Date(done.expiresAt).toISOString().slice(0, 10);
  return `${done.username} chooses a password at this link, once, until ${until}:\n${at}${done.link}\n`;
}

async function linkFor(db: Parameters<typeof invite>[0], id: string): Promise<{ link: string; expiresAt: number }> {
  const { token, expiresAt } = await invite(db, id, null);
  return { link: `/setup?token=${token}`, expiresAt };
}

const faults: Record<PasswordFault, string> = {
  too_short: `is too short; give ${passwordLength.least} characters or more`,
  too_long: `is too long; give ${passwordLength.most} characters at most`,
  too_simple: 'is what everybody tries first; choose another',
  names_you: 'holds the name or username; choose another',
};

function sound(password: string, names: readonly string[]): string {
  const fault = passwordFault(password, names);
  if (fault !== null) throw new Refused(`The password ${faults[fault]}`);
  return password;
}

function refusalOf(error: unknown): string | null {
  if (error instanceof Refused) return error.message;
  if (!(error instanceof PersonRefused)) return null;
  return error.reason === 'username_taken'
    ? 'This username is taken; santral person reset makes a new link'
    : error.message;
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

function wrong(sentence: string): number {
  process.stderr.write(`${sentence}\n`);
  return 2;
}
