import type { SourceHealth } from '#lib/feed/feedEvents.ts';

/** The sentence that the logs have, with host and cure, beside the cause that stands there in the page's words: it is English. */
export function sourceDetail({ detail }: Pick<SourceHealth, 'detail'>, locale: string): string | undefined {
  return locale === 'en' ? (detail ?? undefined) : undefined;
}
