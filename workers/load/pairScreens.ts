import type { ScreenSettings } from '#lib/board/screenAssignment.ts';

/** Signed in as `cookie`, as a supervisor's page asks. @throws Error with what was answered */
export async function callApi<T>(
  url: string,
  cookie: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', origin: url, cookie },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** Pairs one TV as people do: its code, somebody's approval, its token. */
export async function pairScreen(
  url: string,
  cookie: string,
  name: string,
  settings: Partial<ScreenSettings>,
): Promise<{ id: string; token: string }> {
  const code = await callApi<{ device_code: string; user_code: string }>(url, '', 'POST', '/api/pairing/code', {});
  const approval = { userCode: code.user_code, name, settings };
  const { screen } = await callApi<{ screen: string }>(url, cookie, 'POST', '/api/pairing/approve', approval);
  const asked = { device_code: code.device_code };
  const { access_token } = await callApi<{ access_token: string }>(url, '', 'POST', '/api/pairing/token', asked);
  return { id: screen, token: access_token };
}
