import { below, type Change, isMessage } from './changes.ts';
import { ExchangeState } from './exchangeState.ts';
import { type Header, headerOf, nameOf, type Told, wireOf } from './toldRecording.ts';

/** Lists asked for all the time; up to `ahead` messages from before a list come behind it. */
export const polled =
  (every: number, ahead: number): Change =>
  (recording, random) => {
    const state = new ExchangeState(queuesOf(recording));
    const told: Told[] = [];
    let known = 0;
    let up = false;
    recording.forEach((one, nth) => {
      told.push(one);
      if (known <= nth) state.take(one);
      known = Math.max(known, nth + 1);
      if (one.kind !== 'message') up = false;
      else if (nameOf(one) === 'FullyBooted') up = true;
      const next = recording[nth + 1];
      // a list is never in another
      if (!up || nth % every !== 0 || (next !== undefined && headerOf(next, 'ActionID') !== undefined)) return;
      const until = nth + 1 + below(random, ahead + 1);
      for (; known < until; known++) {
        const next = recording[known];
        if (next?.kind !== 'message' || next.at - one.at > 1500) break;
        state.take(next);
      }
      told.push(...state.lists(recording[known - 1]?.at ?? one.at, `p${nth}`));
    });
    // nothing that happened before a list comes with an earlier time behind it
    let latest = 0;
    return told.map((one) => {
      latest = Math.max(latest, one.at);
      return { ...one, at: latest };
    });
  };

/**
 * The connection is cut at these places (0 to 1 of the recording), in the middle of a message, and comes back after so
 * many ms; what was told in between is never told. Behind each, and at the end, the whole state is listed three times.
 */
export const cuts =
  (places: readonly { at: number; forMs: number }[]): Change =>
  (recording, random) => {
    const state = new ExchangeState(queuesOf(recording));
    const told: Told[] = [];
    let booted = { at: 0, uptime: 0 };
    let backAt: number | null = null;
    let listAt: number[] = [];
    const list = (at: number) => {
      if (listAt[0] === undefined || at < listAt[0]) return;
      listAt.shift();
      told.push(...state.lists(at, 'l'));
    };
    const connect = (at: number) => {
      backAt = null;
      const uptime = booted.uptime + Math.floor((at - booted.at) / 1000);
      told.push({ kind: 'connect', at });
      for (const headers of greeting(uptime)) told.push({ kind: 'message', at, headers });
      told.push(...state.lists(at, 'l'));
      listAt = [at + 5000, at + 10_000];
    };
    recording.forEach((one, nth) => {
      if (nameOf(one) === 'FullyBooted') booted = { at: one.at, uptime: Number(headerOf(one, 'Uptime')) };
      const lastClose = one.kind === 'close' && nth >= recording.length - 1;
      if (backAt !== null && (lastClose || (isMessage(one) && one.at >= backAt))) connect(one.at);
      state.take(one);
      if (!isMessage(one)) {
        listAt = [];
        // one that ends while it is cut off anyway has ended
        if (backAt === null || one.kind === 'connect') told.push(one);
        backAt = null;
        return;
      }
      if (backAt !== null) return;
      const cut = places.find(({ at }) => Math.floor(at * recording.length) === nth);
      if (cut === undefined || booted.at === 0) {
        told.push(one);
        list(one.at);
        return;
      }
      const wire = wireOf(one.headers);
      told.push({ kind: 'scrap', at: one.at, wire: wire.slice(0, below(random, wire.length - 2)) });
      told.push({ kind: 'close', at: one.at });
      backAt = one.at + cut.forMs;
    });
    return told;
  };

/** Two lists at the end, some seconds apart: what goes on then and what does not is known. */
export const listedAtEnd: Change = (recording) => {
  const state = new ExchangeState(queuesOf(recording));
  for (const told of recording) state.take(told);
  const last = recording.findLastIndex(isMessage);
  const at = recording[last]?.at ?? 0;
  return [
    ...recording.slice(0, last + 1),
    ...[1000, 7000, 13_000].flatMap((later) => state.lists(at + later, 'e')),
    ...recording.slice(last + 1).map((told) => ({ ...told, at: at + 14_000 })),
  ];
};

function greeting(uptime: number): Header[][] {
  return [
    [
      ['Response', 'Success'],
      ['ActionID', '1'],
      ['Message', 'Authentication accepted'],
    ],
    [
      ['Event', 'FullyBooted'],
      ['Privilege', 'system,all'],
      ['Uptime', `${uptime}`],
      ['LastReload', `${uptime}`],
      ['Status', 'Fully Booted'],
    ],
  ];
}

function queuesOf(recording: readonly Told[]): string[] {
  const named = new Set(recording.flatMap((told) => headerOf(told, 'Queue') ?? []));
  return [...named].filter((queue) => queue !== '');
}
