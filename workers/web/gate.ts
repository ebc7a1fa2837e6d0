import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { clientAddressHeader } from '#lib/access/cookieNames.ts';
import { allows, decisionOn } from '#lib/access/pathAccess.ts';
import type { Principal } from '#lib/access/principal.ts';
import { principalHeader, toPrincipalHeader } from '#lib/access/principalHeader.ts';
import { type SessionAnswer, type SessionBook, SessionsUnknown } from '#lib/access/sessionBook.ts';
import { type Client, clientReader } from '#lib/telemetry/client.ts';
import { ownNames } from '#lib/telemetry/ownNames.ts';
import { contentSecurityPolicy, isOwnChange, isOwnOrigin, securityHeaders } from '#lib/telemetry/webGuard.ts';
import { answerAway, answerJson, answerText, setCookies } from './answers.ts';
import { cookieValue } from './cookieValue.ts';

export interface GateOptions {
  host: string;
  access: { url: string | null; trustedProxies: readonly string[]; metricsToken: string | null };
  sessions: Pick<SessionBook, 'find'>;
  dev: boolean;
}

/** A request that was let in, and who is behind it. */
export interface Admitted {
  client: Client;
  /** null: nobody signed in, or nobody asked, as of a file that is open to all. */
  who: Principal | null;
}

export interface Gate {
  /** Lets a request pass, prepared for the pages; null: it was answered here. */
  admit: (request: IncomingMessage, response: ServerResponse) => Promise<Admitted | null>;
  /** May a socket be opened from there, by the name that it calls? */
  admitSocket: (request: IncomingMessage) => boolean;
  /** Who is behind a socket's handshake. @throws SessionsUnknown */
  principalOf: (headers: IncomingHttpHeaders) => Promise<Principal | null>;
  /** May whoever asks see how the installation is within: on this machine, by the token, or as a supervisor? */
  seesInside: (request: IncomingMessage, client: Client) => Promise<boolean>;
}

/** The pages' own: where one stands who may not, and what is not there. */
const refusedPage = '/no-access';
const nothingPage = '/nothing-here';
const passwordPage = '/password';

/**
 * The one door before all pages and routes: by what name it is called, whether a change comes from our own pages, who
 * asks, and whether they may (lib/access/pathAccess.ts). Whoever passes is named in a header that pages may believe.
 */
export function createGate({ host, access, sessions, dev }: GateOptions): Gate {
  const isOwnName = ownNames(host, access.url);
  const clientOf = clientReader(access.trustedProxies);

  async function admit(request: IncomingMessage, response: ServerResponse): Promise<Admitted | null> {
    const client = clientOf(request);
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    if (!isOwnName(request.headers.host) || !isOwnName(client.host)) {
      answerText(
        response,
        421,
        'Santral does not know this name as its own; set SANTRAL_URL to the address that people open.',
      );
      return null;
    }
    prepare(request, response, client);
    const path = pathOf(request);
    const method = request.method ?? 'GET';
    if (method !== 'GET' && method !== 'HEAD' && !isOwnChange(request, client.host)) {
      answerJson(response, 403, {
        error: 'foreign_origin',
        message: 'Changes are taken from our own pages only, as JSON',
      });
      return null;
    }
    const decision = isOwn(path, dev) ? 'open' : decisionOn(path, method);
    // Files and sign-in ask nobody who they are; the page of sign-in likes to know, and so do pictures, which paired
    // screens fetch without a session.
    const likesToKnow = path === '/signin' || path.startsWith('/api/pictures/');
    if (decision === 'open' && !likesToKnow) return { client, who: null };
    let found: SessionAnswer;
    try {
      found = await sessions.find(request.headers.cookie);
    } catch (error) {
      if (!(error instanceof SessionsUnknown)) throw error;
      if (decision === 'open') return { client, who: null };
      refuseUnknown(request, response, path);
      return null;
    }
    setCookies(response, found.setCookies, client.https);
    const { session } = found;
    if (session) request.headers[principalHeader] = toPrincipalHeader(session.who);
    const admitted = { client, who: session?.who ?? null };
    if (decision === 'open') return admitted;
    if (!session) {
      sendToSignIn(request, response, path);
      return null;
    }
    if (session.mustChangePassword && path !== passwordPage && path !== '/api/password') {
      if (isPage(request, path)) redirect(response, `${passwordPage}?to=${encodeURIComponent(request.url ?? '/')}`);
      else answerJson(response, 403, { error: 'change_password', message: 'Choose a password of your own first' });
      return null;
    }
    if (allows(decision, session.who.role)) return admitted;
    if (!isPage(request, path)) {
      const known = decision !== null;
      answerJson(response, known ? 403 : 404, {
        error: known ? 'forbidden' : 'not_found',
        message: known ? 'Your role may not do this' : 'No such address, or not by this method',
      });
      return null;
    }
    request.url = decision === null ? nothingPage : refusedPage;
    return admitted;
  }

  return {
    admit,
    admitSocket(request) {
      const { host: called } = clientOf(request);
      return isOwnName(request.headers.host) && isOwnName(called) && isOwnOrigin(request, called);
    },
    async principalOf({ cookie }) {
      const { session } = await sessions.find(cookie);
      return session && !session.mustChangePassword ? session.who : null;
    },
    async seesInside(request, client) {
      if (client.local) return true;
      const shown = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
      if (shown !== undefined) return access.metricsToken !== null && sameToken(shown, access.metricsToken);
      const found = await sessions.find(request.headers.cookie).catch(() => null);
      return found?.session != null && allows('see_agents', found.session.who.role);
    },
  };

  /** Nothing that only we may say is believed from outside; what pages need to know is added. */
  function prepare(request: IncomingMessage, response: ServerResponse, client: Client): void {
    for (const name of Object.keys(request.headers)) {
      if (
        name.startsWith('x-santral-') ||
        name.startsWith('x-forwarded-') ||
        name === 'forwarded' ||
        name.startsWith('x-middleware-')
      )
        delete request.headers[name];
    }
    request.headers[clientAddressHeader] = client.address;
    request.headers['x-forwarded-for'] = client.address;
    request.headers['x-forwarded-proto'] = client.https ? 'https' : 'http';
    request.headers['x-forwarded-host'] = client.host;
    const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), client.host, dev);
    response.setHeader('Content-Security-Policy', policy);
    // Next takes the nonce of its own scripts from here.
    request.headers['content-security-policy'] = policy;
  }
}

function pathOf(request: IncomingMessage): string {
  const path = request.url?.split('?', 1)[0] ?? '/';
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** What Next serves itself while pages are being developed. */
function isOwn(path: string, dev: boolean): boolean {
  return dev && /^\/(_next|__nextjs)/.test(path);
}

/** Is it a document that a browser shows, rather than data that a script asked for? */
function isPage(request: IncomingMessage, path: string): boolean {
  return !path.startsWith('/api/') && request.headers.rsc === undefined;
}

function sendToSignIn(request: IncomingMessage, response: ServerResponse, path: string): void {
  if (!isPage(request, path)) {
    answerJson(response, 401, { error: 'sign_in', message: 'Sign in first' });
    return;
  }
  const to = path === '/' ? '' : `?to=${encodeURIComponent(request.url ?? '/')}`;
  redirect(response, `/signin${to}`);
}

function refuseUnknown(request: IncomingMessage, response: ServerResponse, path: string): void {
  if (isPage(request, path))
    answerAway(response, cookieValue(request.headers.cookie ?? '', 'locale') === 'en' ? 'en' : 'tr');
  else answerJson(response, 503, { error: 'away', message: 'The database does not answer' });
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { Location: to, 'Cache-Control': 'no-store' });
  response.end();
}

function sameToken(shown: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(shown), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
