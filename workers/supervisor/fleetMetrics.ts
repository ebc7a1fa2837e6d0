import { Gauge } from 'prom-client';
import type { Settings } from '#lib/settings.ts';
import { partMetrics } from '#lib/telemetry/partMetrics.ts';
import { type PartReport, reportPart, webUrl } from '#lib/telemetry/reportPart.ts';
import type { PartFleet } from './partFleet.ts';

/** The supervisor's own metrics at /metrics: those of its process, and how often each part was started again. */
export function reportFleet(settings: Settings, fleet: PartFleet): PartReport {
  const registry = partMetrics('supervisor');
  new Gauge({
    name: 'santral_part_restarts',
    help: 'How often a part fell over and was started again since the start.',
    labelNames: ['process'],
    registers: [registry],
    collect() {
      for (const [name, restarts] of fleet.restarts()) this.set({ process: name }, restarts);
    },
  });
  return reportPart({ part: 'supervisor', webUrl: webUrl(settings), key: fleet.ingestKey, registry });
}
