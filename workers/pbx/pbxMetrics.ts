import { Counter, Gauge, type Registry } from 'prom-client';
import type { SourceWatch } from '#lib/floor/sourceWatch.ts';
import type { Spool } from '#lib/ledger/spool.ts';
import type { AmiSession } from '#lib/pbx/ami/session.ts';
import type { ExchangeRecord } from './exchangeRecord.ts';

interface Measured {
  session: AmiSession;
  source: SourceWatch;
  record: ExchangeRecord;
  spool: Spool;
}

/** What Prometheus is told of one exchange's worker; the two counters that are answered count what happens. */
export function pbxMetrics(registry: Registry, { session, source, record, spool }: Measured) {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  gauge('santral_pbx_live', '1 when the exchange is heard, else 0.', () => (source.health.state === 'live' ? 1 : 0));
  counter('santral_ami_bytes_total', 'Bytes read from the exchange since the start.', () => session.byteCount);
  counter('santral_ami_messages_total', 'AMI messages read since the start.', () => session.messageCount);
  counter('santral_ami_malformed_total', 'AMI messages given up since the start.', () => session.malformedCount);
  counter('santral_queue_log_rows_total', 'Rows read from the queue_log since the start.', () => record.counts.rows);
  counter('santral_queue_log_bad_lines_total', 'Lines of the queue_log that are no row.', () => record.counts.badLines);
  counter(
    'santral_queue_log_completed_total',
    'Visits of which the queue_log told more than AMI.',
    () => record.counts.completed,
  );
  counter(
    'santral_day_differences_total',
    'Intervals that the wall counted otherwise than the visits say, and that were counted anew.',
    () => record.differences,
  );
  gauge('santral_spool_rows', 'Rows that wait on this disk for the database.', () => spool.size());
  gauge('santral_spool_bytes', 'Bytes that the spool takes up on this disk.', () => spool.bytes());
  return {
    events: new Counter({
      name: 'santral_pbx_events_total',
      help: 'Events that the exchange told, by kind.',
      labelNames: ['kind'],
      registers,
    }),
    suspects: new Counter({
      name: 'santral_agents_suspect_total',
      help: "Agents' states that lasted suspiciously long, by state.",
      labelNames: ['state'],
      registers,
    }),
  };
}
