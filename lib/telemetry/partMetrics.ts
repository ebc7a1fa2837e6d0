import { collectDefaultMetrics, Registry } from 'prom-client';
import { measureEventLoopLag } from './eventLoopLag.ts';

/**
 * The prom-client registry of this process: the usual process metrics and event loop lag, each labelled with `part`.
 * Labels may name queues and parts, never anything about a caller.
 */
export function partMetrics(part: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ part });
  collectDefaultMetrics({ register: registry });
  measureEventLoopLag(registry);
  return registry;
}
