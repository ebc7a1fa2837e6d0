import type { PartHealth, SourceHealth } from '../feed/feedEvents.ts';

export interface Health {
  status: 'ok' | 'degraded' | 'down';
  parts: PartHealth[];
  sources: SourceHealth[];
}

/**
 * The installation's health in one word. `ok`: every part is well and every source live. `degraded`: something is
 * unwell, yet what the pages show is true, since they mark what is stale or missing. `down`: the pages cannot tell the
 * truth at all: the database does not answer, or no exchange's worker reports.
 */
export function verdict(parts: PartHealth[], sources: SourceHealth[]): Health {
  const wellPart = (part: PartHealth) => part.ok;
  const exchanges = parts.filter((part) => part.part.startsWith('pbx:'));
  const databaseAway = parts.some((part) => part.part === 'database' && !part.ok);
  const nobodyListens = exchanges.length > 0 && !exchanges.some(wellPart) && !sources.some((s) => s.state === 'live');
  if (databaseAway || nobodyListens) return { status: 'down', parts, sources };
  const well = parts.every(wellPart) && sources.every((source) => source.state === 'live');
  return { status: well ? 'ok' : 'degraded', parts, sources };
}

/** 200 as long as the pages tell the truth (`ok`, `degraded`), 503 when they cannot (`down`). */
export function healthStatusCode(health: Health): 200 | 503 {
  return health.status === 'down' ? 503 : 200;
}

/** The parts that an installation consists of, besides the web process itself. */
export function expectedParts(settings: { exchanges: { id: string }[]; demo: object | null }): string[] {
  return [
    'database',
    ...settings.exchanges.map((exchange) => `pbx:${exchange.id}`),
    ...(settings.demo ? ['demo'] : []),
    'history',
    'planner',
    'alarms',
  ];
}
