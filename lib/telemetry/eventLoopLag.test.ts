import { Registry } from 'prom-client';
import { expect, test, vi } from 'vitest';
import { measureEventLoopLag } from './eventLoopLag.ts';

test('a process that was busy counts every look that was late, not only the first', async () => {
  const registry = new Registry();
  const stop = measureEventLoopLag(registry);
  const counted = async (name: string) => {
    const [metric] = (await registry.getMetricsAsJSON()) as { values: { metricName?: string; value: number }[] }[];
    return metric?.values.find((value) => value.metricName === `santral_event_loop_lag_seconds_${name}`)?.value ?? 0;
  };
  await vi.waitFor(async () => expect(await counted('count')).toBeGreaterThan(2));
  const [count, sum] = [await counted('count'), await counted('sum')];
  const until = performance.now() + 200;
  while (performance.now() < until);
  await vi.waitFor(async () => expect((await counted('count')) - count).toBeGreaterThanOrEqual(18));
  // 190 ms and 180 and 170 … and 10
  expect((await counted('sum')) - sum).toBeGreaterThan(1.7);
  stop();
});
