import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RoundSummary } from './planningRound.ts';

/** What the round's process says: how far it is, that every queue has its forecast, and what came of it. */
export type RoundWord =
  | { step: { done: number; of: number } }
  | { forecasts: true }
  | { summary: Omit<RoundSummary, 'errors'> & { errors: [string, number][] } }
  | { failed: string };

export interface RunningRound {
  /** Epoch ms. */
  now: number;
  signal: AbortSignal;
  onStep: (done: number, of: number) => void;
  /** Every queue has its forecast; backtests follow. */
  onForecasts: () => void;
}

/** Without a bound the engine would rather take more memory than collect; five years of a queue need a third of it. */
const memory = ['--max-old-space-size=512', '--max-semi-space-size=8'];

/**
 * Runs a round of planning in a process of its own: this one goes on answering, and the memory that a round takes is given
 * back at its end.
 *
 * @throws Error with the reason when it could not be finished
 */
export function runRound({ now, signal, onStep, onForecasts }: RunningRound): Promise<RoundSummary> {
  return new Promise((done, failed) => {
    const script = fileURLToPath(new URL('roundProcess.ts', import.meta.url));
    const round = fork(script, [String(now)], { execArgv: memory });
    const stop = () => round.connected && round.send('stop');
    signal.addEventListener('abort', stop, { once: true });
    let summary: RoundSummary | null = null;
    let reason: string | null = null;
    round.on('message', (word: RoundWord) => {
      if ('step' in word) onStep(word.step.done, word.step.of);
      else if ('forecasts' in word) onForecasts();
      else if ('failed' in word) reason = word.failed;
      else summary = { ...word.summary, errors: new Map(word.summary.errors) };
    });
    round.once('error', failed);
    round.once('exit', (code, by) => {
      signal.removeEventListener('abort', stop);
      if (summary) done(summary);
      else failed(new Error(reason ?? `the round of planning ended early (${by ?? `exit code ${code}`})`));
    });
  });
}
