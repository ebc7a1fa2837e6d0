import type { Screen, TerminalView } from './terminalView.ts';

/** The same steps for machines: one JSON object a line. */
export function jsonView(screen: Screen = process.stdout): TerminalView {
  const tell = (entry: object) => void screen.write(`${JSON.stringify(entry)}\n`);
  return {
    // Words for people; what machines need of them is told by `tell`.
    print() {},
    tell,
    warn: (warning) => tell({ warning }),
    error: (error) => tell({ error }),
    step(step) {
      const began = Date.now();
      tell({ step, state: 'started' });
      return {
        detail() {},
        progress: ({ done, of, unit }) => tell({ step, state: 'progress', done, of, unit }),
        done: (detail) => tell({ step, state: 'done', detail, ms: Date.now() - began }),
        late: (detail) => tell({ step, state: 'late', detail, ms: Date.now() - began }),
        failed: (detail) => tell({ step, state: 'failed', detail, ms: Date.now() - began }),
        drop() {},
      };
    },
    close() {},
  };
}
