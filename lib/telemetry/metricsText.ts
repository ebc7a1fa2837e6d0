/** One metric as `Registry.getMetricsAsJSON()` gives it, and as it travels over /ingest. */
export interface MetricJson {
  name: string;
  help: string;
  type: string;
  values: { value: number | string; labels?: Record<string, string | number>; metricName?: string }[];
}

/**
 * The metrics of all parts in Prometheus' text format. Parts are told apart by the `part` label alone, which is set
 * here, so that no part can speak for another; nothing is summed or averaged across them. Anything that is not a
 * metric is left out.
 */
export function metricsText(parts: ReadonlyMap<string, readonly unknown[]>): string {
  const merged = new Map<string, MetricJson>();
  for (const [part, metrics] of parts) {
    for (const metric of metrics.filter(isMetric)) {
      const known = merged.get(metric.name) ?? { ...metric, values: [] };
      merged.set(metric.name, known);
      for (const value of metric.values) known.values.push({ ...value, labels: { ...value.labels, part } });
    }
  }
  return [...merged.values()].map(metricLines).join('\n');
}

function metricLines(metric: MetricJson): string {
  const lines = [`# HELP ${metric.name} ${escaped(metric.help, false)}`, `# TYPE ${metric.name} ${metric.type}`];
  for (const { value, labels, metricName } of metric.values) {
    const inside = Object.entries(labels ?? {}).map(([name, text]) => `${name}="${escaped(String(text), true)}"`);
    lines.push(`${metricName ?? metric.name}{${inside.join(',')}} ${spelt(value)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** JSON has no infinities: socket.io delivers them as null. */
function spelt(value: number | string | null): string {
  if (value === null) return 'NaN';
  if (value === Infinity) return '+Inf';
  return value === -Infinity ? '-Inf' : String(value);
}

function escaped(text: string, quotes: boolean): string {
  const plain = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return quotes ? plain.replaceAll('"', '\\"') : plain;
}

function isMetric(metric: unknown): metric is MetricJson {
  if (typeof metric !== 'object' || metric === null) return false;
  const { name, values } = metric as MetricJson;
  return typeof name === 'string' && /^[a-zA-Z_:][\w:]*$/.test(name) && Array.isArray(values);
}
