/** What came of a change: the answer's body and status, or that nobody answered (status 0). */
export interface Sent {
  ok: boolean;
  status: number;
  body: Record<string, unknown>;
}

/** Sends a change to one of our own routes; never throws. */
export async function sendJson(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<Sent> {
  try {
    const response = await fetch(path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const told: unknown = await response.json().catch(() => null);
    return { ok: response.ok, status: response.status, body: (told ?? {}) as Record<string, unknown> };
  } catch {
    return { ok: false, status: 0, body: {} };
  }
}
