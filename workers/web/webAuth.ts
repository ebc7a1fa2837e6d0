import type { IncomingMessage, ServerResponse } from 'node:http';
import { getCookieCache } from 'better-auth/cookies';
import { accessKey } from '#lib/access/accessKey.ts';
import { type AuthPerson, createAuth, openAuthPaths, type SignInEvent } from '#lib/access/auth.ts';
import { cookiePrefix, sessionCookie } from '#lib/access/cookieNames.ts';
import { oidcProviderId } from '#lib/access/oidc.ts';
import { type Role, roles } from '#lib/access/role.ts';
import { type Session, SessionBook } from '#lib/access/sessionBook.ts';
import { sessionControl } from '#lib/access/sessionControl.ts';
import { SignInLimit } from '#lib/access/signInLimit.ts';
import { usernameFrom } from '#lib/access/username.ts';
import { writeAudit } from '#lib/database/auditLog.ts';
import { type Database, openDatabase } from '#lib/database/database.ts';
import { databaseAway } from '#lib/database/databaseAway.ts';
import { freeUsername, noteSignIn, personOfSubject } from '#lib/database/people.ts';
import { wallControl } from '#lib/feed/wallControl.ts';
import { databaseAddress, type Settings } from '#lib/settings.ts';
import type { Client } from '#lib/telemetry/client.ts';
import type { Logger } from '#lib/telemetry/logger.ts';
import { answerJson, setCookies } from './answers.ts';
import { cookieValue } from './cookieValue.ts';
import { readBody } from './readBody.ts';

/** Sign-in, sign-out, and whose cookie it is, in the web process. */
export interface WebAuth {
  sessions: SessionBook;
  /** Answers what lies under /api/auth. */
  answer: (request: IncomingMessage, response: ServerResponse, client: Client) => Promise<void>;
  close: () => Promise<void>;
}

/** A body of sign-in is some hundred bytes. */
const bodyBytes = 16_384;
/** A database that has gone without a word is given up after so long. */
const answerMs = 6_000;

export function webAuth(settings: Settings, log: Logger): WebAuth {
  const url = databaseAddress(settings);
  const few = { url, max: 2, answerWithinMs: answerMs, connectWithinMs: answerMs };
  const rows = openDatabase({ ...few, applicationName: 'santral-access' });
  // better-auth compares instants as Date.
  const dated = openDatabase({ ...few, applicationName: 'santral-sign-in', dates: true });
  /** Whom the directory knew when they began to sign in, by id: name and role may be others afterwards. */
  const before = new Map<string, KnownBefore>();
  const secret = accessKey(settings.dataDir, settings.access.key);
  const auth = createAuth({
    database: { db: dated, type: 'postgres' },
    secret,
    limit: new SignInLimit(),
    oidc: settings.access.oidc,
    async oidcPerson(subject, wanted) {
      const known = await personOfSubject(rows, oidcProviderId, subject);
      if (known !== null) {
        before.set(known.id, known);
        return null;
      }
      return { newUsername: await freeUsername(rows, usernameFrom(wanted)) };
    },
    onSignIn: (event) => noteEvent(rows, event, before, log),
  });

  const sessions = new SessionBook({
    tokenOf: (cookies) => cookieValue(cookies, sessionCookie),
    async read(cookies) {
      const { headers, response } = await auth.api.getSession({
        headers: new Headers({ cookie: cookies }),
        query: { disableCookieCache: true },
        returnHeaders: true,
      });
      return {
        session: response
          ? sessionOf(response.session.id, response.session.expiresAt, response.user as AuthPerson)
          : null,
        setCookies: headers.getSetCookie(),
      };
    },
    async signed(cookies) {
      const held = await getCookieCache(new Headers({ cookie: cookies }), { secret, cookiePrefix, isSecure: false });
      if (!held || !cookieValue(cookies, sessionCookie)?.startsWith(`${held.session.token}.`)) return null;
      return sessionOf(held.session.id, held.session.expiresAt, held.user as unknown as AuthPerson);
    },
  });

  return {
    sessions,
    async answer(request, response, client) {
      const path = request.url?.split('?', 1)[0] ?? '';
      if (!openAuthPaths.test(path))
        return answerJson(response, 404, { code: 'NOT_FOUND', message: 'No such address' });
      // Whoever cannot be told leaves all the same.
      const leaving = path.endsWith('/sign-out')
        ? await sessions.find(request.headers.cookie).then(
            ({ session }) => session,
            () => null,
          )
        : null;
      let answer: Response;
      try {
        answer = await auth.handler(await toWebRequest(request, client));
      } catch (error) {
        if (!databaseAway(error)) throw error;
        return answerJson(response, 503, { code: 'DATABASE_AWAY', message: 'The database does not answer' });
      }
      if (leaving) {
        sessions.forgetPerson(leaving.who.id);
        wallControl()?.personChanged(leaving.who.id);
      }
      setCookies(response, answer.headers.getSetCookie(), client.https);
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') response.setHeader(name, value);
      response.setHeader('Cache-Control', 'no-store');
      response.writeHead(answer.status);
      response.end(Buffer.from(await answer.arrayBuffer()));
    },
    async close() {
      await Promise.all([rows.destroy(), dated.destroy()]);
    },
  };
}

function sessionOf(id: string, expiresAt: Date | string, person: AuthPerson): Session | null {
  if (person.disabledAt || !roles.includes(person.role as Role)) return null;
  const who = { id: person.id, name: person.name, username: person.username ?? person.id, role: person.role as Role };
  return { id, who, mustChangePassword: person.mustChangePassword, expiresAt: new Date(expiresAt).getTime() };
}

interface KnownBefore {
  name: string;
  role: Role;
}

/** Who came in, who was turned away and whom a directory made or changed stands in the audit log; what fails here keeps nobody out. */
async function noteEvent(
  db: Database,
  event: SignInEvent,
  before: Map<string, KnownBefore>,
  log: Logger,
): Promise<void> {
  try {
    if (event.kind === 'signed_in') {
      const { personId, address, userAgent } = event;
      const person = await noteSignIn(db, personId);
      const name = person?.name ?? personId;
      const subject = person?.username ?? name;
      const was = before.get(personId);
      before.delete(personId);
      if (was && person && (was.role !== person.role || was.name !== person.name)) {
        // What is open still shows what the former role may see.
        if (was.role !== person.role) {
          sessionControl()?.personChanged(personId);
          wallControl()?.personChanged(personId);
        }
        const detail = {
          ...(was.name === person.name ? {} : { name: [was.name, person.name] }),
          ...(was.role === person.role ? {} : { role: [was.role, person.role] }),
          by: 'directory',
        };
        await writeAudit(db, { who: null, action: 'person.changed', subject, detail });
      }
      const who = { id: personId, name };
      await writeAudit(db, { who, action: 'session.started', subject, detail: { address, userAgent } });
    } else if (event.kind === 'made') {
      const { name, username, id, role } = event.person;
      const detail = { name, role, by: 'directory' };
      await writeAudit(db, { who: null, action: 'person.added', subject: username ?? id, detail });
    } else {
      const { username, address, reason } = event;
      const subject = username ?? '–';
      await writeAudit(db, { who: null, action: 'session.refused', subject, detail: { address, reason } });
    }
  } catch (error) {
    log.warn({ err: error }, `A sign-in could not be written into the audit log: ${(error as Error).message}`);
  }
}

async function toWebRequest(request: IncomingMessage, client: Client): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined) headers.append(name, each);
  }
  headers.set('host', client.host);
  const method = request.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? undefined : await readBody(request, bodyBytes);
  return new Request(`${client.https ? 'https' : 'http'}://${client.host}${request.url}`, {
    method,
    headers,
    ...(body?.length ? { body: new Uint8Array(body) } : {}),
  });
}
