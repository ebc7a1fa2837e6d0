import { LoadScreen } from './screen.ts';

/**
 * Many screens in a process of its own, so that they take nothing of the one that measures. Told by messages: where to
 * connect, and then what is to be answered.
 */
export type FleetOrder =
  | { kind: 'open'; url: string; tokens: string[] }
  | { kind: 'counts' }
  | { kind: 'delays' }
  | { kind: 'seen' }
  | { kind: 'digests' };

export interface FleetCount {
  bytes: number;
  /** Of those, packed or not, on this connection. */
  wireBytes: number;
  snapshotBytes: number;
  largestPatchBytes: number;
  snapshots: number;
  patches: number;
  gaps: number;
}

export interface FleetDigests {
  mark: string;
  digests: Record<string, string>;
}

// Screens of the same boards get the same text: it is read once, so that this process does not slow down what is measured.
const read = new Map<string, unknown>();
const { parse } = JSON;
JSON.parse = (text: string, reviver?: Parameters<typeof parse>[1]) => {
  if (text.length < 1000) return parse(text, reviver);
  if (!read.has(text)) read.set(text, parse(text, reviver));
  for (const oldest of read.keys()) {
    if (read.size <= 50) break;
    read.delete(oldest);
  }
  return read.get(text);
};

let screens: LoadScreen[] = [];

function answer(order: FleetOrder): unknown {
  switch (order.kind) {
    case 'open':
      screens = order.tokens.map((token) => new LoadScreen(order.url, { screen: token }));
      return null;
    case 'counts':
      return screens.map((screen): FleetCount => {
        const { bytes, snapshotBytes, largestPatchBytes, snapshots, patches, gaps } = screen;
        return { bytes, wireBytes: screen.wireBytes(), snapshotBytes, largestPatchBytes, snapshots, patches, gaps };
      });
    case 'delays': {
      const delays = screens.map((screen) => screen.delays);
      for (const screen of screens) screen.delays = [];
      return delays;
    }
    case 'seen':
      return screens.map(({ seen }) => [...seen]);
    case 'digests':
      return screens.map((screen): FleetDigests => ({ mark: screen.mark(), digests: screen.digests() }));
  }
}

process.on('message', (order: FleetOrder) => process.send?.(answer(order)));
process.on('disconnect', () => process.exit(0));
