import { Histogram, type Registry } from 'prom-client';

/** How often it looks, ms. */
const everyMs = 10;
const bucketsMs = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/**
 * Counts how long work waited for this process, as `santral_event_loop_lag_seconds`: every 10 ms, by how much the look was
 * late. While the process was busy for long, the looks that did not happen count as well, each by what it would have
 * waited; so the shares are those that events met which arrived at any instant. It only grows, so that any number of
 * readers may ask; a share over a span is the difference of two readings.
 *
 * @returns stops it
 */
export function measureEventLoopLag(registry: Registry): () => void {
  const lag = new Histogram({
    name: 'santral_event_loop_lag_seconds',
    help: 'How long work that was due waited for the process to be free, looked at every 10 ms.',
    buckets: bucketsMs.map((ms) => ms / 1000),
    registers: [registry],
  });
  let due = performance.now() + everyMs;
  const look = () => {
    const now = performance.now();
    for (let late = now - due; ; late -= everyMs) {
      lag.observe(Math.max(0, late) / 1000);
      if (late <= everyMs) break;
    }
    due = now + everyMs;
    timer = setTimeout(look, everyMs).unref();
  };
  let timer = setTimeout(look, everyMs).unref();
  return () => clearTimeout(timer);
}
