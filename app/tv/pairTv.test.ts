import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { type PairingState, pairTv } from './pairTv.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Seconds pass faster here. */
const secondMs = 4;
interface Answer {
  status: number;
  body: object;
}
const pending: Answer = { status: 400, body: { error: 'authorization_pending' } };
const granted: Answer = {
  status: 200,
  body: { access_token: 'jeton', token_type: 'Bearer', screen: { name: 'Kuzey' } },
};
const error = (word: string): Answer => ({ status: 400, body: { error: word } });

/** A server that answers the questions about tokens one by one as told, and then that it still waits. */
async function startServer(tokens: Answer[], codes: Answer[] = []) {
  const asked: { path: string; body: { device_code?: string }; at: number }[] = [];
  let made = 0;
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    asked.push({ path, body: JSON.parse(await textOf(request)), at: performance.now() });
    const told = path === '/api/pairing/code' ? (codes.shift() ?? nextCode()) : (tokens.shift() ?? pending);
    response.writeHead(told.status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(told.body));
  });
  function nextCode(): Answer {
    made++;
    const page = 'http://santral.example/settings/screens/pair';
    const body = {
      ...{ device_code: `secret-${made}`, user_code: `CDFH-JKL${made}`, verification_uri: page },
      ...{ verification_uri_complete: `${page}?code=CDFH-JKL${made}`, expires_in: 600, interval: 5 },
    };
    return { status: 200, body };
  }
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}

function pair(server: string) {
  const stop = new AbortController();
  closing.push(() => stop.abort());
  const states: PairingState[] = [];
  const codes = () => [...new Set(states.flatMap((state) => (state.step === 'code' ? [state.code.userCode] : [])))];
  const paired = pairTv({ server, secondMs, signal: stop.signal, onState: (state) => states.push(state) });
  return { states, codes, paired, stop };
}

it('shows a code and asks until somebody has approved it', async () => {
  const server = await startServer([pending, pending, granted]);
  const tv = pair(server.url);
  expect(await tv.paired).toEqual({ token: 'jeton', name: 'Kuzey' });
  expect(tv.codes()).toEqual(['CDFH-JKL1']);
  expect(server.asked.map(({ path, body }) => [path, body.device_code])).toEqual([
    ['/api/pairing/code', undefined],
    ...Array.from({ length: 3 }, () => ['/api/pairing/token', 'secret-1']),
  ]);
});

it('asks more rarely for good once it was told to slow down', async () => {
  const server = await startServer([error('slow_down'), pending, granted]);
  await pair(server.url).paired;
  const [, first, second, third] = server.asked.map(({ at }) => at);
  const slower = 10 * secondMs - 1;
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(slower);
  expect((third ?? 0) - (second ?? 0)).toBeGreaterThan(slower);
});

it('takes a new code by itself when one is over', async () => {
  const server = await startServer([pending, error('expired_token'), pending, granted]);
  const tv = pair(server.url);
  expect(await tv.paired).toEqual({ token: 'jeton', name: 'Kuzey' });
  expect(tv.codes()).toEqual(['CDFH-JKL1', 'CDFH-JKL2']);
  expect(server.asked.at(-1)?.body.device_code).toBe('secret-2');
});

it('says that it was refused, and asks again later', async () => {
  const server = await startServer([error('access_denied'), granted]);
  const tv = pair(server.url);
  await tv.paired;
  expect(tv.states.map(({ step }) => step)).toContain('denied');
  expect(tv.codes()).toEqual(['CDFH-JKL1', 'CDFH-JKL2']);
});

it('goes on when server or database do not answer, and says which', async () => {
  const away: Answer = { status: 503, body: { error: 'away' } };
  const busy: Answer = { status: 429, body: { error: 'slow_down' } };
  const server = await startServer([away, pending, granted], [away, busy, { status: 502, body: {} }]);
  const tv = pair(server.url);
  expect(await tv.paired).toMatchObject({ token: 'jeton' });
  const unanswered = tv.states.flatMap((state) => (state.step === 'unanswered' ? [state.why] : []));
  expect(unanswered).toEqual(['database', 'busy', 'server']);
  const answered = tv.states.flatMap((state) => (state.step === 'code' ? [state.answered] : []));
  expect(answered).toEqual([true, false, true]);
});

it('waits for a server that is not there, until it is stopped', async () => {
  const tv = pair('http://127.0.0.1:9');
  await vi.waitFor(() => expect(tv.states.at(-1)).toEqual({ step: 'unanswered', why: 'server' }));
  tv.stop.abort();
  expect(await tv.paired).toBeNull();
});
