import type { Installation } from './installation.ts';

/** Who signs in in tests and benchmarks: an admin of the installation's own making. */
const admin = { name: 'Deniz Yönetici', username: 'deniz', password: 'yedi renkli bir kapı' };

/**
 * Signs in as a newcomer does: by the set-up link that the start has told, if nobody has used it yet, then by username and
 * password. Each call is another session.
 *
 * @returns the Cookie header to send along, for as long as the session lasts
 */
export async function signInFresh({ url, setUp }: Pick<Installation, 'url' | 'setUp'>): Promise<string> {
  const { name, username, password } = admin;
  if (setUp !== null) {
    const token = new URL(setUp).searchParams.get('token');
    const made = await send(url, '/api/setup', { token, name, username, password });
    if (!made.ok && made.status !== 410) throw new Error(`The set-up link was refused: ${await made.text()}`);
  }
  const signedIn = await send(url, '/api/auth/sign-in/username', { username, password, rememberMe: true });
  if (!signedIn.ok) throw new Error(`Signing in was refused with ${signedIn.status}: ${await signedIn.text()}`);
  return signedIn.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .join('; ');
}

/** The same as a browser keeps them: `context.addCookies(await browserCookies(installation))`. */
export async function browserCookies(
  installation: Pick<Installation, 'url' | 'setUp'>,
): Promise<{ name: string; value: string; url: string }[]> {
  return (await signInFresh(installation)).split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: installation.url };
  });
}

/** As our own pages send: with the origin that a browser would tell. */
function send(url: string, path: string, body: object): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify(body),
  });
}
