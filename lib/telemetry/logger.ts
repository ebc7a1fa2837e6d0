import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';
import { withoutPrivate, withoutPrivateText } from './privacy.ts';

export type { Logger };

/**
 * The log of one part (`web`, `pbx:153` …), JSON lines on standard error, where the supervisor picks them up: it keeps
 * them in `<dataDir>/log/<part>.log` and shows warnings and worse in the terminal, so each `warn` and `error` is to be
 * one plain sentence: what, where, and the cure. SANTRAL_LOG_FILE writes to a file instead, SANTRAL_LOG_LEVEL says
 * from which level on. Secrets and caller numbers are hidden, in fields and in sentences.
 *
 * @param to where to write, for tests; else as the environment says
 */
export function createLogger(part: string, to?: DestinationStream): Logger {
  const file = process.env.SANTRAL_LOG_FILE;
  // Not synchronous: a terminal that is held up must not hold up the calls. What is buffered is flushed on exit.
  const stream = to ?? destination({ dest: file || 2, sync: false, mkdir: true, maxLength: 8 * 2 ** 20 });
  return pino(
    {
      level: process.env.SANTRAL_LOG_LEVEL || 'info',
      base: { part },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { log: (fields) => withoutPrivate(fields) as Record<string, unknown> },
      serializers: { err: withoutPrivate },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args as unknown[];
          const fields = first instanceof Error ? { err: first } : first;
          // Pino would take an error's own words for the sentence, unhidden.
          const error = (fields as { err?: unknown } | undefined)?.err;
          if (error instanceof Error && rest.length === 0) rest.push(error.message);
          const hiding = [fields, ...rest].map((arg) => (typeof arg === 'string' ? withoutPrivateText(arg) : arg));
          method.apply(this, hiding as typeof args);
        },
      },
    },
    stream,
  );
}
