import { Counter, Gauge, type Registry } from 'prom-client';
import type { RoundSummary } from './planningRound.ts';

/** What /metrics tells of the planner. */
export interface PlannerMetrics {
  round(summary: RoundSummary, at: number): void;
  outlook(at: number, seconds: number): void;
  failed(): void;
}

export function plannerMetrics(registry: Registry): PlannerMetrics {
  const registers = [registry];
  let roundAt: number | null = null;
  let outlookAt: number | null = null;
  const age = (at: number | null) => (at === null ? Number.NaN : (Date.now() - at) / 1000);
  const rounds = new Counter({ name: 'santral_planner_rounds_total', help: 'Rounds of planning finished.', registers });
  const failures = new Counter({
    name: 'santral_planner_failures_total',
    help: 'Rounds and outlooks that could not be finished; they are tried again.',
    registers,
  });
  const seconds = new Gauge({
    name: 'santral_planner_round_seconds',
    help: 'How long the last round took: until every queue was forecast, and all of it.',
    labelNames: ['until'],
    registers,
  });
  const queues = new Gauge({
    name: 'santral_planner_queues',
    help: 'Queues by what the last round made of them.',
    labelNames: ['result'],
    registers,
  });
  const errors = new Gauge({
    name: 'santral_forecast_error_ratio',
    help: 'Sum of absolute errors ÷ contacts, by half hours a week ahead, as the backtest tells.',
    labelNames: ['queue'],
    registers,
  });
  const outlookSeconds = new Gauge({
    name: 'santral_planner_outlook_seconds',
    help: 'How long the last look at the rest of the day took.',
    registers,
  });
  new Gauge({
    name: 'santral_planner_forecast_age_seconds',
    help: 'Since the last round of planning; NaN before the first.',
    registers,
    collect() {
      this.set(age(roundAt));
    },
  });
  new Gauge({
    name: 'santral_planner_outlook_age_seconds',
    help: 'Since the rest of today was last worked out; NaN before the first time.',
    registers,
    collect() {
      this.set(age(outlookAt));
    },
  });
  return {
    round(summary, at) {
      roundAt = at;
      rounds.inc();
      seconds.set({ until: 'forecasts' }, summary.forecastSeconds);
      seconds.set({ until: 'end' }, summary.seconds);
      queues.set({ result: 'forecast' }, summary.forecast);
      queues.set({ result: 'borrowed' }, summary.borrowed);
      queues.set({ result: 'without_history' }, summary.withoutHistory);
      queues.set({ result: 'quiet' }, summary.quiet);
      queues.set({ result: 'failed' }, summary.failed.length);
      errors.reset();
      for (const [queue, error] of summary.errors) errors.set({ queue }, error);
    },
    outlook(at, took) {
      outlookAt = at;
      outlookSeconds.set(took);
    },
    failed: () => failures.inc(),
  };
}
